import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { type Reason, rules, toldEvents } from './domain.ts'
import { habitOf } from './domain-ways.ts'
import { administrators, recipients, taskOf } from './store-recipients.ts'
import { faultOf, isRed, openingOf, openings } from './store-when.ts'

/** Most events told in one transaction; the rest come in the next. */
const mostAtOnce = 500

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
    way: habitOf(rule.reason).way,
    firm: habitOf(rule.reason).firm !== null,
    others: rule.toOthers === true,
    // The answer to a question is news also when the task is done, and so is that it closed.
    finished: rule.event.startsWith('message.') || rule.event === 'task.lapsed',
  })),
)

/**
 * What is told of a task beside the event: its number, title and deadline as they are now. Limited, so that it is looked up
 * for each event: joined, all tasks were read and hashed for every few hundred.
 */
const aboutTask = sql`
  select t.status, jsonb_build_object('taskNumber', t.number, 'taskTitle', v.title, 'dueOn', t.due_on) as facts
  from task t join task_template m on m.id = t.template_id
    join task_template_version v on v.template_id = m.id and v.version = m.current_version
  where t.number = coalesce(p.task_number, ${taskOf}) limit 1`

/** What there is to tell of: events, and of which municipality alone where not of all. */
export interface Telling {
  readonly eventIds: readonly number[]
  /** Events nobody in a municipality could be told of, with who acts for it now. */
  readonly late?: readonly { readonly eventId: number; readonly organisationId: number }[]
}

/** Of what is told late: only in the municipality that was not reached, and to those who act for it. */
const onlyLate = ({ late }: Telling) =>
  late
    ? sql`and r.audience in ('administrators', 'holdersAdministrators', 'taskPeople', 'templateTasks') and p.path <> 'central'
        and exists (select from jsonb_to_recordset(${JSON.stringify(late)}::jsonb) as l ("eventId" bigint, "organisationId" int)
          where l."eventId" = e.id and l."organisationId" = p.organisation_id)`
    : sql``

/**
 * Who is to be told what of these events, and in which way: as the person chose, else as is usual for the reason. A red
 * matter, and all of a task whose deadline has passed, comes at once (N1). Nothing of a task that is done. What would
 * wait for a digest to an address that is none is not left waiting: another way is found at once.
 */
const addressed = (ctx: Context, telling: Telling) => sql`
  select distinct on (e.id, p.organisation_id, p.user_id) e.id as event_id, p.organisation_id, p.user_id, p.path,
    coalesce(u.name, p.name) as name, coalesce(u.email, p.address, '') as address, coalesce(u.mail_language, 'da') as language,
    r.reason, r.audience, e.type || ' → ' || r.audience as rule, e.subject_type, e.subject_id,
    news.facts, e.actor_name, e.at, urgent.is_red, case when p.path = 'central' then 'nobody' else fault.code end as fault,
    case when urgent.is_red or p.user_id is null then 'atOnce'
      when r.firm and w.way = 'off' then r.way
      when fault.code is not null and coalesce(w.way, r.way) in ('daily', 'weekly') then 'atOnce'
      else coalesce(w.way, r.way) end as way
  from event e join rule r on r.type = e.type and e.facts @> r.wanted and not coalesce(e.facts @> r.unwanted, false)
    cross join lateral (${recipients(ctx)}) p
    left join lateral (${aboutTask}) task on true
    cross join lateral (select r.reason, e.facts - 'access' || coalesce(task.facts, '{}') as facts) news
    cross join lateral (select ${isRed(ctx, sql`news`)} as is_red) urgent
    left join notification_way w
      on w.organisation_id = p.organisation_id and w.user_id = p.user_id and w.reason = r.reason
    left join user_account u on u.id = p.user_id ${faultOf(ctx, sql`coalesce(u.email, p.address)`)}
  where e.id = any (${[...telling.eventIds]}::bigint[]) and p.user_id is distinct from e.actor_id
    and (r.finished or task.status is distinct from 'completed') ${onlyLate(telling)}
    and not (r.others and coalesce(p.user_id::text = e.facts ->> 'userId', false))
  order by e.id, p.organisation_id, p.user_id, r.place`

/**
 * Tells of events: a notification and a mail for each person they concern, one of each whatever the number of rules
 * that name them. One statement, whatever the number of people; what is there already stays as it is. An address that
 * is missing or bounced lately gets no mail, and the log says so, as it does of what is told in the portal alone or waits
 * for a digest, and of a municipality in which there is nobody to tell.
 * @returns how many notifications were made, and in how many municipalities nobody was there
 */
export async function insertTold(
  ctx: Context,
  telling: Telling,
): Promise<{ readonly made: number; readonly unreached: number }> {
  const { rows } = await sql<{ made: number; unreached: number }>`
    with rule as (
      select * from jsonb_to_recordset(${ruleRows}::jsonb) as r (type text, reason text, audience text, place int,
        wanted jsonb, unwanted jsonb, way text, firm boolean, others boolean, finished boolean)),
    ${await openings(ctx)},
    ${administrators(ctx)},
    addressed as (${addressed(ctx, telling)}),
    told as (
      insert into notification (organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at,
        digest)
      select organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at,
        case when way in ('daily', 'weekly') then way end
      from addressed where user_id is not null and way <> 'off'
      on conflict (event_id, user_id) do nothing returning 1),
    mailed as (
      insert into notification_mail (organisation_id, event_id, user_id, recipient_name, address, language, reason, rule,
        path, subject_type, subject_id, facts, actor_name, state, next_attempt_at, last_error, created_at)
      select a.organisation_id, a.event_id, a.user_id, a.name, case when a.way = 'atOnce' then a.address else '' end,
        a.language, a.reason, a.rule, a.path, a.subject_type, a.subject_id, a.facts, a.actor_name,
        case when a.way <> 'atOnce' then 'portal' when a.fault is null then 'planned' else 'undeliverable' end,
        case when a.way <> 'atOnce' then null when a.fault is null and a.is_red then ${ctx.now}::timestamptz
          when a.fault is null then coalesce(o."opensAt", ${ctx.now}::timestamptz) end,
        case when a.way in ('daily', 'weekly') then jsonb_build_object('code', a.way)
          when a.way = 'atOnce' and a.fault is not null then jsonb_build_object('code', a.fault) end, ${ctx.now}
      from addressed a ${openingOf(sql`a.organisation_id`, sql`a.user_id`)}
      where a.way <> 'off' and not (a.path = 'central' and a.audience not in ('administrators', 'holdersAdministrators') and exists (
        select from addressed b
        where b.event_id = a.event_id and b.organisation_id = a.organisation_id and b.path <> 'central'))
      on conflict (event_id, organisation_id, user_id) where reason <> 'digest' and state <> 'portal' do nothing
      returning organisation_id, path)
    select (select count(*)::int from told) as made,
      (select count(distinct organisation_id)::int from mailed where path = 'central') as unreached`.execute(
    db(ctx),
  )
  return rows[0] ?? { made: 0, unreached: 0 }
}

/** Whether it has not been told yet today that there was nobody to tell; others who ask wait for this transaction. */
export async function isFirstUnreachedOf(ctx: Context): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('notification.reachedNobody', 0))`.execute(db(ctx))
  const { rows } = await sql`
    select from event where type = 'notification.reachedNobody' and subject_id = ${ctx.today} limit 1`.execute(
    db(ctx),
  )
  return rows.length === 0
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

/** Some of one's notifications: of one reason and thing, told until an instant; all where nothing is said. */
export interface ReadScope {
  readonly reason?: Reason | undefined
  readonly thing?: string | undefined
  readonly until?: Date | undefined
}

/** Marks as read what the actor has been told, all or a group of it. @returns how many there were */
export async function saveAllRead(ctx: Context, { reason, thing, until }: ReadScope = {}): Promise<number> {
  const { numAffectedRows } = await sql`
    update notification set read_at = ${ctx.now}
    where organisation_id = ${ctx.actor.organisationId} and user_id = ${ctx.actor.id} and read_at is null
      ${reason ? sql`and reason = ${reason}` : sql``} ${thing ? sql`and thing = ${thing}` : sql``}
      ${until ? sql`and at <= ${until}` : sql``}`.execute(db(ctx))
  return Number(numAffectedRows ?? 0)
}
