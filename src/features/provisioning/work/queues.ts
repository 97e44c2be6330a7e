import { z } from 'zod'
import type { JobRequest } from '../../../kernel/job.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import type { GrantKey, GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import { isConnectorName } from '../../roles/index.ts'
import { listDue, listKeysOfAssignment, listKeysOfUser } from '../store/due.ts'
import { askLeave } from './breaker.ts'
import { escalateLate } from './escalate.ts'
import { holdMassRemovals } from './hold-removals.ts'
import { personQueueName, sweepQueueName } from './jobs.ts'
import { requestWork } from './request-work.ts'
import { type Workshop, workOnPerson } from './work-on-person.ts'

export const personSpec: QueueSpec = {
  name: personQueueName,
  listensTo: [
    'assignment.started',
    'assignment.ended',
    'assignment.suspended',
    'assignment.resumed',
    'user.left',
  ],
  concurrency: 4,
}

/** Also when a role opens other places than before: what follows for many is weighed before it is followed. */
export const sweepSpec: QueueSpec = {
  name: sweepQueueName,
  listensTo: ['role.descriptionChanged'],
  schedule: '* * * * *',
}

const oneTarget = z.object({
  organisationId: z.number(),
  userId: z.string(),
  connector: z.string().refine(isConnectorName),
})
const oneAssignment = z.object({
  organisationId: z.number(),
  subjectType: z.literal('assignment'),
  subjectId: z.string(),
})

const oneUser = z.object({
  organisationId: z.number(),
  subjectType: z.literal('user'),
  subjectId: z.string(),
})

/** Whom a job is for: named outright, by the assignment that changed, or the person who left. */
async function keysOf(workshop: Workshop, facts: JobRequest['facts']): Promise<GrantKey[]> {
  const named = oneTarget.safeParse(facts)
  if (named.success) return [named.data]
  const left = oneUser.safeParse(facts)
  if (left.success) {
    const { organisationId, subjectId } = left.data
    return await inJob(workshop.world, (ctx) => listKeysOfUser(ctx, organisationId, subjectId))
  }
  const { organisationId, subjectId } = oneAssignment.parse(facts)
  return await inJob(workshop.world, (ctx) => listKeysOfAssignment(ctx, organisationId, subjectId))
}

/** Follows a person whose assignments changed. */
export const personQueue = (workshop: Workshop): Queue => ({
  ...personSpec,
  async handle(facts) {
    for (const key of await keysOf(workshop, facts)) await workOnPerson(workshop, key)
  },
})

/**
 * Asks for work on everybody who needs it, whether an event told of them or not. A target on pause whose time has come is
 * probed first; removals that are too many at once are held; closings that drag on are told of.
 * @returns how many
 */
export async function sweep(workshop: Workshop, connected: readonly GrantTarget[]): Promise<number> {
  for (const connector of connected) await askLeave(workshop, connector)
  return await inJob(workshop.world, async (ctx) => {
    await escalateLate(ctx)
    await holdMassRemovals(ctx)
    const due = await listDue(ctx, connected)
    await requestWork(workshop, ctx, due)
    return due.length
  })
}

export const sweepQueue = (workshop: Workshop, connected: readonly GrantTarget[]): Queue => ({
  ...sweepSpec,
  async handle() {
    await sweep(workshop, connected)
  },
})
