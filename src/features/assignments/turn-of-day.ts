import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { getRole, type Role } from '../roles/index.ts'
import { endLapsedDeputies } from '../users/index.ts'
import { tellLapsed, tellStarted } from './actions.ts'
import { expirePending } from './actions-pending.ts'
import { saveLapsed, saveStarted, type TurnedAssignment } from './store.ts'
import { inEveryMunicipality } from './store-job-context.ts'

/** Hourly, so that a server that was down at midnight catches up. */
export const turnOfDaySpec: QueueSpec = { name: 'assignments.turn-of-day', schedule: '3 * * * *' }

/** Starts and ends assignments on their own dates, and what else has a last day; run twice, it finds nothing the second time. */
export const turnOfDayQueue = (world: World): Queue => ({
  ...turnOfDaySpec,
  handle: () => turnDay(world),
})

/**
 * Ends what is over and starts what begins by today, in every municipality, and tells each: assignments, what waited in
 * vain for a first sign-in (R3), deputies. One transaction.
 */
export async function turnDay(world: World): Promise<void> {
  await inEveryMunicipality(world, async (ctx) => {
    await tellAll(ctx, await saveLapsed(ctx, null), tellLapsed)
    await tellAll(ctx, await saveStarted(ctx), tellStarted)
    await expirePending(ctx)
    await endLapsedDeputies(ctx)
  })
}

type Tell = (ctx: Context, role: Role, assignment: TurnedAssignment) => Promise<void>

/** Few begin or end on one day: each is told with its own names. */
async function tellAll(ctx: Context, turned: readonly TurnedAssignment[], tell: Tell): Promise<void> {
  const roles = new Map<string, Role>()
  for (const assignment of turned) {
    const role = roles.get(assignment.roleId) ?? (await getRole(ctx, assignment.roleId))
    roles.set(role.id, role)
    await tell(ctx, role, assignment)
  }
}
