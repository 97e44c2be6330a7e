import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RolloutPlan } from '../rollouts/index.ts'

/** A task description tied to the role: what a municipality can be asked with. */
export interface AskingTemplate {
  readonly id: string
  readonly title: string
  readonly priority: RolloutPlan['priority']
}

/** The task descriptions tied to a role, the newest first. */
export async function listAskingTemplates(
  ctx: Pick<Context, 'tx'>,
  roleId: string,
): Promise<AskingTemplate[]> {
  const { rows } = await sql<AskingTemplate>`
    select t.id, v.title, v.priority
    from task_template t join task_template_version v on v.template_id = t.id and v.version = t.current_version
    where t.bound_role_id = ${roleId}::uuid and t.archived_at is null
    order by t.published_at desc nulls last, t.created_at desc`.execute(db(ctx))
  return rows
}

/** A municipality where nobody holds the role, and whether it has been asked already (T10). */
export interface VacantMunicipality {
  readonly organisationId: number
  readonly name: string
  readonly openNumber: number | null
  readonly optedOutNumber: number | null
}

/** Where nobody holds a role today, in Danish order, each with its open task or its opt-out. */
export async function listVacantMunicipalities(
  ctx: Pick<Context, 'tx' | 'today'>,
  roleId: string,
): Promise<VacantMunicipality[]> {
  const { rows } = await sql<VacantMunicipality>`
    select o.id as "organisationId", o.short_name as name, q.open_number as "openNumber",
      q.opted_out_number as "optedOutNumber"
    from role_standing_on(${ctx.today}::date) s
      join organisation o on o.id = s.organisation_id
      left join role_asked_in(${roleId}::uuid) q on q.organisation_id = s.organisation_id
    where s.role_id = ${roleId}::uuid and s.standing = 'vacant'
    order by o.short_name, o.id`.execute(db(ctx))
  return rows
}
