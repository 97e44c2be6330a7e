import type { Context } from '../../../kernel/context.ts'
import { endHeld, suspendMany } from '../../assignments/index.ts'
import { recount } from '../store/answers.ts'
import {
  type DueItem,
  lockOwnParts,
  saveElsewhere,
  saveReadBack,
  takeRemovals,
  takeReplaced,
  takeSuspensions,
} from '../store/carrying-out.ts'
import { completeParts } from './completing.ts'
import { replacedReason } from './successors.ts'

const cause = 'certification'
const keyOf = (item: DueItem) => ({ organisationId: item.organisationId, id: item.assignmentId })

/**
 * What is due in one municipality: roles that ended elsewhere need no answer, pauses and removals are carried out once
 * their day has come, those replaced go when the successor is in, and what was read back as closed is noted. A fixed
 * number of statements; run twice, it finds nothing the second time.
 */
export async function carryOutDue(ctx: Context): Promise<void> {
  await lockOwnParts(ctx)
  const emptied = await saveElsewhere(ctx)
  if (emptied.length > 0) await recount(ctx, emptied)
  const suspended = await takeSuspensions(ctx)
  await suspendMany(ctx, suspended.map(keyOf), cause)
  await tellApplied(ctx, 'suspend', suspended)
  const removed = await takeRemovals(ctx)
  const reason = (item: DueItem) => `Ikke bekræftet i »${item.roundName}«.`
  await endHeld(
    ctx,
    removed.map((item) => ({ ...keyOf(item), reason: reason(item) })),
    cause,
  )
  await tellApplied(ctx, 'remove', removed)
  const replaced = await takeReplaced(ctx)
  await endHeld(
    ctx,
    replaced.map((item) => ({ ...keyOf(item), reason: replacedReason })),
    cause,
  )
  await saveReadBack(ctx)
  await completeParts(ctx)
}

async function tellApplied(
  ctx: Context,
  policy: 'suspend' | 'remove',
  items: readonly DueItem[],
): Promise<void> {
  if (items.length === 0) return
  await ctx.emitToMany(
    { type: 'certification.policyApplied', subjectType: 'certificationItem', facts: { policy } },
    items.map(({ id, organisationId, roundId, roleId, roleName, userId, userName }) => ({
      organisationId,
      id,
      facts: { roundId, roleId, roleName, userId, userName },
    })),
  )
}
