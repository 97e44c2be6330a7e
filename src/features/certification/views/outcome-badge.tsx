import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { Badge, type BadgeProps, MissingAnswerBadge } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import { isAccessGone, isUnfilled } from '../domain/item.ts'
import type { ShownItem } from '../queries/items.ts'

/** Where a line stands, in words, shape and colour. Taken away is told as done only once it was read back (A2). */
export function outcomeOf(item: ShownItem, texts: AnswerTexts): BadgeProps | null {
  const { outcomes } = texts
  if (item.answer === 'keep') return { variant: 'done', icon: 'completed', children: outcomes.keep }
  if (item.answer === 'withdraw')
    return isAccessGone(item)
      ? { variant: 'closed', icon: 'lock', children: outcomes.withdrawn }
      : { variant: 'info', icon: 'sync', children: outcomes.withdrawClosing }
  if (item.answer === 'replace') return replacementOf(item, texts)
  switch (item.consequence) {
    case 'kept':
      return { variant: 'outline', icon: 'not-started', children: outcomes.kept }
    case 'suspended':
      return { variant: 'warning', icon: 'hourglass', children: outcomes.suspended }
    case 'grace':
      return {
        variant: 'warning',
        icon: 'time',
        children: outcomes.grace(item.removesOn ? formatCivilDay(item.removesOn) : ''),
      }
    case 'held':
      return { variant: 'warning', icon: 'warning', children: outcomes.held }
    case 'removed':
      return isAccessGone(item)
        ? { variant: 'closed', icon: 'lock', children: outcomes.removed }
        : { variant: 'info', icon: 'sync', children: outcomes.removing }
    case 'elsewhere':
      return { variant: 'quiet', children: outcomes.elsewhere }
    case 'returned':
      return { variant: 'quiet', children: outcomes.returned }
    case 'askedAgain':
      return { variant: 'quiet', children: outcomes.askedAgain(item.askedAgainIn ?? '') }
    default:
      return null
  }
}

function replacementOf(item: ShownItem, { outcomes }: AnswerTexts): BadgeProps {
  const successor = item.successorName ?? ''
  if (item.replacedAt) {
    const words = isUnfilled(item) ? outcomes.endedUnfilled : outcomes.replaced
    return { variant: 'closed', icon: 'lock', children: words(successor) }
  }
  if (isUnfilled(item)) return { variant: 'warning', icon: 'warning', children: outcomes.unfilled(successor) }
  const words = item.successorState === 'waiting' ? outcomes.promised : outcomes.replacing
  return { variant: 'info', icon: 'hourglass', children: words(successor) }
}

export function OutcomeBadge({ item, texts }: { item: ShownItem; texts: AnswerTexts }) {
  const badge = outcomeOf(item, texts)
  return badge ? <Badge {...badge} /> : <MissingAnswerBadge />
}
