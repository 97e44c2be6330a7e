import type { EventValue } from '../../kernel/event.ts'

export type Facts = Readonly<Record<string, EventValue>>

export const text = (value: EventValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

export const named = (facts: Facts, key: string): string => (text(facts[key]) ? ` “${text(facts[key])}”` : '')
export const navngivet = (facts: Facts, key: string): string =>
  text(facts[key]) ? ` »${text(facts[key])}«` : ''

/** What an event is called in a list of kinds, and what its actor did, to follow their name. */
export interface EventWords {
  readonly name: string
  readonly did: (facts: Facts) => string
}

export const words = (name: string, did: string | ((facts: Facts) => string)): EventWords => ({
  name,
  did: typeof did === 'string' ? () => did : did,
})
