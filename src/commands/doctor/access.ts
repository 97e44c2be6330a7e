import {
  listManagedTeams,
  listNeeds,
  type ManagedTeam,
  type Need,
} from '../../features/server-health/index.ts'
import { civilDayOf } from '../../kernel/civil-day.ts'
import { type Connection, openDatabase } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'

/** Who should have access in Mattermost now, and where roles let people in. */
export interface AccessNeed {
  readonly needs: ReadonlyMap<string, Need>
  readonly managed: readonly ManagedTeam[]
}

/** Read as the server would. @throws what the database says against it */
export async function readAccessNeed(login: Connection, clock: () => Date): Promise<AccessNeed> {
  // Told by the statement under way.
  const database = openDatabase({ ...login, application_name: 'tvaers doctor' }, 1, () => {})
  try {
    return await database.transaction(jobsReach, async (tx) => {
      const asking = { tx, today: civilDayOf(clock()) }
      return { needs: await listNeeds(asking), managed: await listManagedTeams(asking) }
    })
  } finally {
    await database.close()
  }
}
