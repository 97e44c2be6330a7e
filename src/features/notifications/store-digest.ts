import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { DueDigests } from './domain-ways.ts'
import { isSettled } from './store-settled.ts'
import { faultOf, openingOf, openings } from './store-when.ts'

/** Most people whose digests one transaction makes. */
const mostAtOnce = 500

/** Most notifications one digest spells out; the number of all is told. */
const mostSpelt = 100

/**
 * Makes the digests that are due, a mail for each person with all that waits for it, and notes what was told so that
 * nothing is told twice. What was read or settled meanwhile is left out; where nothing is left there is no mail. A digest
 * is made once for a person and an hour: another worker waits for this transaction and then finds it made.
 * @returns how many people were gone through; fewer than all when there are many
 */
export async function insertDigests(ctx: Context, due: DueDigests): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${await openings(ctx)},
    waiting as (
      select n.*, n.read_at is null and not ${isSettled(sql`n`)} as is_news from notification n
      where n.digest is not null and n.digested_at is null
        and n.at < case n.digest when 'daily' then ${due.daily}::timestamptz else ${due.weekly}::timestamptz end
        and not exists (select from notification_digest d
          where d.organisation_id = n.organisation_id and d.user_id = n.user_id and d.due_at = ${due.daily})),
    made as (
      insert into notification_digest (organisation_id, user_id, due_at, told, made_at)
      select organisation_id, user_id, ${due.daily}, count(*) filter (where is_news), ${ctx.now}
      from waiting group by organisation_id, user_id order by organisation_id, user_id limit ${mostAtOnce}
      on conflict do nothing returning organisation_id, user_id, told),
    marked as (
      update notification n set digested_at = ${ctx.now} from waiting w join made using (organisation_id, user_id)
      where n.organisation_id = w.organisation_id and n.id = w.id),
    news as (
      select w.*, m.told, row_number() over (partition by w.user_id order by w.at desc, w.id desc) as place
      from waiting w join made m using (organisation_id, user_id) where w.is_news),
    letters as (
      select organisation_id, user_id, max(event_id) as event_id, jsonb_build_object('count', max(told), 'items',
        jsonb_agg(jsonb_build_object('reason', reason, 'thing', thing, 'facts', facts, 'actorName', actor_name,
          'subjectId', subject_id) order by place) filter (where place <= ${mostSpelt})) as facts
      from news group by organisation_id, user_id),
    mailed as (
      insert into notification_mail (organisation_id, event_id, user_id, recipient_name, address, language, reason, rule,
        path, subject_type, subject_id, facts, actor_name, state, next_attempt_at, last_error, created_at)
      select l.organisation_id, l.event_id, l.user_id, u.name, coalesce(u.email, ''), u.mail_language, 'digest',
        'digest → person', 'person', 'user', u.id::text, l.facts, '',
        case when fault.code is null then 'planned' else 'undeliverable' end,
        case when fault.code is null then coalesce(o."opensAt", ${ctx.now}::timestamptz) end,
        case when fault.code is not null then jsonb_build_object('code', fault.code) end, ${ctx.now}
      from letters l join present_user() u on u.id = l.user_id and u.organisation_id = l.organisation_id
        ${openingOf(sql`l.organisation_id`, sql`l.user_id`)} ${faultOf(ctx, sql`u.email`)})
    select count(*)::int as count from made`.execute(db(ctx))
  return rows[0]?.count ?? 0
}
