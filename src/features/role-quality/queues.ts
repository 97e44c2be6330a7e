import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { insertDay, insertVacancies } from './store.ts'

/** Told when an assignment ends; by the clock it finds what a lost job would have told. */
export const vacanciesSpec: QueueSpec = {
  name: 'role-quality.vacancies',
  listensTo: ['assignment.ended'],
  schedule: '11 * * * *',
}

const told = z.object({ organisationId: z.number() })

export const vacanciesQueue = (world: World): Queue => ({
  ...vacanciesSpec,
  async handle(facts) {
    const { data } = told.safeParse(facts)
    await inJob(world, (ctx) => tellVacancies(ctx, data?.organisationId ?? null))
  },
})

/** Tells of each role whose last holder has gone, once for each time it happens (T10). @param only null for all */
export async function tellVacancies(ctx: Context, only: number | null): Promise<void> {
  for (const { organisationId, roleId, roleName } of await insertVacancies(ctx, only)) {
    await ctx.emit({
      type: 'role.vacated',
      organisationId,
      subject: { type: 'role', id: roleId },
      facts: { roleId, roleName },
    })
  }
}

/** Every hour, so that a server that was down in the night still counts the day; a day it was down all through is missing. */
export const snapshotSpec: QueueSpec = { name: 'role-quality.snapshot', schedule: '17 * * * *' }

/** Counts each day's findings once, for the trend (R4). @param staleDays days without sign-in that make a holder stale */
export const snapshotQueue = (world: World, staleDays: number): Queue => ({
  ...snapshotSpec,
  async handle() {
    await inJob(world, (ctx) => insertDay(ctx, staleDays))
  },
})
