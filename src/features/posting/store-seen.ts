import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { become, db } from '../../platform/db/database.ts'
import { reachOf } from '../../platform/db/roles.ts'
import type { SeenCount } from './domain-button.ts'

/**
 * Keeps that the person has seen a post, under their own reach for the rest of the transaction.
 * @returns whether it is news, and how many have seen it now
 */
export async function saveSeen(
  ctx: Pick<Context, 'tx' | 'now'>,
  actor: Actor,
  postingId: string,
): Promise<{ readonly isNew: boolean; readonly count: SeenCount }> {
  await become(ctx.tx, reachOf(actor))
  const { numAffectedRows } = await sql`
    insert into posting_seen (organisation_id, posting_id, user_id, user_name, seen_at)
    values (${actor.organisationId}, ${postingId}::uuid, ${actor.id}::uuid, ${actor.name}, ${ctx.now})
    on conflict (organisation_id, posting_id, user_id) do nothing`.execute(db(ctx))
  const { rows } = await sql<SeenCount>`
    select persons, municipalities from posting_seen_count(${postingId}::uuid)`.execute(db(ctx))
  return { isNew: numAffectedRows === 1n, count: rows[0] ?? { persons: 0, municipalities: 0 } }
}
