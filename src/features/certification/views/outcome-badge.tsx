import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { Badge, type BadgeProps, MissingAnswerBadge } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import type { ShownItem } from '../queries/items.ts'

/** Where a line stands, in words, shape and colour. Taken away is told as done only once it was read back (A2). */
export function outcomeOf(item: ShownItem, texts: AnswerTexts): BadgeProps | null {
  const { outcomes } = texts
  const successor = item.successorName ?? ''
  if (item.answer === 'keep') return { variant: 'done', icon: 'completed', children: outcomes.keep }
  if (item.answer === 'withdraw')
    return item.accessClosedAt
      ? { variant: 'closed', icon: 'lock', children: outcomes.withdrawn }
      : { variant: 'info', icon: 'sync', children: outcomes.withdrawClosing }
  if (item.answer === 'replace')
    return item.replacedAt
      ? { variant: 'closed', icon: 'lock', children: outcomes.replaced(successor) }
      : { variant: 'info', icon: 'hourglass', children: outcomes.replacing(successor) }
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
      return item.accessClosedAt
        ? { variant: 'closed', icon: 'lock', children: outcomes.removed }
        : { variant: 'info', icon: 'sync', children: outcomes.removing }
    case 'elsewhere':
      return { variant: 'quiet', children: outcomes.elsewhere }
    default:
      return null
  }
}

export function OutcomeBadge({ item, texts }: { item: ShownItem; texts: AnswerTexts }) {
  const badge = outcomeOf(item, texts)
  return badge ? <Badge {...badge} /> : <MissingAnswerBadge />
}
