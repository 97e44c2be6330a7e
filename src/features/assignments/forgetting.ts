import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { forgottenBefore } from './domain-pending.ts'
import { saveForgotten } from './store-pending.ts'

/** Once a day; a day it is missed is made up for by the next. */
export const addressForgettingSpec: QueueSpec = {
  name: 'assignments.forget-addresses',
  schedule: '29 2 * * *',
}

/**
 * Forgets the addresses of people who were promised or proposed a role, some time after that was settled. What was
 * promised to whom, by name, stays with the events: it is what a municipality shows (E1, E2).
 */
export const addressForgettingQueue = (world: World): Queue => ({
  ...addressForgettingSpec,
  handle: () =>
    inJob(world, async (ctx) => {
      await saveForgotten(ctx, forgottenBefore(ctx.now))
    }),
})
