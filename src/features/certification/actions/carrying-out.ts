import type { Context } from '../../../kernel/context.ts'
import { endMany, holdRoles, suspendMany } from '../../assignments/index.ts'
import { recount } from '../store/answers.ts'
import {
  type DueItem,
  lockOwnParts,
  saveElsewhere,
  saveReturned,
  saveSuccessors,
  takeRemovals,
  takeReplaced,
  takeSuspensions,
} from '../store/carrying-out.ts'
import { saveReadBack } from '../store/reading-back.ts'
import { completeParts, endLeftTasks } from './completing.ts'
import { replacedReason } from './successors.ts'

/**
 * What is due in one municipality: roles that ended elsewhere and people who are back need no answer, pauses and removals are carried out once
 * their day has come, those replaced go when the successor is in, and what was read back of their accesses is noted. A fixed
 * number of statements; run twice, it finds nothing the second time.
 */
export async function carryOutDue(ctx: Context): Promise<void> {
  await lockOwnParts(ctx)
  const emptied = [...(await saveElsewhere(ctx)), ...(await saveReturned(ctx))]
  if (emptied.length > 0) await recount(ctx, emptied)
  await saveSuccessors(ctx)
  const suspended = await takeSuspensions(ctx)
  const removed = await takeRemovals(ctx)
  const replaced = await takeReplaced(ctx)
  // All roles at once and before any assignment is written: whoever changes some holds them in the same order.
  await holdRoles(
    ctx,
    [...suspended, ...removed, ...replaced].map(({ roleId }) => roleId),
  )
  await suspendMany(
    ctx,
    suspended.map(({ assignmentId }) => assignmentId),
    'nonResponse',
  )
  await tellApplied(ctx, 'suspend', suspended)
  const unconfirmed = ({ assignmentId: id, roundName }: DueItem) => ({
    id,
    reason: `Ikke bekræftet i »${roundName}«.`,
  })
  await endMany(ctx, removed.map(unconfirmed), 'nonResponse')
  await endMany(
    ctx,
    replaced.map(({ assignmentId: id }) => ({ id, reason: replacedReason })),
    'certification',
  )
  await tellApplied(ctx, 'remove', removed)
  await saveReadBack(ctx)
  await completeParts(ctx)
  await endLeftTasks(ctx)
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
