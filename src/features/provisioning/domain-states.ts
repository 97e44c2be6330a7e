import type { DesiredAccess } from './domain.ts'

/** What a person's record at one target says; kept, and filtered by. */
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

export interface ShownRecord {
  readonly presence: DesiredAccess['presence']
  readonly state: RecordState
  /** The assignments have changed since the work the record tells of. */
  readonly isBehind: boolean
  /** Since when the proven state has held without a break. */
  readonly activeSince: Date | null
  readonly closedAt: Date | null
  readonly nextAttemptAt: Date | null
  /** Code of a held, failed or paused case. */
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

/**
 * @param open what the assignments say now (A1)
 * @param record null when the work has not begun
 */
export function screenState(open: boolean, record: ShownRecord | null): ScreenState {
  const underWay = { kind: open ? ('preparing' as const) : ('closing' as const) }
  if (!record || record.isBehind) return underWay
  switch (record.state) {
    case 'preparing':
      return underWay
    case 'waitingManual':
      return { kind: 'awaitingManual' }
    case 'held':
      return { kind: 'held', code: record.code }
    case 'failed':
    case 'paused':
      return { kind: 'failed', nextAttemptAt: record.nextAttemptAt }
    case 'active':
      return record.activeSince ? { kind: 'active', since: record.activeSince } : underWay
    case 'closed':
      return record.closedAt ? { kind: 'closed', since: record.closedAt } : underWay
  }
}

/** Seconds decide: the page is worth loading again by itself. */
export const isUnderWay = (state: ScreenState): boolean =>
  state.kind === 'preparing' || state.kind === 'closing'
