import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { ComputedGrant, GrantKey } from './domain.ts'

type Asking = Pick<Context, 'tx' | 'today'>

/** What a person should have at a target. Not open, with the epoch of today, when no role of theirs opens it. */
export async function findGrant(ctx: Asking, key: GrantKey): Promise<ComputedGrant> {
  const { rows } = await sql<Pick<ComputedGrant, 'epoch' | 'open' | 'opens'>>`
    select assignment_epoch(${key.organisationId}, ${key.userId}::uuid, ${ctx.today}) as epoch,
      coalesce(g.open, false) as open, coalesce(g.opens, '[]') as opens
    from (select) as one left join access_grant_on(${ctx.today}) g
      on g.organisation_id = ${key.organisationId} and g.user_id = ${key.userId}::uuid
        and g.connector = ${key.connector}`.execute(db(ctx))
  return { ...key, epoch: rows[0]?.epoch ?? 0, open: rows[0]?.open ?? false, opens: rows[0]?.opens ?? [] }
}

/** Everything a person's roles in a municipality open or have opened, one entry per target. */
export async function listGrantsOf(
  ctx: Asking,
  organisationId: number,
  userId: string,
): Promise<ComputedGrant[]> {
  const { rows } = await sql<ComputedGrant>`
    select organisation_id as "organisationId", user_id as "userId", connector, epoch, open, opens
    from access_grant_on(${ctx.today})
    where organisation_id = ${organisationId} and user_id = ${userId}::uuid
    order by connector`.execute(db(ctx))
  return rows
}
