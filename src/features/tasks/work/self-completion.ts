import { z } from 'zod'
import type { World } from '../../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import { inMunicipality } from '../../organisations/index.ts'
import { completeConfirmed } from '../actions/completing-itself.ts'
import { listMunicipalitiesToComplete } from '../store/job-reach.ts'

/**
 * Told when an access is confirmed, and when a role begins whose access was open already; by the clock it finds what a
 * lost job would have done.
 */
export const selfCompletionSpec: QueueSpec = {
  name: 'tasks.complete-themselves',
  listensTo: ['access.activated', 'access.changed', 'assignment.started'],
  schedule: '23 * * * *',
}

const told = z.object({ organisationId: z.number() })

/** A task that asks for a role completes itself once a holder's access is confirmed (T10). */
export const selfCompletionQueue = (world: World): Queue => ({
  ...selfCompletionSpec,
  async handle(facts) {
    const { data } = told.safeParse(facts)
    const ids = data ? [data.organisationId] : await listMunicipalitiesToComplete(world)
    for (const id of ids) await inMunicipality(world, id, ['task.read', 'task.answer'], completeConfirmed)
  },
})
