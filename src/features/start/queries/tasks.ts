import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { endOfWeek, type Steppable, type YearTask } from '../domain.ts'

/** A task of the actor's municipality that waits for its answer. */
export interface OpenTask extends Steppable {
  readonly number: number
  readonly title: string
  readonly goal: string
  /** The section Opgaven. */
  readonly assignment: string
  readonly priority: 'mandatory' | 'recommended' | 'voluntary'
  readonly dueOn: CivilDay | null
  readonly project: string
  readonly phase: string
  readonly responsibleName: string | null
  readonly performerName: string | null
}

/** Most tasks one start page shows; the rest are in the list of tasks. */
export const mostTasks = 40

/** An answer of the central body that nobody in the municipality has read. */
const isUnread = sql`m.author_side = 'central' and not m.is_imported
  and m.sent_at > coalesce(th.municipality_read_at, '-infinity')`

/**
 * What waits, soonest first.
 * @param ownFirst the actor's own tasks before the others of the municipality
 */
export async function listOpenTasks(ctx: Context, ownFirst: boolean): Promise<OpenTask[]> {
  const { id, organisationId } = ctx.actor
  const own = ownFirst
    ? sql`(t.responsible_id = ${id}::uuid or t.performer_id = ${id}::uuid) is true desc,`
    : sql``
  const { rows } = await sql<OpenTask>`
    select t.number, v.title, left(v.goal, 1000) as goal, left(v.assignment, 1000) as assignment, t.priority, t.status,
      t.due_on as "dueOn", p.name as project, v.phase, tt.bound_role_id as "boundRoleId",
      exists (select from role_ending e where e.role_id = tt.bound_role_id and e.over_at is null) as "isRoleEnding",
      tt.answer_path as "answerPath",
      t.responsible_id as "responsibleId", t.responsible_name as "responsibleName",
      t.performer_id as "performerId", t.performer_name as "performerName",
      (select count(*)::int from assignment a
        where a.organisation_id = t.organisation_id and a.role_id = tt.bound_role_id and a.ended_at is null
          and a.starts_on <= ${ctx.today}::date
          and (a.ends_before is null or a.ends_before > ${ctx.today}::date)) as "holderCount",
      exists (select from message m
          left join message_thread th on th.organisation_id = m.organisation_id and th.task_number = m.task_number
        where m.organisation_id = t.organisation_id and m.task_number = t.number and ${isUnread}) as "hasNewAnswer"
    from task t
      join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
      join project p on p.id = tt.project_id
    where t.organisation_id = ${organisationId} and t.status <> 'completed'
    order by ${own} t.due_on nulls last, t.number
    limit ${mostTasks}`.execute(db(ctx))
  return rows
}

/** The year in numbers, and its days for the wheel. */
export interface TaskYear {
  readonly overdue: number
  readonly thisWeek: number
  readonly later: number
  readonly answeredThisYear: number
  /** All tasks the municipality ever received. */
  readonly total: number
  /** All of them that wait for an answer. */
  readonly open: number
  /** The municipality's soonest deadline that has not passed. */
  readonly nextDueOn: CivilDay | null
  readonly days: readonly YearTask[]
}

/** Most marks on the wheel: more could not be told apart. */
const mostMarks = 60

/**
 * Counts are exact, whatever the lists show; tasks of this calendar year are marked on the wheel.
 * @param ownOnly what waits is counted among the actor's own tasks alone
 */
export async function findTaskYear(ctx: Context, ownOnly: boolean): Promise<TaskYear> {
  const { id } = ctx.actor
  const mine = ownOnly
    ? sql`(t.responsible_id = ${id}::uuid or t.performer_id = ${id}::uuid) is true`
    : sql`true`
  const year = ctx.today.slice(0, 4)
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const [today, sunday] = [sql`${ctx.today}::date`, sql`${endOfWeek(ctx.today)}::date`]
  const { rows } = await sql<TaskYear>`
    with own as (
      select t.number, t.template_id, t.status, t.due_on, t.status <> 'completed' as open,
        t.status <> 'completed' and ${mine} as waiting,
        (a.answered_at at time zone 'Europe/Copenhagen')::date as answered_on
      from task t left join task_answer a on a.organisation_id = t.organisation_id and a.task_number = t.number
        and a.withdrawn_at is null and a.outcome <> 'lapsed'
      where t.organisation_id = ${ctx.actor.organisationId}),
    marked as (
      select number, template_id, status = 'completed' as answered,
        case when status = 'completed' then answered_on else due_on end as day from own),
    shown as (
      select m.number, v.title, m.day, m.answered from marked m
        join task_template tt on tt.id = m.template_id
        join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
      where m.day between ${first}::date and ${last}::date
      order by abs(m.day - ${today}), m.number limit ${mostMarks})
    select
      (count(*) filter (where waiting and due_on < ${today}))::int as overdue,
      (count(*) filter (where waiting and due_on between ${today} and ${sunday}))::int as "thisWeek",
      (count(*) filter (where waiting and (due_on is null or due_on > ${sunday})))::int as later,
      (count(*) filter (where answered_on between ${first}::date and ${last}::date))::int as "answeredThisYear",
      count(*)::int as total, (count(*) filter (where open))::int as open,
      min(due_on) filter (where open and due_on >= ${today}) as "nextDueOn",
      coalesce((select json_agg(json_build_object('number', number, 'title', title, 'day', day,
        'isAnswered', answered) order by day, number) from shown), '[]') as days
    from own`.execute(db(ctx))
  const row = rows[0]
  if (!row) throw new Error('An aggregate without a row')
  return row
}

export interface NewAnswer {
  readonly number: number
  readonly authorName: string
  readonly organisationName: string
  readonly body: string
  readonly sentAt: Date
}

/**
 * The central body's answers nobody has marked as read, newest first, one a task, and on how many tasks.
 * @param ownOnly on the actor's own tasks alone
 */
export async function listNewAnswers(
  ctx: Context,
  limit: number,
  ownOnly: boolean,
): Promise<{ answers: NewAnswer[]; total: number }> {
  const { id } = ctx.actor
  const mine = ownOnly
    ? sql`and exists (select from task t where t.organisation_id = m.organisation_id and t.number = m.task_number
        and (t.responsible_id = ${id}::uuid or t.performer_id = ${id}::uuid))`
    : sql``
  const { rows } = await sql<NewAnswer & { total: number }>`
    select latest.*, count(*) over ()::int as total from (
      select distinct on (m.task_number) m.task_number as number, m.author_name as "authorName",
        m.author_organisation_name as "organisationName", left(m.body, 1000) as body, m.sent_at as "sentAt"
      from message m
        left join message_thread th on th.organisation_id = m.organisation_id and th.task_number = m.task_number
      where m.organisation_id = ${ctx.actor.organisationId} and ${isUnread} ${mine}
      order by m.task_number, m.sent_at desc, m.id desc) latest
    order by latest."sentAt" desc, number limit ${limit}`.execute(db(ctx))
  return { answers: rows.map(({ total: _total, ...answer }) => answer), total: rows[0]?.total ?? 0 }
}
