import { z } from 'zod'
import type { JobRequest } from '../../../kernel/job.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import type { GrantKey, GrantTarget } from '../../access/index.ts'
import { listDue, listKeysOfAssignment } from '../store/due.ts'
import { inJob } from '../store/job-context.ts'
import { personJob, personQueueName } from './jobs.ts'
import { type Workshop, workOnPerson } from './work-on-person.ts'

export const personSpec: QueueSpec = {
  name: personQueueName,
  listensTo: ['assignment.started', 'assignment.ended', 'assignment.suspended', 'assignment.resumed'],
  concurrency: 4,
}

export const sweepSpec: QueueSpec = { name: 'provisioning.sweep', schedule: '* * * * *' }

const oneTarget = z.object({
  organisationId: z.number(),
  userId: z.string(),
  connector: z.enum(['mattermost', 'manual']),
})
const oneAssignment = z.object({
  organisationId: z.number(),
  subjectType: z.literal('assignment'),
  subjectId: z.string(),
})

/** Whom a job is for: named outright, or by the assignment that changed. */
async function keysOf(workshop: Workshop, facts: JobRequest['facts']): Promise<GrantKey[]> {
  const named = oneTarget.safeParse(facts)
  if (named.success) return [named.data]
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

/** Asks for work on everybody who needs it, whether an event told of them or not. @returns how many */
export function sweep(workshop: Workshop, connected: readonly GrantTarget[]): Promise<number> {
  return inJob(workshop.world, async (ctx) => {
    const due = await listDue(ctx, connected)
    for (const key of due) await ctx.enqueue(personJob(key))
    return due.length
  })
}

export const sweepQueue = (workshop: Workshop, connected: readonly GrantTarget[]): Queue => ({
  ...sweepSpec,
  async handle() {
    await sweep(workshop, connected)
  },
})
