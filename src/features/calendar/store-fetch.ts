import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import type { Language } from '../../kernel/language.ts'
import { become, db } from '../../platform/db/database.ts'
import { doorReach } from '../../platform/db/roles.ts'
import { type KeptEntry, readers } from './domain.ts'

/** A transaction of the door: nobody is known, and the secret is the key. */
export interface Holder {
  readonly tx: Tx
  readonly now: Date
  readonly today: CivilDay
}

/** A calendar that is open. */
export interface OpenFeed {
  readonly organisationId: number
  readonly organisationName: string
  readonly id: string
  /** Null: the municipality's. */
  readonly userId: string | null
  readonly language: Language
  /** Acts as KLIK-administrator today, so that rounds are theirs to answer. */
  readonly isAdministrator: boolean
  readonly madeAt: Date
  readonly lastFetchedAt: Date | null
}

/**
 * The calendar of a secret, or null. Nothing is kept of a secret that was renewed or revoked, so that it is the same miss in
 * the same index as one that never was; whether a kept one is open is part of the statement.
 */
export async function findOpenFeed(holder: Holder, secretHash: Buffer): Promise<OpenFeed | null> {
  const { rows } = await sql<OpenFeed>`
    select f.organisation_id as "organisationId", o.name as "organisationName", f.id, f.user_id as "userId",
      coalesce(u.mail_language, 'da') as language, f.made_at as "madeAt", f.last_fetched_at as "lastFetchedAt",
      exists (select from klik_administrators(${holder.today}) k
        where k.organisation_id = f.organisation_id and k.user_id = f.user_id) as "isAdministrator"
    from calendar_feed f join organisation o on o.id = f.organisation_id
      left join user_account u on u.id = f.user_id
    where f.secret_hash = ${secretHash}
      and calendar_feed_is_open(f.organisation_id, f.id, ${holder.today}, ${[...readers]}::text[])`.execute(
    db(holder),
  )
  return rows[0] ?? null
}

/** Runs work under the reach of the calendar's own organisation: row-level security keeps it from all others. */
export async function withinReachOf<T>(
  { tx }: Holder,
  organisationId: number,
  work: () => Promise<T>,
): Promise<T> {
  await become(tx, { role: 'tvaers_app', organisationIds: [organisationId] })
  const result = await work()
  await become(tx, doorReach)
  return result
}

/** What the calendar said last time, by what each entry is called. */
export async function listKept(holder: Holder, feed: OpenFeed): Promise<KeptEntry[]> {
  const { rows } = await sql<KeptEntry>`
    select uid, encode(digest, 'hex') as digest, sequence, changed_at as "changedAt", gone_at is not null as "isGone"
    from calendar_entry where organisation_id = ${feed.organisationId} and feed_id = ${feed.id}::uuid`.execute(
    db(holder),
  )
  return rows
}

/** Keeps what the calendar says now: what says something else, or is back, gets the next number; what is gone is marked. */
export async function saveEntries(
  holder: Holder,
  feed: OpenFeed,
  entries: readonly { readonly uid: string; readonly digest: string }[],
): Promise<void> {
  await sql`
    with here as (
      select uid, decode(digest, 'hex') as digest
      from unnest(${entries.map(({ uid }) => uid)}::text[], ${entries.map(({ digest }) => digest)}::text[])
        as e (uid, digest)),
    gone as (
      update calendar_entry set gone_at = ${holder.now}, changed_at = ${holder.now}
      where organisation_id = ${feed.organisationId} and feed_id = ${feed.id}::uuid and gone_at is null
        and uid not in (select uid from here))
    insert into calendar_entry as kept (organisation_id, feed_id, uid, digest, changed_at)
    select ${feed.organisationId}::int, ${feed.id}::uuid, uid, digest, ${holder.now}::timestamptz from here
    on conflict (organisation_id, feed_id, uid) do update
      set digest = excluded.digest, sequence = kept.sequence + 1, changed_at = excluded.changed_at, gone_at = null
      where kept.digest <> excluded.digest or kept.gone_at is not null`.execute(db(holder))
}

/** Notes that the calendar was fetched. Two at the same time do not wait for each other. */
export async function saveFetched(holder: Holder, { organisationId, id }: OpenFeed): Promise<void> {
  await sql`
    update calendar_feed set last_fetched_at = ${holder.now}
    where (organisation_id, id) in (select organisation_id, id from calendar_feed
      where organisation_id = ${organisationId} and id = ${id}::uuid for update skip locked)`.execute(
    db(holder),
  )
}

/** Most places remembered of one calendar: who has its secret could make up any number. */
const mostReaders = 1000

/** Notes from where it was fetched, as a sum alone, and at most once an hour for each place. */
export async function saveReader(
  holder: Holder,
  { organisationId, id }: OpenFeed,
  reader: Buffer,
): Promise<void> {
  const anHourAgo = new Date(holder.now.getTime() - 3_600_000)
  await sql`
    insert into calendar_fetch as known (organisation_id, feed_id, reader_hash, last_at)
    select ${organisationId}::int, ${id}::uuid, ${reader}::bytea, ${holder.now}::timestamptz
    where (select count(*) from calendar_fetch
      where organisation_id = ${organisationId} and feed_id = ${id}::uuid) < ${mostReaders}
    on conflict (organisation_id, feed_id, reader_hash) do update set last_at = excluded.last_at
      where known.last_at <= ${anHourAgo}`.execute(db(holder))
}
