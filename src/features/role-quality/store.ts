import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

export interface NewVacancy {
  readonly organisationId: number
  readonly roleId: string
  readonly roleName: string
}

/**
 * Notes the roles whose last holder has gone, each once: a vacancy is known by the assignment that began last, however
 * many end and whoever asks first. A role that ends asks for nobody. What was filled again before anybody looked is none.
 * @param only one municipality's; null for all
 */
export async function insertVacancies(ctx: Context, only: number | null): Promise<NewVacancy[]> {
  const within = only === null ? sql`` : sql`and a.organisation_id = ${only}`
  const { rows } = await sql<NewVacancy>`
    with added as (
      insert into role_vacancy (organisation_id, role_id, last_assignment_id, id, vacated_at)
      select l.organisation_id, l.role_id, l.id, gen_random_uuid(), ${ctx.now}::timestamptz
      from (
        select distinct on (a.organisation_id, a.role_id) a.organisation_id, a.role_id, a.id
        from assignment a join role r on r.id = a.role_id and r.retired_at is null
        where a.started_at is not null ${within}
          and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null)
          and not exists (
            select from assignment h where h.organisation_id = a.organisation_id and h.role_id = a.role_id
              and h.ended_at is null and h.starts_on <= ${ctx.today}::date
              and (h.ends_before is null or h.ends_before > ${ctx.today}::date))
        order by a.organisation_id, a.role_id, a.started_at desc, a.id desc) l
      on conflict (organisation_id, last_assignment_id) do nothing
      returning organisation_id, role_id)
    select n.organisation_id as "organisationId", n.role_id as "roleId", r.name as "roleName"
    from added n join role r on r.id = n.role_id
    order by n.organisation_id, r.name`.execute(db(ctx))
  return rows
}

/**
 * Counts the findings of the day, once: who comes second changes nothing.
 * @returns whether this was the first time
 */
export async function insertDay(
  ctx: Pick<Context, 'tx' | 'today' | 'now'>,
  staleDays: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into role_quality_day (day, taken_at) values (${ctx.today}::date, ${ctx.now}::timestamptz)
    on conflict (day) do nothing returning day`.execute(db(ctx))
  if (rows.length === 0) return false
  await sql`
    insert into role_quality_count (day, role_id, kind, findings)
    select ${ctx.today}::date, r.id, k.kind, coalesce(c.findings, 0)
    from role r
      cross join unnest(array['vacant', 'tooFew', 'noPrimary', 'stale', 'bouncing', 'single']) as k (kind)
      left join (
        select role_id, kind, count(*)::int as findings
        from role_finding_on(${ctx.today}::date, ${staleDays}::int) group by role_id, kind) c
        on c.role_id = r.id and c.kind = k.kind
    where r.retired_at is null`.execute(db(ctx))
  return true
}
