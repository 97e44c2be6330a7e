import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/** Most rows of one transaction, so that none holds others up. */
const mostAtOnce = 5_000

/**
 * Forgets the address and the text of mails made before an instant, what a digest gathered, and the address in reports of
 * them. That somebody was told, why, by which rule and path, and
 * how it went stays. One that was never sent is given up: it has long been too old. @returns how many there were
 */
export async function forgetTexts(ctx: Context, before: Date): Promise<number> {
  const { rows } = await sql`
    with old as (
      select organisation_id, id from notification_mail
      where forgotten_at is null and created_at < ${before} and state <> 'sending'
      order by created_at limit ${mostAtOnce} for update skip locked),
    reports as (
      update notification_return r set address = ''
      from old where r.organisation_id = old.organisation_id and r.mail_id = old.id)
    update notification_mail m set address = '', subject = null, body = null, forgotten_at = ${ctx.now},
      facts = case when m.reason = 'digest' then m.facts - 'items' else m.facts end,
      state = case when m.state in ('planned', 'failed') then 'undeliverable' else m.state end,
      last_error = case when m.state in ('planned', 'failed') then '{"code": "tooOld"}'::jsonb else m.last_error end,
      next_attempt_at = null
    from old where m.organisation_id = old.organisation_id and m.id = old.id
    returning m.id`.execute(db(ctx))
  return rows.length
}
