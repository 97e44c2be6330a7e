import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { endLapsedDeputies } from '../users/index.ts'
import { expirePending } from './actions-pending.ts'
import { endDueRoles } from './actions-role-ends.ts'
import { settleMootProposals } from './settling-proposals.ts'
import { saveLapsed, saveStarted } from './store.ts'
import { saveEndNotices } from './store-end-notices.ts'
import { tellOf } from './telling.ts'

/** Hourly, so that a server that was down at midnight catches up. */
export const turnOfDaySpec: QueueSpec = { name: 'assignments.turn-of-day', schedule: '3 * * * *' }

/** Starts and ends assignments on their own dates, and what else has a last day; run twice, it finds nothing the second time. */
export const turnOfDayQueue = (world: World): Queue => ({
  ...turnOfDaySpec,
  handle: () => turnDay(world),
})

/**
 * Takes out the roles whose day has come, with all that hangs on them; then ends what is over and starts what begins by today, in every municipality, and tells each: assignments, those that are
 * about to end, what waited in vain for a first sign-in (R3), deputies. One transaction but for the roles.
 */
export async function turnDay(world: World): Promise<void> {
  // Before anything is started: what would begin with the day the role ends never does.
  await endDueRoles(world)
  await inJob(world, async (ctx) => {
    await tellOf(ctx, 'assignment.ended', await saveLapsed(ctx, null), { facts: { cause: 'lastDay' } })
    await tellOf(ctx, 'assignment.started', await saveStarted(ctx))
    await tellOf(ctx, 'assignment.endingSoon', await saveEndNotices(ctx))
    await expirePending(ctx)
    await settleMootProposals(ctx, 'everywhere')
    await endLapsedDeputies(ctx)
  })
}
