import type { Context } from '../../../kernel/context.ts'
import { listReliant } from '../queries/items.ts'
import type { Decided } from './decided.ts'

/**
 * Who else relies on a successor: two holders can be replaced by the same person, who then has the role once. When the
 * answer that gave it is corrected, it goes on for the other one's line, and the role is not left vacant.
 */
export interface Heirs {
  /** The line that takes over what this line's answer before gave; null: nobody's. */
  heirOf(decided: Decided): string | null
  /** What the line takes over from another one of this request. */
  inheritedBy(itemId: string): string | null
  /** Whether the line is answered in this request. */
  isAnswering(itemId: string): boolean
  /** The line takes nothing over after all. */
  drop(itemId: string): void
}

export async function findHeirs(ctx: Context, decided: readonly Decided[]): Promise<Heirs> {
  const giving = decided.filter(({ item, steps }) => steps.endsSuccessor && item.successorAssignmentId)
  const reliant =
    giving.length > 0
      ? await listReliant(
          ctx,
          decided.map(({ item }) => item.id),
        )
      : []
  const answering = new Set(decided.map(({ item }) => item.id))
  const heirs = new Map<string, string>()
  const inheritances = new Map<string, string>()
  for (const { item } of giving) {
    const beside = decided.find(
      ({ item: other, steps, successor }) =>
        steps.givesSuccessor && other.roleId === item.roleId && successor?.userId === item.successorId,
    )
    const heir = beside?.item.id ?? reliant.find(({ itemId }) => itemId === item.id)?.reliantId
    if (heir) heirs.set(item.id, heir)
    if (beside && item.successorAssignmentId) inheritances.set(beside.item.id, item.successorAssignmentId)
  }
  return {
    heirOf: ({ item }) => heirs.get(item.id) ?? null,
    inheritedBy: (itemId) => inheritances.get(itemId) ?? null,
    isAnswering: (itemId) => answering.has(itemId),
    drop: (itemId) => {
      for (const [from, heir] of heirs) if (heir === itemId) heirs.delete(from)
    },
  }
}
