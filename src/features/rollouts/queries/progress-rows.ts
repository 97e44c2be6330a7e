import { type RawBuilder, sql } from 'kysely'
import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Answerable } from '../domain.ts'
import { type ProgressFilter, soonDays } from '../progress-filter.ts'

export interface Contact {
  readonly name: string
  readonly email: string | null
}

export interface ProgressRow extends Answerable {
  readonly organisationId: number
  readonly code: string | null
  readonly shortName: string
  readonly region: string | null
  readonly number: number
  readonly answeredOn: CivilDay | null
  readonly reason: string | null
  /** The municipality's KLIK-administrators; null for a reader who does not see people. */
  readonly administrators: readonly Contact[] | null
  /** The latest the municipality did with the task, if anything, and when. */
  readonly lastEvent: string | null
  readonly lastAt: Date | null
}

/** Where the next page begins: after this row in the order of deadline, name, id. */
export interface RowPlace {
  readonly dueOn: CivilDay | null
  readonly shortName: string
  readonly organisationId: number
}

interface TasksWanted {
  readonly rolloutId: string
  readonly filter: ProgressFilter
  /** False for a supplier: names and reasons are not even asked for, its role may not read them. */
  readonly withPeople: boolean
}

export interface RowsWanted extends TasksWanted {
  readonly after: RowPlace | null
  readonly limit: number
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function statusIs(status: ProgressFilter['status']): RawBuilder<unknown> {
  switch (status) {
    case 'unanswered':
      return sql`t.status <> 'completed'`
    case 'participated':
    case 'optedOut':
    case 'lapsed':
      return sql`t.outcome = ${status}`
    case 'all':
      return sql`true`
    default:
      return sql`t.status = ${status}`
  }
}

function dueIs(due: ProgressFilter['due'], today: CivilDay): RawBuilder<unknown> {
  const soon = addDays(today, soonDays)
  switch (due) {
    case 'over':
      return sql`t.status <> 'completed' and t.due_on < ${today}::date`
    case 'soon':
      return sql`t.due_on between ${today}::date and ${soon}::date`
    case 'later':
      return sql`t.due_on > ${soon}::date`
    case 'none':
      return sql`t.due_on is null`
    case null:
      return sql`true`
  }
}

function textIs(q: string, withPeople: boolean): RawBuilder<unknown> {
  if (q === '') return sql`true`
  const like = `%${escaped(q)}%`
  return withPeople ? sql`(o.name ilike ${like} or people.words ilike ${like})` : sql`o.name ilike ${like}`
}

const contactIs = { missing: sql`people.list is null`, present: sql`people.list is not null` }

function isWanted({ filter, withPeople }: TasksWanted, today: CivilDay): RawBuilder<unknown> {
  const parts = [
    filter.region === null ? sql`true` : sql`o.region = ${filter.region}`,
    statusIs(filter.status),
    dueIs(filter.due, today),
    filter.contact && withPeople ? contactIs[filter.contact] : sql`true`,
    textIs(filter.q, withPeople),
  ]
  return sql.join(parts, sql` and `)
}

const administrators = sql`
  left join lateral (
    select jsonb_agg(jsonb_build_object('name', u.name, 'email', u.email) order by u.name, u.id) as list,
      string_agg(concat_ws(' ', u.name, u.email), ' ') as words
    from present_user() u
    where u.organisation_id = t.organisation_id and 'klik_administrator' = any (u.system_roles)) people on true`

/** The municipality's own latest visible act: what stays inside it is left out, whoever asks (T9). */
const lastEvent = sql`
  left join lateral (
    select e.type, e.at from event e
    where e.organisation_id = c."organisationId" and e.subject_type = 'task' and e.subject_id = c.number::text
      and e.actor_organisation_id = c."organisationId" and e.inside_of is null
    order by e.id desc limit 1) last on true`

/** The tasks wanted, each with its municipality. */
const chosenOf = (wanted: TasksWanted, today: CivilDay): RawBuilder<unknown> => sql`
  select o.id as "organisationId", o.code, o.short_name as "shortName", o.region, t.number, t.status, t.outcome,
    t.due_on as "dueOn", ${wanted.withPeople ? sql`coalesce(people.list, '[]')` : sql`null::jsonb`} as administrators
  from task t join organisation o on o.id = t.organisation_id
    ${wanted.withPeople ? administrators : sql``}
  where t.rollout_id = ${wanted.rolloutId}::uuid and ${isWanted(wanted, today)}`

/** What each task chosen (`c`) is told with, beside its own columns. */
const toldOf = (withPeople: boolean): RawBuilder<unknown> => sql`
  case when a.outcome <> 'lapsed' then (a.answered_at at time zone 'Europe/Copenhagen')::date end as "answeredOn",
  ${withPeople ? sql`a.reason` : sql`null`} as reason, ${withPeople ? sql`last.type` : sql`null`} as "lastEvent",
  ${withPeople ? sql`last.at` : sql`null`} as "lastAt"`

const answers = (withPeople: boolean): RawBuilder<unknown> => sql`
  left join task_answer a on a.organisation_id = c."organisationId" and a.task_number = c.number
    and a.withdrawn_at is null
  ${withPeople ? lastEvent : sql``}`

const inOrder = sql`coalesce(c."dueOn", 'infinity'), c."shortName", c."organisationId"`

/** One page of a roll-out's tasks by deadline and name, and how many the filter finds; one statement. */
export async function findProgressRows(
  ctx: Pick<Context, 'tx' | 'today'>,
  wanted: RowsWanted,
): Promise<{ rows: ProgressRow[]; total: number }> {
  const { withPeople, after } = wanted
  const place = after
    ? sql`(${inOrder})
        > (${after.dueOn ?? 'infinity'}::date, ${after.shortName}::text, ${after.organisationId}::int)`
    : sql`true`
  const { rows } = await sql<ProgressRow & { total: number }>`
    with chosen as (${chosenOf(wanted, ctx.today)})
    select c.*, ${toldOf(withPeople)}, (select count(*) from chosen) as total
    from chosen c ${answers(withPeople)}
    where ${place}
    order by ${inOrder}
    limit ${wanted.limit}`.execute(db(ctx))
  const total = rows[0]?.total ?? 0
  return { rows: rows.map(({ total: _total, ...row }) => row), total }
}

/** Every task wanted, in the order of the pages: one statement, read through once, whatever their number. */
export async function listAllProgressRows(
  ctx: Pick<Context, 'tx' | 'today'>,
  wanted: TasksWanted,
): Promise<ProgressRow[]> {
  const { rows } = await sql<ProgressRow>`
    select c.*, ${toldOf(wanted.withPeople)}
    from (${chosenOf(wanted, ctx.today)}) c ${answers(wanted.withPeople)}
    order by ${inOrder}`.execute(db(ctx))
  return rows
}
