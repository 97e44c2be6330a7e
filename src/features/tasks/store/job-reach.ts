import { civilDayOf } from '../../../kernel/civil-day.ts'
import { jobsReach } from '../../../platform/db/roles.ts'
import type { World } from '../../../platform/http/world.ts'
import { listConfirmedTasks } from '../queries/confirmed-access.ts'

/** The municipalities with tasks that complete themselves now. */
export function listMunicipalitiesToComplete(world: World): Promise<number[]> {
  return world.database.transaction(jobsReach, async (tx) => {
    const found = await listConfirmedTasks({ tx, today: civilDayOf(world.clock.now()) }, null)
    return [...new Set(found.map((task) => task.organisationId))]
  })
}
