import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { FoundCertificate } from '../sign-in/index.ts'
import type { Warning } from './domain.ts'

/** Keeps what was found in place of what was there before; when something was first seen stays, also when it comes back. */
export async function saveFound(ctx: Context, found: readonly FoundCertificate[]): Promise<void> {
  // Servers with different settings, as while a key is changed, come one after the other.
  await sql`lock table watched_certificate in share row exclusive mode`.execute(db(ctx))
  const rows = JSON.stringify(found.map(({ endsAt, ...one }) => ({ ...one, ends_at: endsAt.toISOString() })))
  await sql`
    insert into watched_certificate (fingerprint, use, holder, subject, ends_at, first_seen_at, checked_at)
    select f.fingerprint, f.use, f.holder, f.subject, f.ends_at, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb)
      as f (fingerprint text, use text, holder text, subject text, ends_at timestamptz)
    order by f.fingerprint, f.use, f.holder
    on conflict (fingerprint, use, holder) do update
      set subject = excluded.subject, checked_at = excluded.checked_at, gone_at = null`.execute(db(ctx))
  await sql`
    update watched_certificate w set gone_at = ${ctx.now}::timestamptz
    where w.gone_at is null and not exists (
      select from jsonb_to_recordset(${rows}::jsonb) as f (fingerprint text, use text, holder text)
      where f.fingerprint = w.fingerprint and f.use = w.use and f.holder = w.holder)`.execute(db(ctx))
}

/** Days that what is gone is kept, for those who look into what happened. */
const keptFor = 400

/** Forgets what has been gone for long. Metadata is renewed all the time: of it only what is there now is kept. */
export async function forgetGone(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - keptFor * 86_400_000)
  await db(ctx)
    .deleteFrom('watched_certificate')
    .where((eb) =>
      eb.or([
        eb('gone_at', '<', before),
        eb.and([eb('gone_at', 'is not', null), eb('use', '=', 'metadata')]),
      ]),
    )
    .execute()
}

/** Notes days that were passed. @returns those nobody had noted, also not another server at this moment */
export async function insertWarnings(ctx: Context, passed: readonly Warning[]): Promise<Warning[]> {
  if (passed.length === 0) return []
  const rows = passed.map(({ fingerprint, days }) => ({ fingerprint, days, told_at: ctx.now }))
  return (await db(ctx)
    .insertInto('certificate_warning')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['fingerprint', 'days']).doNothing())
    .returning(['fingerprint', 'days'])
    .execute()) as Warning[]
}
