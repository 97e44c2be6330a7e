import { type DesiredAccess, mergeAccess, type TeamAccess } from './domain.ts'
import type { RecordState } from './domain-states.ts'

/** What the assignments say now, and what a record last followed. */
export interface Followed {
  readonly epoch: number
  readonly presence: DesiredAccess['presence']
  readonly wanted: readonly TeamAccess[]
}

export interface WorkState extends Followed {
  readonly state: RecordState
  readonly nextAttemptAt: Date | null
  /** Another worker has the person until then. */
  readonly claimedUntil: Date | null
}

const sameAccess = (one: readonly TeamAccess[], other: readonly TeamAccess[]): boolean =>
  JSON.stringify(mergeAccess(one)) === JSON.stringify(mergeAccess(other))

/** Whether the assignments ask for the same as the record does, whatever the version. */
export const asksTheSame = (now: Followed, record: Followed): boolean =>
  now.presence === record.presence && sameAccess(now.wanted, record.wanted)

/**
 * What a worker is to do with a person.
 * `begin`: the assignments ask for something else than last time. `follow`: only their version is new. `goOn`: the work
 * for this version is not over. `nothing`: it is, it waits for its time or for a human, or another worker has it.
 */
export function whatIsDue(
  now: Followed,
  record: WorkState,
  at: Date,
): 'begin' | 'follow' | 'goOn' | 'nothing' {
  if (record.claimedUntil && record.claimedUntil > at) return 'nothing'
  if (!asksTheSame(now, record)) return 'begin'
  const isSettled = record.state === 'active' || record.state === 'closed'
  if (now.epoch !== record.epoch) return isSettled ? 'follow' : 'begin'
  if (isSettled || record.state === 'held') return 'nothing'
  const waits = record.state === 'failed' || record.state === 'paused'
  return waits && record.nextAttemptAt && record.nextAttemptAt > at ? 'nothing' : 'goOn'
}
