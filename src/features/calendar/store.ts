import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { FeedKind } from './domain.ts'

/** An address about to be made. */
export interface NewAddress {
  readonly kind: FeedKind
  readonly secretHash: Buffer
  /** Of the maker; 0 for a machine, which never moves. */
  readonly moves: number
}

const ownerOf = (ctx: Context, kind: FeedKind): string | null => (kind === 'person' ? ctx.actor.id : null)

/** Makes a calendar with its first address. @returns its id; null when somebody else was first */
export async function insertFeed(ctx: Context, address: NewAddress): Promise<string | null> {
  const { actor } = ctx
  const id = ctx.newId()
  const row = await db(ctx)
    .insertInto('calendar_feed')
    .values({
      organisation_id: actor.organisationId,
      id,
      user_id: ownerOf(ctx, address.kind),
      made_by: actor.id,
      made_by_name: actor.name,
      made_after_moves: address.moves,
      made_at: ctx.now,
      secret_hash: address.secretHash,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'user_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/**
 * Puts a new address in place of the one before, which stops with it; who fetched that is forgotten.
 * @returns false when the calendar is no longer in that version
 */
export async function saveAddress(
  ctx: Context,
  feed: { readonly id: string; readonly version: number },
  address: NewAddress,
): Promise<boolean> {
  const { actor } = ctx
  const { rows } = await sql`
    update calendar_feed set secret_hash = ${address.secretHash}, made_by = ${actor.id}::uuid, made_by_name = ${actor.name},
      made_after_moves = ${address.moves}, made_at = ${ctx.now}, version = version + 1, revoked_at = null,
      last_fetched_at = null
    where organisation_id = ${actor.organisationId} and id = ${feed.id}::uuid and version = ${feed.version}
    returning id`.execute(db(ctx))
  if (rows.length === 0) return false
  await forgetReaders(ctx, feed.id)
  return true
}

/** Takes the address back. @returns false when it was taken back before */
export async function saveRevoked(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`
    update calendar_feed set secret_hash = null, revoked_at = ${ctx.now}, version = version + 1
    where organisation_id = ${ctx.actor.organisationId} and id = ${id}::uuid and revoked_at is null
    returning id`.execute(db(ctx))
  return rows.length > 0
}

async function forgetReaders(ctx: Context, feedId: string): Promise<void> {
  await db(ctx)
    .deleteFrom('calendar_fetch')
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('feed_id', '=', feedId)
    .execute()
}

/** Forgets who fetched a calendar before an instant. For background work, which reaches all. */
export async function forgetFetches(ctx: Context, before: Date): Promise<void> {
  await db(ctx).deleteFrom('calendar_fetch').where('last_at', '<=', before).execute()
}
