import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { type FeedKind, fetchesKeptFor, readers } from './domain.ts'

/** A calendar as its page shows it. */
export interface Feed {
  readonly id: string
  readonly version: number
  readonly madeAt: Date
  readonly madeBy: string
  readonly madeByName: string
  readonly lastFetchedAt: Date | null
  /** Its address is in force. */
  readonly isOpen: boolean
  /** The address was taken back; false for one that only rests, as its maker may no longer see what is in it. */
  readonly isRevoked: boolean
  /** Programs and addresses that fetched it lately. */
  readonly readerCount: number
}

/** The actor's own calendar, or their municipality's; null: there never was one. */
export async function findFeed(ctx: Context, kind: FeedKind): Promise<Feed | null> {
  const { organisationId, id } = ctx.actor
  const since = new Date(ctx.now.getTime() - fetchesKeptFor * 86_400_000)
  const { rows } = await sql<Feed>`
    select f.id, f.version, f.made_at as "madeAt", f.made_by as "madeBy", f.made_by_name as "madeByName",
      f.last_fetched_at as "lastFetchedAt", f.revoked_at is not null as "isRevoked",
      calendar_feed_is_open(f.organisation_id, f.id, ${ctx.today}, ${[...readers]}::text[]) as "isOpen",
      (select count(*)::int from calendar_fetch c where c.organisation_id = f.organisation_id and c.feed_id = f.id
        and c.last_at > ${since}) as "readerCount"
    from calendar_feed f
    where f.organisation_id = ${organisationId}
      and f.user_id is not distinct from ${kind === 'person' ? id : null}::uuid`.execute(db(ctx))
  return rows[0] ?? null
}

/** How often the actor has moved or left; null where they act for others and are no user of the organisation. */
export async function findMoves(ctx: Context): Promise<number | null> {
  const { rows } = await sql<{ moves: number }>`
    select moves from present_user() where id = ${ctx.actor.id}::uuid
      and organisation_id = ${ctx.actor.organisationId}`.execute(db(ctx))
  return rows[0]?.moves ?? null
}
