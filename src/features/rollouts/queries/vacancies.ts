import { sql } from 'kysely'
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

/** One at a time asks for the role. Until the transaction ends. */
export async function holdRole(ctx: Context, roleId: string): Promise<void> {
  await sql`select hold_role_tasks(${roleId}::uuid)`.execute(db(ctx))
}

/**
 * The latest vacancy of a role in a municipality, if its task is to come again (T10): still nobody, no task made for
 * it, the role was asked for before, no task for it is open and none was opted out of.
 */
export async function findAskingVacancy(
  ctx: Context,
  organisationId: number,
  roleId: string,
): Promise<AskingVacancy | null> {
  const { rows } = await sql<AskingVacancy>`
    select v.id as "vacancyId", r.name as "roleName", t.template_id as "templateId", t.priority,
      (select ro.id from rollout ro where ro.template_id = t.template_id and ro.audience ->> 'kind' = 'vacated'
        order by ro.published_at limit 1) as "rolloutId"
    from role r
      cross join lateral (
        select * from role_vacancy v where v.organisation_id = ${organisationId} and v.role_id = r.id
        order by v.vacated_at desc, v.id desc limit 1) v
      join role_asked_in(r.id) q on q.organisation_id = v.organisation_id
      join task t on t.organisation_id = v.organisation_id and t.number = q.latest_number
      join task_template tt on tt.id = t.template_id and tt.archived_at is null
    where r.id = ${roleId}::uuid and r.retired_at is null and q.open_number is null and q.opted_out_number is null
      and not exists (select from task made where made.organisation_id = v.organisation_id and made.vacancy_id = v.id)
      and not exists (select from assignment a
        where a.organisation_id = v.organisation_id and a.role_id = r.id and a.ended_at is null
          and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date))`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}
