import type { DesiredAccess } from './domain.ts'

/** How the last attempt for the current epoch ended; null before the first. */
export type LastOutcome = 'converged' | 'waiting' | 'retry' | 'held' | 'paused'

/** What a person's record at one target says. Instants, not days. */
export type ProvisioningRecord = {
  readonly presence: DesiredAccess['presence']
  /** Version of the assignments the record is to follow, and the one last proven by a reading; null when never. */
  readonly epoch: number
  readonly verifiedEpoch: number | null
  /** Since when the proven state has held without a break. */
  readonly settledAt: Date | null
  readonly lastOutcome: LastOutcome | null
  readonly nextAttemptAt: Date | null
  /** Code of a held or paused case. */
  readonly code: string | null
}

/** What the screens show. A paused target is a failure with a next attempt to the one who waits. */
export type ScreenState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'active'; readonly since: Date }
  | { readonly kind: 'awaitingManual' }
  | { readonly kind: 'failed'; readonly nextAttemptAt: Date | null }
  | { readonly kind: 'held'; readonly code: string | null }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed'; readonly since: Date }

/** A held case stays held on the screen until a human acts, also while earlier proof is on record. */
export function screenState(record: ProvisioningRecord): ScreenState {
  if (record.lastOutcome === 'held') return { kind: 'held', code: record.code }
  if (record.lastOutcome === 'waiting') return { kind: 'awaitingManual' }
  if (record.lastOutcome === 'retry' || record.lastOutcome === 'paused') {
    return { kind: 'failed', nextAttemptAt: record.nextAttemptAt }
  }
  if (record.verifiedEpoch === record.epoch && record.settledAt) {
    return { kind: record.presence === 'present' ? 'active' : 'closed', since: record.settledAt }
  }
  return { kind: record.presence === 'present' ? 'preparing' : 'closing' }
}
