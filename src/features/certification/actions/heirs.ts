import type { Context } from '../../../kernel/context.ts'
import { listReliant } from '../queries/items.ts'
import type { Decided } from './decided.ts'

/**
 * Who else relies on a successor: two holders can be replaced by the same person, who then has the role once, or is
 * promised it once. When the answer that did so is corrected, it goes on for the other one's line, and the role is not
 * left vacant.
 */
export interface Heirs {
  /** The line that takes over what this line's answer before gave or promised; null: nobody's. */
  heirOf(decided: Decided): string | null
  /** The assignment the line takes over from another one of this request. */
  inheritedBy(itemId: string): string | null
  /** Whether the line is answered in this request. */
  isAnswering(itemId: string): boolean
  /** The line takes nothing over after all. */
  drop(itemId: string): void
}

const takesBack = ({ steps }: Decided): boolean => steps.endsSuccessor || steps.withdrawsPromise

export async function findHeirs(ctx: Context, decided: readonly Decided[]): Promise<Heirs> {
  const givers = decided.filter(takesBack)
  const ids = decided.map(({ item }) => item.id)
  const reliant = givers.length > 0 ? await listReliant(ctx, ids) : []
  const heirs = new Map<string, string>()
  const inheritances = new Map<string, string>()
  for (const giver of givers) {
    const { item } = giver
    const beside = decided.find((other) => givesToSame(other, giver))
    const heir = beside?.item.id ?? reliant.find(({ itemId }) => itemId === item.id)?.reliantId
    if (heir) heirs.set(item.id, heir)
    if (beside && item.successorAssignmentId) inheritances.set(beside.item.id, item.successorAssignmentId)
  }
  return {
    heirOf: ({ item }) => heirs.get(item.id) ?? null,
    inheritedBy: (itemId) => inheritances.get(itemId) ?? null,
    isAnswering: (itemId) => ids.includes(itemId),
    drop: (itemId) => {
      for (const [from, heir] of heirs) if (heir === itemId) heirs.delete(from)
    },
  }
}

/** Whether another answer of the request gives the role to the successor that this one takes it from. */
const givesToSame = ({ item, steps, successor }: Decided, giver: Decided): boolean =>
  steps.givesSuccessor &&
  successor?.kind === 'user' &&
  item.roleId === giver.item.roleId &&
  successor.userId === giver.item.successorId
