import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { endNoticeDays } from './domain.ts'
import type { AssignmentKey } from './store.ts'

/**
 * Notes which holders are due to be told that their role is about to end, everywhere; each step once. After days on which
 * nobody worked, the latest step alone. What was given so late that a step had passed already is not told by it.
 */
export async function saveEndNotices(ctx: Context): Promise<AssignmentKey[]> {
  const { rows } = await sql<AssignmentKey>`
    insert into assignment_end_notice (organisation_id, assignment_id, ends_before, days, told_at)
    select a.organisation_id, a.id, a.ends_before, step.days, ${ctx.now}
    from assignment a cross join lateral (
      select min(days) as days from unnest(${[...endNoticeDays]}::int[]) as days
      where days >= a.ends_before - 1 - ${ctx.today}::date) step
    where a.ended_at is null and a.started_at is not null and a.ends_before > ${ctx.today} and step.days is not null
      and (a.given_at at time zone 'Europe/Copenhagen')::date < a.ends_before - 1 - step.days
    on conflict do nothing
    returning organisation_id as "organisationId", assignment_id as id`.execute(db(ctx))
  return rows
}
