/** What a person's record at one target says; kept by the worker. */
export const recordStates = [
  'preparing',
  'waitingManual',
  'active',
  'failed',
  'held',
  'paused',
  'closed',
] as const

export type RecordState = (typeof recordStates)[number]

/**
 * What the screens show, what needs a human first. A paused target is a failure with a next attempt to the one who
 * waits; what does not follow the assignments of the day yet is preparing or closing (access_state_on in the schema).
 */
export const stateKinds = [
  'held',
  'failed',
  'awaitingManual',
  'closing',
  'preparing',
  'active',
  'closed',
] as const

export type StateKind = (typeof stateKinds)[number]
