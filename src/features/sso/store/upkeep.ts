import type { Context } from '../../../kernel/context.ts'
import { jobsReach } from '../../../platform/db/roles.ts'
import type { World } from '../../../platform/http/world.ts'

/** One transaction of the portal's own work, on no person's behalf. */
export const inUpkeep = <T>(
  { database, clock }: World,
  work: (holder: Pick<Context, 'tx' | 'now'>) => Promise<T>,
): Promise<T> => database.transaction(jobsReach, (tx) => work({ tx, now: clock.now() }))
