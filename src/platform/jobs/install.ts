import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Connection } from '../db/database.ts'
import { databaseRoles } from '../db/roles.ts'
import { bossOptions, type QueueSpec } from './jobs.ts'

/**
 * Makes or updates the tables of the job queue and the queues themselves; run with the migrations, by the owner.
 * @param login the database user the server runs as
 */
export async function installJobs(
  owner: Connection,
  login: string,
  queues: readonly QueueSpec[],
): Promise<void> {
  const boss = new PgBoss({
    ...bossOptions,
    migrate: true,
    createSchema: true,
    supervise: false,
    schedule: false,
    ...(owner as object),
    max: 2,
  })
  const faults: Error[] = []
  boss.on('error', (error) => faults.push(error))
  try {
    await boss.start()
    for (const queue of queues) {
      const options = {
        policy: 'short' as const,
        retryLimit: queue.retryLimit ?? 5,
        retryDelay: queue.retryDelay ?? 2,
        retryBackoff: true,
      }
      if (await boss.getQueue(queue.name)) {
        const { policy: _fixed, ...changeable } = options
        await boss.updateQueue(queue.name, changeable)
      } else await boss.createQueue(queue.name, options)
    }
    await boss.getDb().executeSql(grants(login))
    if (faults[0]) throw faults[0]
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** The server runs the queue as its login; the roles of requests may add jobs and read of them no more than that takes. */
function grants(login: string): string {
  const adding = databaseRoles.join(', ')
  return `
    grant usage on schema pgboss to ${pg.escapeIdentifier(login)}, ${adding};
    grant select, insert, update, delete on all tables in schema pgboss to ${pg.escapeIdentifier(login)};
    grant usage on all sequences in schema pgboss to ${pg.escapeIdentifier(login)}, ${adding};
    grant execute on all functions in schema pgboss to ${pg.escapeIdentifier(login)}, ${adding};
    revoke all on all tables in schema pgboss from ${adding};
    grant select on pgboss.queue to ${adding};
    grant insert, select (id) on pgboss.job, pgboss.job_common to ${adding}`
}
