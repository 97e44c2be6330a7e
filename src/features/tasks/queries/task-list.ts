import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { type DeadlineSignal, signalBounds } from '../domain/deadline-signal.ts'
import type { Outcome, Priority, TaskStatus } from '../domain/task.ts'
import {
  numberIn,
  type StateFilter,
  type TaskCursor,
  type TaskFilter,
  type TaskSort,
} from '../domain/task-filter.ts'
import { taskSource, withinReach } from './task.ts'

export interface TaskListItem {
  readonly number: number
  readonly organisationId: number
  /** Short, as in 'Korsbæk'. */
  readonly municipality: string
  readonly title: string
  readonly project: string
  readonly phase: string
  readonly theme: string
  readonly priority: Priority
  readonly status: TaskStatus
  readonly outcome: Outcome | null
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  readonly responsibleName: string | null
  readonly performerName: string | null
  readonly version: number
  readonly changedAt: Date
}

interface Sorting {
  readonly keys: readonly { readonly by: RawBuilder<unknown>; readonly type: string }[]
  readonly descending?: boolean
}

// As in the indexes task_list and task_list_all.
const answeredLast = { by: sql`(t.status = 'completed')`, type: 'boolean' }
const dueDay = { by: sql`coalesce(t.due_on, 'infinity'::date)`, type: 'date' }
const number = { by: sql`t.number`, type: 'bigint' }
const importance = {
  by: sql`(case t.priority when 'mandatory' then 0 when 'recommended' then 1 else 2 end)`,
  type: 'int',
}

/** Every sorting ends with the number, so that no two tasks are at the same place. */
const sortings: Record<TaskSort, Sorting> = {
  due: { keys: [answeredLast, dueDay, number] },
  newest: { keys: [number], descending: true },
  title: { keys: [{ by: sql`v.title`, type: 'text' }, number] },
  priority: { keys: [importance, answeredLast, dueDay, number] },
}

const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)

const ofState: Record<StateFilter, RawBuilder<unknown>> = {
  open: sql`t.status <> 'completed'`,
  notStarted: sql`t.status = 'notStarted'`,
  inProgress: sql`t.status = 'inProgress'`,
  completed: sql`t.outcome = 'participated'`,
  optedOut: sql`t.outcome = 'optedOut'`,
  lapsed: sql`t.outcome = 'lapsed'`,
}

/** T6 by days, so that the database decides as the rule does. */
function ofSignal(signal: DeadlineSignal, today: CivilDay): RawBuilder<unknown> {
  if (signal === 'none') return sql`(t.status = 'completed' or t.due_on is null)`
  const { from, to } = signalBounds(signal, today)
  const bounds = [
    sql`t.status <> 'completed'`,
    ...(from ? [sql`t.due_on >= ${from}::date`] : []),
    ...(to ? [sql`t.due_on <= ${to}::date`] : []),
  ]
  return sql`(${sql.join(bounds, sql` and `)})`
}

function ofResponsible(ctx: Context, responsible: string): RawBuilder<unknown> {
  if (responsible === 'nobody') return sql`t.responsible_name is null`
  return sql`t.responsible_id = ${responsible === 'me' ? ctx.actor.id : responsible}::uuid`
}

/** Words by their Danish stems, a part of the title, or the number. */
function ofSearch(q: string): RawBuilder<unknown> {
  const part = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const wanted = numberIn(q)
  return sql`(v.search @@ websearch_to_tsquery('danish', ${q}) or v.title ilike ${part}
    or t.number = ${wanted}::bigint)`
}

function conditions(ctx: Context, filter: TaskFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [withinReach(ctx)]
  if (filter.municipalityId !== null) parts.push(sql`t.organisation_id = ${filter.municipalityId}`)
  if (filter.state) parts.push(ofState[filter.state])
  if (filter.priority) parts.push(sql`t.priority = ${filter.priority}`)
  if (filter.signal) parts.push(ofSignal(filter.signal, ctx.today))
  if (filter.project) parts.push(sql`pr.name = ${filter.project}`)
  if (filter.phase) parts.push(sql`v.phase = ${filter.phase}`)
  if (filter.theme) parts.push(sql`v.theme = ${filter.theme}`)
  if (filter.responsible) parts.push(ofResponsible(ctx, filter.responsible))
  if (filter.q) parts.push(ofSearch(filter.q))
  return sql.join(parts, sql` and `)
}

const listSource = sql`${taskSource} join project pr on pr.id = tt.project_id`

export interface TaskSlice {
  readonly items: readonly TaskListItem[]
  /** Where the pages before and after begin; null when there are none. */
  readonly before: TaskCursor | null
  readonly after: TaskCursor | null
}

type Row = TaskListItem & { readonly key: TaskCursor['key'] }

/** One page of the tasks within reach, by keyset: what is added meanwhile moves nothing. @param limit tasks at most */
export async function listTasks(
  ctx: Context,
  filter: TaskFilter,
  wanted: { readonly sort: TaskSort; readonly cursor: TaskCursor | null; readonly limit: number },
): Promise<TaskSlice> {
  const { keys, descending = false } = sortings[wanted.sort]
  const isBackwards = wanted.cursor?.direction === 'before'
  const isDown = descending !== isBackwards
  const { rows } = await sql<Row>`
    select t.number, t.organisation_id as "organisationId", o.short_name as municipality, v.title, pr.name as project,
      v.phase, v.theme, t.priority, t.status, t.outcome, t.starts_on as "startsOn", t.due_on as "dueOn",
      t.responsible_name as "responsibleName", t.performer_name as "performerName", t.version,
      t.changed_at as "changedAt", json_build_array(${list(keys.map((key) => key.by))}) as key
    from ${listSource}
    where ${conditions(ctx, filter)} ${beyond(keys, wanted.cursor, isDown)}
    order by ${list(keys.map(({ by }) => (isDown ? sql`${by} desc` : by)))}
    limit ${wanted.limit + 1}`.execute(db(ctx))
  const isMore = rows.length > wanted.limit
  const shown = rows.slice(0, wanted.limit)
  if (isBackwards) shown.reverse()
  const first = shown[0]
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _key, ...item }) => item),
    before: first && (isBackwards ? isMore : wanted.cursor) ? { direction: 'before', key: first.key } : null,
    after: last && (isBackwards || isMore) ? { direction: 'after', key: last.key } : null,
  }
}

function beyond(keys: Sorting['keys'], cursor: TaskCursor | null, isDown: boolean): RawBuilder<unknown> {
  if (!cursor) return sql``
  const here = list(keys.map((key) => key.by))
  const there = list(keys.map((key, index) => sql`${cursor.key[index]}::${sql.raw(key.type)}`))
  return isDown ? sql`and (${here}) < (${there})` : sql`and (${here}) > (${there})`
}

/** How many there are in all, exactly. */
export async function countTasks(ctx: Context, filter: TaskFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${listSource} where ${conditions(ctx, filter)}`.execute(db(ctx))
  return rows[0]?.count ?? 0
}

export interface FilterOptions {
  readonly projects: readonly string[]
  readonly phases: readonly string[]
  readonly themes: readonly string[]
  readonly responsibles: readonly { readonly id: string; readonly name: string }[]
  readonly municipalities: readonly { readonly id: number; readonly name: string }[]
}

/** What a list can be narrowed by: only what tasks within reach have. */
export async function getFilterOptions(ctx: Context): Promise<FilterOptions> {
  const isCentral = ctx.actor.side === 'central'
  const used = isCentral
    ? sql`tt.published_at is not null`
    : sql`exists (select from task t where t.template_id = tt.id and ${withinReach(ctx)})`
  const { rows } = await sql<FilterOptions>`
    with used as (
      select pr.name as project, v.phase, v.theme
      from task_template tt
        join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
        join project pr on pr.id = tt.project_id
      where ${used})
    select array(select distinct project from used order by project) as projects,
      array(select distinct phase from used where phase <> '' order by phase) as phases,
      array(select distinct theme from used where theme <> '' order by theme) as themes,
      ${isCentral ? sql`'[]'::json` : responsiblesOf(ctx)} as responsibles,
      ${isCentral ? municipalities : sql`'[]'::json`} as municipalities`.execute(db(ctx))
  return rows[0] ?? { projects: [], phases: [], themes: [], responsibles: [], municipalities: [] }
}

const responsiblesOf = (ctx: Context) => sql`
  coalesce((
    select json_agg(json_build_object('id', id, 'name', name) order by name)
    from (select distinct t.responsible_id as id, t.responsible_name as name from task t
      where t.responsible_id is not null and ${withinReach(ctx)}) named), '[]')`

const municipalities = sql`
  (select json_agg(json_build_object('id', id, 'name', short_name) order by short_name)
   from organisation where kind = 'municipality')`
