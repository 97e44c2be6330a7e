import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import { isRed, openingOf, openings } from './store-when.ts'

/**
 * Finds another way for what was to go to a person in a municipality whose address is missing or sends mails back: the
 * KLIK-administrator, and with none whose mails arrive, the municipality's mailbox (R5). Nobody is told twice of one
 * event, the log names the way, and the hours are those of whoever gets it. Letters have found theirs before.
 * @param eventIds those that were told of in this transaction
 */
export async function insertFallbacks(ctx: Context, eventIds: readonly number[]): Promise<void> {
  await sql`
    with ${await openings(ctx)},
    lost as (
      select m.* from notification_mail m join organisation o on o.id = m.organisation_id
      where m.event_id = any (${[...eventIds]}::bigint[]) and m.user_id is not null and m.attempts = 0
        and m.state = 'undeliverable' and m.last_error ->> 'code' in ('bounced', 'noAddress')
        and m.reason <> 'letter' and o.kind = 'municipality'),
    way as (
      select distinct on (l.event_id, l.organisation_id) l.*, w.user_id as to_user, w.name as to_name,
        w.address as to_address, w.language as to_language, w.path as to_path
      from lost l cross join lateral (
        select u.id as user_id, u.name, u.email as address, u.mail_language as language, 'administratorInstead' as path,
          1 as rank
        from klik_administrators(${ctx.today}) k join user_account u on u.id = k.user_id
        where k.organisation_id = l.organisation_id and coalesce(u.email, '') <> ''
          and (u.mail_bounced_at is null or u.mail_bounced_at <= ${bouncedSince(ctx.now)})
          and u.id <> l.user_id
        union all
        select null, o.short_name, o.mailbox, 'da', 'mailboxInstead', 2 from organisation o
        where o.id = l.organisation_id and o.mailbox <> ''
          and (o.mailbox_bounced_at is null or o.mailbox_bounced_at <= ${bouncedSince(ctx.now)})) w
      order by l.event_id, l.organisation_id, w.rank, w.name)
    insert into notification_mail (organisation_id, event_id, user_id, recipient_name, address, language, reason, rule,
      path, subject_type, subject_id, facts, actor_name, state, next_attempt_at, created_at)
    select w.organisation_id, w.event_id, w.to_user, w.to_name, w.to_address, coalesce(w.to_language, 'da'), w.reason,
      w.rule, w.to_path, w.subject_type, w.subject_id, w.facts || jsonb_build_object('insteadOf', w.recipient_name),
      w.actor_name, 'planned',
      case when ${isRed(ctx, sql`w`)} then ${ctx.now}::timestamptz else coalesce(o."opensAt", ${ctx.now}::timestamptz) end,
      ${ctx.now}
    from way w ${openingOf(sql`w.organisation_id`, sql`w.to_user`)}
    on conflict (event_id, organisation_id, user_id) where reason <> 'digest' and state <> 'portal' do nothing`.execute(
    db(ctx),
  )
}
