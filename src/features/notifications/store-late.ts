import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import { unreachedFor } from './domain.ts'
import { administrators, hasMailbox } from './store-recipients.ts'
import { isLost, isSettled } from './store-settled.ts'

/** Most notifications one transaction makes up for. */
const mostAtOnce = 500

/** What nobody in a municipality could be told, where a KLIK-administrator can be told now. */
export interface Late {
  readonly eventId: number
  readonly organisationId: number
}

/** An instant before which nothing is made up for any more. */
export const unreachedSince = (ctx: Pick<Context, 'now'>): Date =>
  new Date(ctx.now.getTime() - unreachedFor * 86_400_000)

/**
 * Takes up what nobody in a municipality could be told, where somebody can be now: it goes to the mailbox or to the
 * KLIK-administrator whose address was put right, or waits for new ones to be told of the events returned. Each once;
 * what was settled meanwhile is left alone, and so are letters, whose recipients were decided when they were sent. Of
 * several workers each takes others.
 * @returns the events to tell, and how many mails are to be sent as they are
 */
export async function takeLate(ctx: Context): Promise<{ readonly late: Late[]; readonly sent: number }> {
  const { rows } = await sql<Late & { isSent: boolean }>`
    with ${administrators(ctx)},
    waiting as (
      select m.organisation_id, m.id, o.short_name, o.mailbox, s.is_there
      from notification_mail m join organisation o on o.id = m.organisation_id
        cross join lateral (select m.organisation_id in (select organisation_id from administrator) as is_there) s
      where m.path = 'central' and m.created_at > ${unreachedSince(ctx)} and m.state = 'undeliverable'
        and m.last_error ->> 'code' = 'nobody' and m.reason <> 'letter'
        and (s.is_there or ${hasMailbox(ctx)}) and not ${isSettled(sql`m`)}
      order by m.created_at, m.id limit ${mostAtOnce} for update of m skip locked)
    update notification_mail m set
      state = case when w.is_there then m.state else 'planned' end,
      path = case when w.is_there then m.path else 'mailbox' end,
      address = case when w.is_there then m.address else w.mailbox end,
      next_attempt_at = case when not w.is_there then ${ctx.now}::timestamptz end,
      created_at = case when w.is_there then m.created_at else ${ctx.now}::timestamptz end,
      last_error = case when w.is_there then '{"code": "toldLater"}'::jsonb end
    from waiting w where m.organisation_id = w.organisation_id and m.id = w.id
    returning m.event_id as "eventId", m.organisation_id as "organisationId", not w.is_there as "isSent"`.execute(
    db(ctx),
  )
  const late = rows.filter(({ isSent }) => !isSent)
  return {
    late: late.map(({ eventId, organisationId }) => ({ eventId, organisationId })),
    sent: rows.length - late.length + (await sendToHealed(ctx)),
  }
}

/** Sends what never was tried because the only KLIK-administrators' addresses were marked or missing, and no longer are. */
async function sendToHealed(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    with ${administrators(ctx)},
    healed as (
      select m.organisation_id, m.id, u.email
      from notification_mail m join user_account u on u.id = m.user_id and u.organisation_id = m.organisation_id
        join administrator k on k.user_id = u.id and k.organisation_id = u.organisation_id
      where m.state = 'undeliverable' and m.created_at > ${unreachedSince(ctx)} and m.path = 'administrator'
        and m.attempts = 0 and m.last_error ->> 'code' in ('bounced', 'noAddress')
        and u.email <> '' and (u.mail_bounced_at is null or u.mail_bounced_at <= ${bouncedSince(ctx.now)})
        and ${isLost(sql`m`)} and not ${isSettled(sql`m`)}
        and not exists (select from notification n
          where n.event_id = m.event_id and n.user_id = m.user_id and n.read_at is not null)
      order by m.created_at, m.id limit ${mostAtOnce} for update of m skip locked)
    update notification_mail m set state = 'planned', address = h.email, next_attempt_at = ${ctx.now},
      created_at = ${ctx.now}, last_error = null
    from healed h where m.organisation_id = h.organisation_id and m.id = h.id`.execute(db(ctx))
  return Number(numAffectedRows ?? 0)
}
