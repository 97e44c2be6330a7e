import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { listDueEndings, retireDueRole } from '../roles/index.ts'
import { tellPending } from './actions-pending.ts'
import { retiredCode } from './domain-role-ends.ts'
import { saveEndsOfRole, savePendingOfRole, saveProposalsOfRole } from './store-role-ends.ts'
import { tellOf } from './telling.ts'

/** As soon as it is said: a role that ends today ends now. The turn of the day does the others, and what a lost job would have. */
export const roleEndsSpec: QueueSpec = { name: 'assignments.role-ends', listensTo: ['role.endingSet'] }

export const roleEndsQueue = (world: World): Queue => ({
  ...roleEndsSpec,
  handle: () => endDueRoles(world),
})

/**
 * Takes out the roles whose day has come, also days ago, and ends all that hangs on them in every municipality:
 * assignments, what waits for a first sign-in (R3), proposals (R6). Each role in a transaction of its own: it waits for
 * those who are giving that role and for no other. Run twice, also by two at once, the second finds nothing.
 */
export async function endDueRoles(world: World): Promise<void> {
  for (const roleId of await inJob(world, listDueEndings))
    await inJob(world, (ctx) => endWithRole(ctx, roleId))
}

async function endWithRole(ctx: Context, roleId: string): Promise<void> {
  const role = await retireDueRole(ctx, roleId)
  if (!role) return
  const { roleName } = role
  await tellOf(ctx, 'assignment.ended', await saveEndsOfRole(ctx, roleId), {
    facts: { cause: 'roleEnded', note: role.reason },
  })
  const fallen = await savePendingOfRole(ctx, roleId)
  await tellPending(ctx, 'pendingAssignment.refused', fallen, { reason: retiredCode })
  const proposals = await saveProposalsOfRole(ctx, roleId)
  if (proposals.length === 0) return
  await ctx.emitToMany(
    { type: 'assignment.proposalSettled', subjectType: 'assignment' },
    proposals.map(({ organisationId, id, userName, proposedBy }) => ({
      organisationId,
      id,
      facts: { roleId, roleName, userName, proposedBy, outcome: 'dismissed' },
    })),
  )
}
