import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { Badge, type BadgeProps, MissingAnswerBadge } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import { type LostAccess, type Outcome, outcomeOf } from '../domain/outcome.ts'
import type { ShownItem } from '../queries/items.ts'

/** Where a line stands, in words, shape and colour. */
function badgeOf(item: ShownItem, texts: AnswerTexts): BadgeProps | null {
  const { outcomes } = texts
  const successor = item.successorName ?? ''
  const outcome = outcomeOf(item)
  switch (outcome.kind) {
    case 'confirmed':
    case 'kept':
    case 'returned':
      return heldBadge(outcome.kind, outcome.endedOn, texts)
    case 'withdrawn':
      return lostBadge(outcomes.withdrawn, outcome.access, texts)
    case 'removed':
      return lostBadge(outcomes[outcome.access === 'closing' ? 'removing' : 'removed'], outcome.access, texts)
    case 'suspended':
      return {
        ...lostBadge(outcomes.suspended, outcome.access, texts),
        variant: 'warning',
        icon: 'hourglass',
      }
    case 'replaced':
      return lostBadge(outcomes.replaced(successor), outcome.access, texts)
    case 'replacedUnfilled':
      return lostBadge(outcomes.endedUnfilled(successor), outcome.access, texts)
    default:
      return waitingBadge(outcome, successor, texts)
  }
}

function heldBadge(
  kind: 'confirmed' | 'kept' | 'returned',
  endedOn: ShownItem['heldEndedOn'],
  { outcomes }: AnswerTexts,
): BadgeProps {
  if (endedOn) return { variant: 'quiet', children: outcomes.ended[kind](formatCivilDay(endedOn)) }
  if (kind === 'confirmed') return { variant: 'done', icon: 'completed', children: outcomes.keep }
  if (kind === 'kept') return { variant: 'outline', icon: 'not-started', children: outcomes.kept }
  return { variant: 'quiet', children: outcomes.returned }
}

/** Taken away is told as done only once it was read back (A2); a lock where something was closed. */
function lostBadge(words: string, access: LostAccess, { outcomes }: AnswerTexts): BadgeProps {
  const children = words + outcomes.access[access]
  if (access === 'closing') return { variant: 'info', icon: 'sync', children }
  if (access === 'none') return { variant: 'closed', children }
  return { variant: 'closed', icon: access === 'closed' ? 'lock' : 'info', children }
}

type Waiting = Exclude<Outcome, { readonly endedOn: unknown } | { readonly access: unknown }>

function waitingBadge(outcome: Waiting, successor: string, { outcomes }: AnswerTexts): BadgeProps | null {
  switch (outcome.kind) {
    case 'grace': {
      const day = outcome.on ? formatCivilDay(outcome.on) : ''
      return { variant: 'warning', icon: 'time', children: outcomes.grace(day) }
    }
    case 'held':
      return { variant: 'warning', icon: 'warning', children: outcomes.held }
    case 'elsewhere':
      return { variant: 'quiet', children: outcomes.elsewhere }
    case 'askedAgain':
      return { variant: 'quiet', children: outcomes.askedAgain(outcome.round ?? '') }
    case 'unfilled':
      return { variant: 'warning', icon: 'warning', children: outcomes.unfilled(successor) }
    case 'promised':
      return { variant: 'info', icon: 'hourglass', children: outcomes.promised(successor) }
    case 'replacing':
      return { variant: 'info', icon: 'hourglass', children: outcomes.replacing(successor) }
    case 'undecided':
      return null
  }
}

export function OutcomeBadge({ item, texts }: { item: ShownItem; texts: AnswerTexts }) {
  const badge = badgeOf(item, texts)
  return badge ? <Badge {...badge} /> : <MissingAnswerBadge />
}
