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

export interface RowsWanted {
  readonly rolloutId: string
  readonly filter: ProgressFilter
  readonly after: RowPlace | null
  readonly limit: number
  /** False for a supplier: names and reasons are not even asked for, its role may not read them. */
  readonly withPeople: boolean
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function statusIs(status: ProgressFilter['status']): RawBuilder<unknown> {
  switch (status) {
    case 'unanswered':
      return sql`t.status <> 'completed'`
    case 'participated':
    case 'optedOut':
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

function isWanted({ filter, withPeople }: RowsWanted, today: CivilDay): RawBuilder<unknown> {
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

/** One page of a roll-out's tasks by deadline and name, and how many the filter finds; one statement. */
export async function findProgressRows(
  ctx: Pick<Context, 'tx' | 'today'>,
  wanted: RowsWanted,
): Promise<{ rows: ProgressRow[]; total: number }> {
  const { withPeople, after } = wanted
  const reason = withPeople ? sql`a.reason` : sql`null`
  const place = after
    ? sql`(coalesce(c."dueOn", 'infinity'), c."shortName", c."organisationId")
        > (${after.dueOn ?? 'infinity'}::date, ${after.shortName}::text, ${after.organisationId}::int)`
    : sql`true`
  const { rows } = await sql<ProgressRow & { total: number }>`
    with chosen as (
      select o.id as "organisationId", o.code, o.short_name as "shortName", o.region, t.number, t.status, t.outcome,
        t.due_on as "dueOn", ${withPeople ? sql`coalesce(people.list, '[]')` : sql`null::jsonb`} as administrators
      from task t join organisation o on o.id = t.organisation_id
        ${withPeople ? administrators : sql``}
      where t.rollout_id = ${wanted.rolloutId}::uuid and ${isWanted(wanted, ctx.today)})
    select c.*, (a.answered_at at time zone 'Europe/Copenhagen')::date as "answeredOn", ${reason} as reason,
      ${withPeople ? sql`last.type` : sql`null`} as "lastEvent", ${withPeople ? sql`last.at` : sql`null`} as "lastAt",
      (select count(*) from chosen) as total
    from chosen c
      left join task_answer a on a.organisation_id = c."organisationId" and a.task_number = c.number
        and a.withdrawn_at is null
      ${withPeople ? lastEvent : sql``}
    where ${place}
    order by coalesce(c."dueOn", 'infinity'), c."shortName", c."organisationId"
    limit ${wanted.limit}`.execute(db(ctx))
  const total = rows[0]?.total ?? 0
  return { rows: rows.map(({ total: _total, ...row }) => row), total }
}
