import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { rules, toldEvents } from './domain.ts'

/** Most events told in one transaction; the rest come in the next. */
const mostAtOnce = 500

/** Days an address that bounced is left in peace; then it may be tried again. */
const bouncedFor = 30

const daysAgo = (ctx: Context, days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000)

/**
 * Takes events that nobody was told of yet. Another worker that takes the same waits for this transaction and then has
 * nothing to do; one that dies gives them back. What inside matters tell stays inside: they have no rules, and are left
 * out here too.
 */
export async function takeEvents(ctx: Context): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into notification_told (event_id, told_at)
    select e.id, ${ctx.now} from event e
    where e.id > (select event_id from notification_horizon) and e.type = any (${[...toldEvents]}::text[])
      and e.inside_of is null and not exists (select from notification_told t where t.event_id = e.id)
    order by e.id limit ${mostAtOnce}
    on conflict do nothing returning event_id as id`.execute(db(ctx))
  return rows.map((row) => row.id)
}

/** The rules as rows; the place says which one wins for a person that two of them name. */
const ruleRows = JSON.stringify(
  rules.map((rule, place) => ({
    type: rule.event,
    reason: rule.reason,
    audience: rule.to,
    place,
    wanted: rule.when ?? {},
    unwanted: rule.unless ?? null,
  })),
)

/** A text as an id; null for one that is none, so that an odd event tells nobody and holds nothing up. */
const idIn = (text: RawBuilder<unknown>) =>
  sql`case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${text})::uuid end`

/** Those a rule names for event `e`, by audience. The casts stand in `case`: only there is the text what it must be. */
const recipients = (ctx: Context) => sql`
  select u.organisation_id, u.id as user_id, 'person' as path, null::text as name, null::text as address
  from user_account u
  where u.id = case when r.audience = 'person' then ${idIn(sql`e.facts ->> 'userId'`)} end
    and u.organisation_id = e.organisation_id
  union all
  select k.organisation_id, k.user_id, 'administrator', null, null from klik_administrators(${ctx.today}) k
  where r.audience = 'administrators' and k.organisation_id = e.organisation_id
  union all
  select u.organisation_id, u.id, 'holder', null, null
  from assignment a join user_account u on u.id = a.user_id and u.organisation_id = a.organisation_id
  where a.role_id = case when r.audience = 'holders' then ${idIn(sql`e.subject_id`)} end and a.ended_at is null
    and a.starts_on <= ${ctx.today} and (a.ends_before is null or a.ends_before > ${ctx.today})
  union all
  select u.organisation_id, u.id, 'operations', null, null
  from user_account u join organisation o on o.id = u.organisation_id
  where r.audience = 'operations' and o.kind = 'central' and 'kombit_drift' = any (u.system_roles)
  union all
  select m.organisation_id, m.user_id, m.path, m.name, m.address from role_mail_recipient m
  where m.role_mail_id = case when r.audience = 'addressees' then ${idIn(sql`e.subject_id`)} end and m.path <> 'none'
  union all
  select u.organisation_id, u.id, 'editor', null, null
  from user_account u join organisation o on o.id = u.organisation_id
  where r.audience = 'editors' and o.kind = 'central' and 'kombit_redaktoer' = any (u.system_roles)
  union all
  select m.organisation_id, m.user_id, m.rung, m.name, m.address
  from reminder_recipient m
    join reminder n on n.organisation_id = m.organisation_id and n.id = m.reminder_id
    join task t on t.organisation_id = n.organisation_id and t.number = n.task_number
  where m.reminder_id = case when r.audience = 'reminded' then ${idIn(sql`e.facts ->> 'reminderId'`)} end
    and m.organisation_id = e.organisation_id and m.rung <> 'central'
    and t.status <> 'completed' and t.due_on = n.due_on`

/**
 * Tells of events: a notification and a mail for each person they concern, one of each whatever the number of rules
 * that name them. One statement, whatever the number of people; what is there already stays as it is. An address that
 * is missing or bounced lately gets no mail, and the log says so.
 * @returns how many notifications were made
 */
export async function insertTold(ctx: Context, eventIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with rule as (
      select * from jsonb_to_recordset(${ruleRows}::jsonb)
        as r (type text, reason text, audience text, place int, wanted jsonb, unwanted jsonb)),
    addressed as (
      select distinct on (e.id, p.organisation_id, p.user_id) e.id as event_id, p.organisation_id, p.user_id, p.path,
        p.name, p.address, r.reason, e.type || ' → ' || r.audience as rule, e.subject_type, e.subject_id,
        e.facts - 'access' as facts, e.actor_name, e.at
      from event e join rule r on r.type = e.type and e.facts @> r.wanted
          and not coalesce(e.facts @> r.unwanted, false) cross join lateral (${recipients(ctx)}) p
      where e.id = any (${[...eventIds]}::bigint[]) and p.user_id is distinct from e.actor_id
      order by e.id, p.organisation_id, p.user_id, r.place),
    told as (
      insert into notification (organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at)
      select organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at
      from addressed where user_id is not null
      on conflict (event_id, user_id) do nothing returning 1),
    mailed as (
      insert into notification_mail (organisation_id, event_id, user_id, recipient_name, address, language, reason, rule,
        path, subject_type, subject_id, facts, actor_name, state, next_attempt_at, last_error, created_at)
      select a.organisation_id, a.event_id, a.user_id, coalesce(u.name, a.name), coalesce(u.email, a.address, ''),
        coalesce(u.mail_language, 'da'), a.reason, a.rule, a.path, a.subject_type, a.subject_id, a.facts, a.actor_name,
        case when fault.code is null then 'planned' else 'undeliverable' end,
        case when fault.code is null then ${ctx.now}::timestamptz end,
        case when fault.code is not null then jsonb_build_object('code', fault.code) end, ${ctx.now}
      from addressed a left join user_account u on u.id = a.user_id cross join lateral (
        select case when coalesce(u.email, a.address, '') = '' then 'noAddress'
          when u.mail_bounced_at > ${daysAgo(ctx, bouncedFor)} then 'bounced' end as code) fault
      on conflict (event_id, organisation_id, user_id) do nothing returning 1)
    select (select count(*)::int from told) as count`.execute(db(ctx))
  return rows[0]?.count ?? 0
}

/** Hours after which no transaction can still bring an event with an older number. */
const settledAfter = 24

/** Moves the horizon up to the first event that is still to be told, and forgets what lies behind it. */
export async function moveHorizon(ctx: Context): Promise<void> {
  const settled = new Date(ctx.now.getTime() - settledAfter * 3_600_000)
  await sql`
    update notification_horizon h set event_id = greatest(h.event_id, coalesce(
      (select min(e.id) - 1 from event e
        where e.id > h.event_id and (e.at > ${settled} or e.type = any (${[...toldEvents]}::text[])
          and e.inside_of is null and not exists (select from notification_told t where t.event_id = e.id))),
      (select max(e.id) from event e where e.at <= ${settled}), h.event_id))`.execute(db(ctx))
  await sql`delete from notification_told where event_id <= (select event_id from notification_horizon)`.execute(
    db(ctx),
  )
}

/** Marks one of the actor's own notifications as read. @returns false when it had been read already */
export async function saveRead(ctx: Context, id: string): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('notification')
    .set({ read_at: ctx.now })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Marks as read what the actor has been told until now. @returns how many there were */
export async function saveAllRead(ctx: Context): Promise<number> {
  const rows = await db(ctx)
    .updateTable('notification')
    .set({ read_at: ctx.now })
    .where('user_id', '=', ctx.actor.id)
    .where('read_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length
}
