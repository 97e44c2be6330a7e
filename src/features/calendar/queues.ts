import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { fetchesKeptFor } from './domain.ts'
import { forgetFetches } from './store.ts'

export const fetchForgettingSpec: QueueSpec = { name: 'calendar.forget-fetches', schedule: '37 2 * * *' }

/** Forgets, once a day, from where calendars were fetched longer ago than their pages tell. */
export const fetchForgettingQueue = (world: World): Queue => ({
  ...fetchForgettingSpec,
  handle: () =>
    inJob(world, (ctx) => forgetFetches(ctx, new Date(ctx.now.getTime() - fetchesKeptFor * 86_400_000))),
})
