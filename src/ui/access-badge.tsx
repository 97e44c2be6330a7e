import { type CivilDay, formatCivilDay } from '../kernel/civil-day.ts'
import { timeOfDay } from '../kernel/wall-time.ts'
import { Badge, type BadgeVariant } from './badges.tsx'
import type { IconName } from './icon-names.ts'
import { useWords } from './shell-context.ts'
import type { UiWords } from './texts.ts'

/** Where an access stands, as the role's page shows it. */
export type AccessState =
  | { kind: 'active'; since: CivilDay }
  | { kind: 'preparing' }
  | { kind: 'closing' }
  | { kind: 'awaitingSignIn' }
  | { kind: 'awaitingManual' }
  | { kind: 'held' }
  | { kind: 'until'; day: CivilDay }
  /** Without a time of the next try, that time has come. */
  | { kind: 'failed'; retryAt: Date | null }
  | { kind: 'closed'; on: CivilDay }

const look: Record<AccessState['kind'], { variant: BadgeVariant; icon: IconName }> = {
  active: { variant: 'success', icon: 'success' },
  preparing: { variant: 'info', icon: 'sync' },
  closing: { variant: 'info', icon: 'sync' },
  awaitingSignIn: { variant: 'info', icon: 'hourglass' },
  awaitingManual: { variant: 'info', icon: 'hourglass' },
  held: { variant: 'warning', icon: 'warning' },
  until: { variant: 'warning', icon: 'time' },
  failed: { variant: 'error', icon: 'sync' },
  closed: { variant: 'closed', icon: 'lock' },
}

function sentence(state: AccessState, words: UiWords): string {
  switch (state.kind) {
    case 'active':
      return words.accessActive(formatCivilDay(state.since))
    case 'preparing':
      return words.accessPreparing
    case 'closing':
      return words.accessClosing
    case 'awaitingSignIn':
      return words.accessAwaitingSignIn
    case 'awaitingManual':
      return words.accessAwaitingManual
    case 'held':
      return words.accessHeld
    case 'until':
      return words.accessUntil(formatCivilDay(state.day))
    case 'failed':
      return words.accessFailed(state.retryAt && timeOfDay(state.retryAt))
    case 'closed':
      return words.accessClosed(formatCivilDay(state.on))
  }
}

export function AccessBadge({ state }: { state: AccessState }) {
  const words = useWords()
  return <Badge {...look[state.kind]}>{sentence(state, words)}</Badge>
}
