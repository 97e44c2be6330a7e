/** Where `now` and new ids come from. Injected, so that no test waits and no rule reads the wall clock. */
export interface Clock {
  now(): Date
  newId(): string
}
