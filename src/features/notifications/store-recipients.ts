import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { bouncedSince } from '../users/index.ts'

/** A text as an id; null for one that is none, so that an odd event tells nobody and holds nothing up. */
const idIn = (text: RawBuilder<unknown>) =>
  sql`case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${text})::uuid end`

/** The number of the task an event is about. */
export const taskOf = sql`case when e.subject_type = 'task' and e.subject_id ~ '^[0-9]{1,15}$' then e.subject_id::bigint end`

/** Whether person `m` was written down as, if it is one, is still there. */
const isHere = sql`(m.user_id is null or exists (
  select from present_user() h where h.id = m.user_id and h.organisation_id = m.organisation_id))`

/** Whether mails to the mailbox of municipality `o` arrive, as far as is known. */
export const hasMailbox = (ctx: Context) => sql`
  (o.mailbox <> '' and (o.mailbox_bounced_at is null or o.mailbox_bounced_at <= ${bouncedSince(ctx.now)})) is true`

/**
 * Who gives people to tasks and roles to people in a municipality; with nobody to, its mailbox (R5), unless that sends
 * mails back. With neither it ends at the central body: nobody is told, and it can see so.
 */
const administratorsOf = (ctx: Context, organisationId: RawBuilder<unknown>) => sql`
  select k.organisation_id, k.user_id, 'administrator' as path, null::text as name, null::text as address
  from administrator k where k.organisation_id = ${organisationId}
  union all
  select o.id, null, case when box.works then 'mailbox' else 'central' end, o.short_name,
    case when box.works then o.mailbox end
  from organisation o cross join lateral (select ${hasMailbox(ctx)} as works) box
  where o.id = ${organisationId} and o.kind = 'municipality'
    and not exists (select from administrator k where k.organisation_id = o.id)`

/** Where somebody held the role an event is about when it happened, is to hold it, or waits for it (R3). */
const holding = sql`
  select h.organisation_id from assignment h
  where h.role_id = case when r.audience = 'holdersAdministrators' then ${idIn(sql`e.subject_id`)} end
    and (h.ended_at is null or h.ended_at >= e.at)
  union
  select p.organisation_id from pending_assignment p
  where p.role_id = case when r.audience = 'holdersAdministrators' then ${idIn(sql`e.subject_id`)} end
    and (p.settled_at is null or p.settled_at >= e.at)`

/** Who works on task `t`, otherwise who gives people to tasks. Whoever left or moved works on it no more. */
const works = (ctx: Context) => sql`
  lateral (
    with here as (
      select u.organisation_id, u.id, case when u.id = t.responsible_id then 'responsible' else 'performer' end as path
      from present_user() u
      where u.organisation_id = t.organisation_id and u.id in (t.responsible_id, t.performer_id))
    select organisation_id, id as user_id, path, null::text as name, null::text as address from here
    union all
    select * from (${administratorsOf(ctx, sql`t.organisation_id`)}) a where not exists (select from here)) works`

/**
 * Who wrote what an answer at `e.at` answers: the municipality's latest messages, back to the answer before them. They are
 * told also when they do not work on the task.
 */
const askers = sql`
  select distinct u.organisation_id, u.id, 'asker', null::text, null::text, m.task_number
  from message m join present_user() u on u.id = m.author_id and u.organisation_id = m.organisation_id
  where r.audience = 'askers' and m.organisation_id = e.organisation_id and m.task_number = ${taskOf}
    and m.author_side = 'municipality' and m.sent_at <= e.at
    and not exists (
      select from message answer join message later
          on later.organisation_id = answer.organisation_id and later.task_number = answer.task_number
            and later.author_side = 'municipality' and later.sent_at > answer.sent_at and later.sent_at <= e.at
      where answer.organisation_id = m.organisation_id and answer.task_number = m.task_number
        and answer.author_side = 'central' and answer.sent_at > m.sent_at)`

/** Those a rule names by the task it is about, by audience. */
const recipientsOfTasks = (ctx: Context) => sql`
  select u.organisation_id, u.id, r.audience, null, null, null::bigint from present_user() u
  where u.id = case when r.audience in ('responsible', 'performer') and e.changes ? r.audience
      then ${idIn(sql`e.facts ->> (r.audience || 'Id')`)} end
    and u.organisation_id = e.organisation_id
  union all
  select works.*, t.number from task t cross join ${works(ctx)}
  where r.audience = 'taskPeople' and t.organisation_id = e.organisation_id and t.number = ${taskOf}
  union all
  ${askers}
  union all
  select works.*, t.number
  from task t join task_template m on m.id = t.template_id and m.published_at is not null
    cross join ${works(ctx)}
  where t.template_id = case when r.audience = 'templateTasks' then ${idIn(sql`e.subject_id`)} end
    and t.status <> 'completed'
  union all
  select u.organisation_id, u.id, case when u.id = m.owner_id then 'threadOwner' else 'editor' end, null, null, m.task_number
  from message_thread m join present_user() u
      on u.id = m.owner_id or 'kombit_redaktoer' = any (u.system_roles)
        and not exists (select from present_user() owner where owner.id = m.owner_id)
    join organisation o on o.id = u.organisation_id and o.kind = 'central'
  where r.audience = 'threadOwner' and m.organisation_id = e.organisation_id and m.task_number = ${taskOf}
  union all
  select m.organisation_id, m.user_id, m.rung, m.name, m.address, null::bigint
  from reminder_recipient m
    join reminder n on n.organisation_id = m.organisation_id and n.id = m.reminder_id
    join task t on t.organisation_id = n.organisation_id and t.number = n.task_number
  where m.reminder_id = case when r.audience = 'reminded' then ${idIn(sql`e.facts ->> 'reminderId'`)} end
    and m.organisation_id = e.organisation_id and m.rung <> 'central'
    and ${isHere} and t.status <> 'completed' and t.due_on = n.due_on`

/** KLIK-administrators of today, to follow `with`: asked once, whatever the number of events. */
export const administrators = (ctx: Context) =>
  sql`administrator as materialized (select * from klik_administrators(${ctx.today}))`

/**
 * Those a rule names for event `e`, by audience; nobody who has left, or moved to another organisation since. Reads
 * `administrators`. The casts stand in `case`: only there is the text what it must be.
 */
export const recipients = (ctx: Context) => sql`
  select u.organisation_id, u.id as user_id, 'person' as path, null::text as name, null::text as address,
    null::bigint as task_number
  from present_user() u
  where u.id = case r.audience when 'person' then ${idIn(sql`e.facts ->> 'userId'`)}
      when 'subject' then ${idIn(sql`e.subject_id`)} end
    and u.organisation_id = e.organisation_id
  union all
  select a.*, null from (${administratorsOf(ctx, sql`e.organisation_id`)}) a where r.audience = 'administrators'
  union all
  select u.organisation_id, u.id, 'holder', null, null, null
  from assignment a join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
  where a.role_id = case when r.audience = 'holders' then ${idIn(sql`e.subject_id`)} end and a.ended_at is null
    and a.starts_on <= ${ctx.today} and (a.ends_before is null or a.ends_before > ${ctx.today})
  union all
  select a.*, null
  from organisation home cross join lateral (${administratorsOf(ctx, sql`home.id`)}) a
  where home.kind = 'municipality' and home.id in (${holding})
  union all
  select u.organisation_id, u.id, 'operations', null, null, null
  from present_user() u join organisation o on o.id = u.organisation_id
  where r.audience = 'operations' and o.kind = 'central' and 'kombit_drift' = any (u.system_roles)
  union all
  select m.organisation_id, m.user_id, case m.path when 'none' then 'central' else m.path end, m.name, m.address, null
  from role_mail_recipient m
  where m.role_mail_id = case when r.audience = 'addressees' then ${idIn(sql`e.subject_id`)} end and ${isHere}
  union all
  select u.organisation_id, u.id, 'editor', null, null, null
  from present_user() u join organisation o on o.id = u.organisation_id
  where r.audience = 'editors' and o.kind = 'central' and 'kombit_redaktoer' = any (u.system_roles)
  union all
  ${recipientsOfTasks(ctx)}`
