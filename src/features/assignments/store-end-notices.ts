import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { endNoticeDays } from './domain.ts'
import type { AssignmentKey } from './store.ts'

/**
 * Notes which holders are due to be told that their role is about to end for them, or for all, everywhere; each step once. After days on which
 * nobody worked, the latest step alone. What was given so late that a step had passed already is not told by it.
 */
export async function saveEndNotices(ctx: Context): Promise<AssignmentKey[]> {
  const { rows } = await sql<AssignmentKey>`
    insert into assignment_end_notice (organisation_id, assignment_id, ends_before, days, told_at)
    select a.organisation_id, a.id, last.ends_before, step.days, ${ctx.now}
    from assignment a left join role_ending e on e.role_id = a.role_id and e.over_at is null
      cross join lateral (
        select least(a.ends_before, e.ends_before) as ends_before,
          case when a.ends_before is null or e.ends_before < a.ends_before then greatest(a.given_at, e.set_at)
            else a.given_at end as said_at) last
      cross join lateral (
        select min(days) as days from unnest(${[...endNoticeDays]}::int[]) as days
        where days >= last.ends_before - 1 - ${ctx.today}::date) step
    where a.ended_at is null and a.started_at is not null and last.ends_before > ${ctx.today}
      and step.days is not null
      and (last.said_at at time zone 'Europe/Copenhagen')::date < last.ends_before - 1 - step.days
    on conflict do nothing
    returning organisation_id as "organisationId", assignment_id as id`.execute(db(ctx))
  return rows
}
