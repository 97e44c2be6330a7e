import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Priority } from '../../templates/index.ts'

/** A vacancy that asks for its role anew, and with which template. */
export interface AskingVacancy {
  readonly vacancyId: string
  readonly roleName: string
  readonly templateId: string
  readonly priority: Priority
  /** The standing roll-out of the template's returning tasks, if there is one yet. */
  readonly rolloutId: string | null
}

/** Minutes in which who ended the last holder by mistake has put it right: until then nobody is asked anew (ADR 58). */
export const mendedWithin = 10

/** One at a time asks for the role. Until the transaction ends. */
export async function holdRole(ctx: Context, roleId: string): Promise<void> {
  await sql`select hold_role_tasks(${roleId}::uuid)`.execute(db(ctx))
}

/**
 * Vacancies whose task is to come again (T10), as `v` of role `r`, asked for last by task `t` of template `tt`: the
 * latest of its role and municipality, no mistake put right at once, still nobody, no task made for it, the role was asked for before, no task for it
 * is open, the municipality does not say that it takes no part, and the role does not end. Whoever lost the role as it
 * ended left no such vacancy: taken up again, it sends nothing of itself (ADR 50).
 * @param of one role's in one municipality; null for all
 */
const asking = (
  { today, now }: Pick<Context, 'today' | 'now'>,
  of: { readonly organisationId: number; readonly roleId: string } | null,
): RawBuilder<unknown> => sql`
  role r
    join role_asked_in(r.id) q on q.open_number is null and q.opted_out_number is null
    cross join lateral (
      select * from role_vacancy v where v.organisation_id = q.organisation_id and v.role_id = r.id
      order by v.vacated_at desc, v.id desc limit 1) v
    join task t on t.organisation_id = v.organisation_id and t.number = q.latest_number
    join task_template tt on tt.id = t.template_id and tt.archived_at is null
  where r.retired_at is null and v.vacated_at <= ${now}::timestamptz - make_interval(mins => ${mendedWithin}::int)
    and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null)
    ${of ? sql`and r.id = ${of.roleId}::uuid and q.organisation_id = ${of.organisationId}` : sql``}
    and not exists (select from task made where made.organisation_id = v.organisation_id and made.vacancy_id = v.id)
    and not exists (select from role_ending e join assignment l on l.organisation_id = v.organisation_id
        and l.id = v.last_assignment_id and l.ended_at <= e.over_at
      where e.role_id = r.id and e.outcome = 'takenUp')
    and not exists (select from assignment a
      where a.organisation_id = v.organisation_id and a.role_id = r.id and a.ended_at is null
        and a.starts_on <= ${today}::date and (a.ends_before is null or a.ends_before > ${today}::date))`

/** The latest vacancy of a role in a municipality, if its task is to come again (T10). */
export async function findAskingVacancy(
  ctx: Context,
  organisationId: number,
  roleId: string,
): Promise<AskingVacancy | null> {
  const { rows } = await sql<AskingVacancy>`
    select v.id as "vacancyId", r.name as "roleName", t.template_id as "templateId", t.priority,
      (select ro.id from rollout ro where ro.template_id = t.template_id and ro.audience ->> 'kind' = 'vacated'
        order by ro.published_at limit 1) as "rolloutId"
    from ${asking(ctx, { organisationId, roleId })}`.execute(db(ctx))
  return rows[0] ?? null
}

/** Where a task is to come again and has not, in every municipality: what a lost job would have made. */
export async function listAskingVacancies(
  ctx: Context,
): Promise<{ readonly organisationId: number; readonly roleId: string }[]> {
  const { rows } = await sql<{ organisationId: number; roleId: string }>`
    select v.organisation_id as "organisationId", r.id as "roleId" from ${asking(ctx, null)} order by 1, 2`.execute(
    db(ctx),
  )
  return rows
}
