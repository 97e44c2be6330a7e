import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Answerable, DayOfAnswers, Numbers } from '../domain.ts'

type Reader = Pick<Context, 'tx' | 'today'>

export interface RegionNumbers extends Numbers {
  /** Null for municipalities outside the regions: a test municipality. */
  readonly region: string | null
}

export interface RolloutNumbers {
  readonly all: Numbers
  readonly regions: readonly RegionNumbers[]
  /** Persons who hold the role, in the municipalities that take part; null when no role was asked about. */
  readonly holders: number | null
}

/** Those who hold the role today, where the municipality takes part (T10). */
const holdersOf = (rolloutId: string, roleId: string, today: CivilDay) => sql`
  (select count(distinct a.user_id)
    from assignment a join task h on h.organisation_id = a.organisation_id
    where h.rollout_id = ${rolloutId}::uuid and h.outcome = 'participated' and a.role_id = ${roleId}::uuid
      and a.ended_at is null and a.starts_on <= ${today}::date
      and (a.ends_before is null or a.ends_before > ${today}::date))`

/**
 * The numbers of a roll-out, in all and by region, from one statement.
 * @param roleId the role whose holders are counted; null for none, and for a reader who may not know
 */
export async function readNumbers(
  ctx: Reader,
  rolloutId: string,
  roleId: string | null,
): Promise<RolloutNumbers> {
  const holders = roleId ? holdersOf(rolloutId, roleId, ctx.today) : sql`null::bigint`
  const { rows } = await sql<RegionNumbers & { isAll: number; holders: number | null }>`
    select grouping(o.region) as "isAll", o.region, ${holders} as holders, count(*) as total,
      count(*) filter (where t.outcome = 'participated') as participated,
      count(*) filter (where t.outcome = 'optedOut') as "optedOut",
      count(*) filter (where t.outcome = 'lapsed') as lapsed,
      count(*) filter (where t.status = 'inProgress' and not is_overdue) as "inProgress",
      count(*) filter (where t.status = 'notStarted' and not is_overdue) as "notStarted",
      count(*) filter (where t.status = 'inProgress' and is_overdue) as "overdueInProgress",
      count(*) filter (where t.status = 'notStarted' and is_overdue) as "overdueNotStarted"
    from task t
      join organisation o on o.id = t.organisation_id
      cross join lateral (select coalesce(t.due_on < ${ctx.today}::date, false) as is_overdue) d
    where t.rollout_id = ${rolloutId}::uuid
    group by grouping sets ((), (o.region))
    order by "isAll" desc`.execute(db(ctx))
  const [first, ...regions] = rows.map(({ isAll: _isAll, holders: count, ...numbers }) => ({
    numbers,
    count,
  }))
  if (!first) throw new Error('A grouping over everything always gives a row')
  return { all: first.numbers, regions: regions.map(({ numbers }) => numbers), holders: first.count }
}

export interface MunicipalTask extends Answerable {
  readonly organisationId: number
  readonly code: string | null
  readonly name: string
  readonly shortName: string
  readonly region: string | null
  readonly isTest: boolean
  readonly number: number
  /** Why they opted out; null for a reader who does not see reasons. */
  readonly reason: string | null
}

/**
 * Each municipality's task of a roll-out: what the map shows and the reasons of those who opted out.
 * @param withReasons false for a supplier: the column is not even asked for, its role may not read it
 */
export async function listMunicipalTasks(
  ctx: Reader,
  rolloutId: string,
  withReasons: boolean,
): Promise<MunicipalTask[]> {
  const reason = withReasons
    ? sql`(select a.reason from task_answer a where a.organisation_id = t.organisation_id
        and a.task_number = t.number and a.withdrawn_at is null)`
    : sql`null`
  const { rows } = await sql<MunicipalTask>`
    select o.id as "organisationId", o.code, o.name, o.short_name as "shortName", o.region, o.is_test as "isTest",
      t.number, t.status, t.outcome, t.due_on as "dueOn", ${reason} as reason
    from task t join organisation o on o.id = t.organisation_id
    where t.rollout_id = ${rolloutId}::uuid
    order by o.short_name, o.id`.execute(db(ctx))
  return rows
}

/** Standing answers by the civil day in Copenhagen they were given, in order. */
export async function listDaysOfAnswers(ctx: Reader, rolloutId: string): Promise<DayOfAnswers[]> {
  const { rows } = await sql<DayOfAnswers>`
    select (a.answered_at at time zone 'Europe/Copenhagen')::date as day, count(*) as answered,
      count(*) filter (where a.outcome = 'optedOut') as "optedOut"
    from task t
      join task_answer a on a.organisation_id = t.organisation_id and a.task_number = t.number
    where t.rollout_id = ${rolloutId}::uuid and a.withdrawn_at is null and a.outcome <> 'lapsed'
    group by 1 order by 1`.execute(db(ctx))
  return rows
}
