import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { bouncedSince } from '../users/index.ts'
import type { Planned } from './domain.ts'

/**
 * Tables of what a plan means for the tasks that are open now, to follow `with`: `matched` has one row for each task and
 * day, with the last step of that day the task has not had; `aimed` and `addressed` have whom it goes to. Where
 * the one a rule names is missing or cannot be reached it goes to the next (R5); without a mailbox, to the
 * KLIK-administrator before the central body. Tasks that a round of confirmation
 * stands for are left out, the round reminds of itself (C5), and local tasks too: nobody outside hears of them (T8).
 * @param only a further condition on task `t`, for one task or one municipality
 */
export function planned(
  ctx: Pick<Context, 'now' | 'today' | 'actor'>,
  plan: readonly Planned[],
  only: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const rows = JSON.stringify(
    plan.map(({ dueOn, day, plannedOn, onDay, isRepeat, to, priorities, kinds }) => ({
      ...{
        due_on: dueOn,
        day,
        planned_on: plannedOn,
        on_day: onDay,
        is_repeat: isRepeat,
        wanted: to,
        priorities,
        kinds,
      },
    })),
  )
  return sql`
    plan as (
      select * from jsonb_to_recordset(${rows}::jsonb) as p (due_on date, day int, planned_on date, on_day date, is_repeat boolean,
        wanted text[], priorities text[], kinds text[])),
    matched as (
      select distinct on (t.organisation_id, t.number, p.on_day) t.organisation_id, t.number, t.template_id,
        t.performer_id, t.responsible_id, p.due_on, p.day, p.planned_on, p.on_day, p.wanted
      from plan p join task t on t.due_on = p.due_on join task_template tt on tt.id = t.template_id
      where t.status <> 'completed' and t.origin = 'central' and tt.answer_path is null and ${only}
        and t.priority = any (p.priorities)
        and (case when tt.bound_role_id is null then 'plain' else 'role' end) = any (p.kinds)
        and p.planned_on > (t.received_at at time zone 'Europe/Copenhagen')::date
        and not exists (
          select from reminder r
          where r.organisation_id = t.organisation_id and r.task_number = t.number and r.due_on = t.due_on
            and r.day >= p.day)
      order by t.organisation_id, t.number, p.on_day, p.day desc, p.is_repeat),
    ${waysOf(ctx)}`
}

/** KLIK-administrators: all for those who may ask for all, one's own for a municipality. Whether they are there is asked of `user_account`. */
export const administrators = ({ actor, today }: Pick<Context, 'actor' | 'today'>) =>
  actor.side === 'municipality'
    ? sql`(select organisation_id, id as user_id from user_account where 'klik_administrator' = any (system_roles)
        union select organisation_id, user_id from deputy
          where ended_at is null and starts_on <= ${today}::date and ends_before > ${today}::date)`
    : sql`klik_administrators(${today})`

/** From `matched` to whom each goes. */
function waysOf(ctx: Pick<Context, 'now' | 'today' | 'actor'>): RawBuilder<unknown> {
  const stillBounced = bouncedSince(ctx.now)
  return sql`
    reachable as (
      select u.organisation_id, u.id, u.name from user_account u
      where u.organisation_id in (select organisation_id from matched) and u.left_at is null and u.email <> ''
        and (u.mail_bounced_at is null or u.mail_bounced_at <= ${stillBounced})),
    administrator as (
      select u.organisation_id, u.id, u.name from ${administrators(ctx)} k
        join reachable u on u.organisation_id = k.organisation_id and u.id = k.user_id),
    standing as (
      select m.*, p.id as reached_performer, r.id as reached_responsible, o.name as organisation_name,
        case when o.mailbox_bounced_at > ${stillBounced} then null else nullif(o.mailbox, '') end as mailbox,
        m.organisation_id in (select organisation_id from administrator) as has_administrator
      from matched m join organisation o on o.id = m.organisation_id
        left join reachable p on p.organisation_id = m.organisation_id and p.id = m.performer_id
        left join reachable r on r.organisation_id = m.organisation_id and r.id = m.responsible_id),
    aimed as (
      select s.organisation_id, s.number, s.day, s.on_day, s.reached_performer, s.reached_responsible,
        s.organisation_name, s.mailbox, w.rung as wanted,
        case
          when w.rung = 'performer' and s.reached_performer is not null then 'performer'
          when w.rung in ('performer', 'responsible') and s.reached_responsible is not null then 'responsible'
          when w.rung in ('performer', 'responsible', 'administrator') and s.has_administrator then 'administrator'
          when w.rung <> 'central' and s.mailbox is not null then 'mailbox'
          when w.rung = 'mailbox' and s.has_administrator then 'administrator'
          else 'central' end as rung,
        case when (w.rung = 'performer' and s.performer_id is null) or (w.rung = 'responsible' and s.responsible_id is null)
          then 'missing' else 'unreachable' end as cause
      from standing s cross join lateral unnest(s.wanted) w (rung)),
    -- One branch for each kind of recipient: each is one join, whatever the number of tasks.
    found as (
      select a.*, u.id::text as key, u.id as user_id, u.name, null::text as address
      from aimed a join reachable u on u.organisation_id = a.organisation_id
        and u.id = case a.rung when 'performer' then a.reached_performer when 'responsible' then a.reached_responsible end
      union all
      select a.*, k.id::text, k.id, k.name, null
      from aimed a join administrator k on k.organisation_id = a.organisation_id where a.rung = 'administrator'
      union all
      select a.*, 'mailbox', null, a.organisation_name, a.mailbox from aimed a where a.rung = 'mailbox'
      union all
      select a.*, 'central', null, null, null from aimed a where a.rung = 'central'),
    addressed as (
      select distinct on (a.organisation_id, a.number, a.on_day, a.key) a.organisation_id, a.number, a.day, a.on_day,
        a.wanted, a.rung, case when a.wanted <> a.rung then a.cause end as cause, a.user_id, a.name, a.address
      from found a
      order by a.organisation_id, a.number, a.on_day, a.key, a.wanted <> a.rung,
        array_position(array['performer', 'responsible', 'administrator', 'mailbox', 'central'], a.rung))`
}
