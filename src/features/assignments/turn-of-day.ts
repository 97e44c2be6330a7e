import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { listRolesByIds, type Role } from '../roles/index.ts'
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

type Tell = (ctx: Context, roles: readonly Role[], turned: readonly TurnedAssignment[]) => Promise<void>

/** Each is told with its own names, all at once: many roles are given for a year, and end on the same day. */
async function tellAll(ctx: Context, turned: readonly TurnedAssignment[], tell: Tell): Promise<void> {
  if (turned.length === 0) return
  const roleIds = new Set(turned.map((assignment) => assignment.roleId))
  await tell(ctx, await listRolesByIds(ctx, [...roleIds]), turned)
}
