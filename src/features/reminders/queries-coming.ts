import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Planned, Rung } from './domain.ts'
import { planned } from './queries-plan.ts'

/** What one step sends on one day to one rung. */
export interface ComingCount {
  readonly on: CivilDay
  readonly day: number
  readonly rung: Rung
  readonly tasks: number
  readonly municipalities: number
  readonly recipients: number
}

/** What one municipality will get, by reason. */
export interface ComingMunicipality {
  readonly organisationId: number
  readonly name: string
  readonly tasks: number
  readonly before: number
  readonly overdue: number
  /** Tasks for which nobody there can be reached. */
  readonly central: number
}

export interface Coming {
  readonly days: readonly ComingCount[]
  readonly municipalities: readonly ComingMunicipality[]
}

const inOrder = sql`array_position(array['performer', 'responsible', 'administrator', 'mailbox', 'central'], rung)`

/** What a plan will send, counted by the statement that sends it. One query. */
export async function countComing(ctx: Context, plan: readonly Planned[]): Promise<Coming> {
  const { rows } = await sql<Coming>`
    with ${planned(ctx, plan)},
    day_count as (
      select on_day as "on", day, rung, count(distinct (organisation_id, number))::int as tasks,
        count(distinct organisation_id)::int as municipalities, count(*)::int as recipients
      from addressed group by on_day, day, rung),
    municipality_count as (
      select a.organisation_id as "organisationId", o.short_name as name, count(distinct a.number)::int as tasks,
        count(*) filter (where a.day <= 0 and a.rung <> 'central')::int as before,
        count(*) filter (where a.day > 0 and a.rung <> 'central')::int as overdue,
        count(distinct a.number) filter (where a.rung = 'central')::int as central
      from addressed a join organisation o on o.id = a.organisation_id group by a.organisation_id, o.short_name)
    select
      coalesce((select json_agg(d order by d."on", d.day, ${inOrder}) from day_count d), '[]') as days,
      coalesce((select json_agg(m order by m.name, m."organisationId") from municipality_count m), '[]') as municipalities
    `.execute(db(ctx))
  return rows[0] ?? { days: [], municipalities: [] }
}

/** One message of one day. */
export interface ComingMessage {
  readonly organisationId: number
  readonly municipality: string
  readonly number: number
  readonly title: string
  readonly day: number
  readonly wanted: Rung
  readonly rung: Rung
  readonly cause: 'missing' | 'unreachable' | null
  readonly name: string | null
}

/** Most messages a page shows of one day. */
export const mostMessages = 200

/** The messages a plan will send, those of one municipality alone when it is named. One query. */
export async function listComing(
  ctx: Context,
  plan: readonly Planned[],
  organisationId: number | null,
): Promise<{ readonly messages: readonly ComingMessage[]; readonly total: number }> {
  const only = organisationId === null ? sql`true` : sql`t.organisation_id = ${organisationId}`
  const { rows } = await sql<ComingMessage & { total: number }>`
    with ${planned(ctx, plan, only)}
    select a.organisation_id as "organisationId", o.short_name as municipality, a.number, v.title, a.day, a.wanted,
      a.rung, a.cause, a.name, (count(*) over ())::int as total
    from addressed a join organisation o on o.id = a.organisation_id
      join task t on t.organisation_id = a.organisation_id and t.number = a.number
      join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
    order by o.short_name, a.number, ${inOrder}, a.name limit ${mostMessages}`.execute(db(ctx))
  return { messages: rows, total: rows[0]?.total ?? 0 }
}

/** An open task that the ladder has brought to the central body. */
export interface ListedTask {
  readonly organisationId: number
  readonly municipality: string
  readonly number: number
  readonly title: string
  readonly dueOn: CivilDay
  readonly since: CivilDay
  readonly wanted: Rung
}

/** The central body's list, the oldest deadline first; one answered since is not on it. */
export async function listCentral(
  ctx: Context,
  most: number,
): Promise<{ tasks: ListedTask[]; total: number }> {
  const { rows } = await sql<ListedTask & { total: number }>`
    select f.*, (count(*) over ())::int as total from (
      select distinct on (t.organisation_id, t.number) t.organisation_id as "organisationId",
        o.short_name as municipality, t.number, v.title, t.due_on as "dueOn",
        (r.told_at at time zone 'Europe/Copenhagen')::date as since, m.wanted
      from reminder_recipient m
        join reminder r on r.organisation_id = m.organisation_id and r.id = m.reminder_id
        join task t on t.organisation_id = r.organisation_id and t.number = r.task_number and t.due_on = r.due_on
        join organisation o on o.id = t.organisation_id join task_template tt on tt.id = t.template_id
        join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
      where m.rung = 'central' and t.status <> 'completed'
      order by t.organisation_id, t.number, r.told_at) f
    order by f."dueOn", f.municipality, f.number limit ${most}`.execute(db(ctx))
  return { tasks: rows, total: rows[0]?.total ?? 0 }
}
