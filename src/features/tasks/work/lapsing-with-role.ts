import type { World } from '../../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import { inJob, inMunicipality } from '../../organisations/index.ts'
import { lapseWithRoles } from '../actions/lapsing-with-role.ts'
import { listTasksOfEndedRoles } from '../queries/ended-role.ts'

/** Told when a role has ended; by the clock it finds what a lost job would have done. */
export const lapsingSpec: QueueSpec = {
  name: 'tasks.lapse-with-role',
  listensTo: ['role.retired'],
  schedule: '29 * * * *',
}

/** A task that asks for a role lapses with it (T10): each municipality's in a transaction of its own. */
export const lapsingQueue = (world: World): Queue => ({
  ...lapsingSpec,
  async handle() {
    const found = await inJob(world, (ctx) => listTasksOfEndedRoles(ctx, null))
    for (const id of new Set(found.map(({ organisationId }) => organisationId)))
      await inMunicipality(world, id, ['task.read', 'task.answer'], lapseWithRoles)
  },
})
