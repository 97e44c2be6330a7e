import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

/** An open task whose role has ended: nobody can be given it any more. */
export interface TaskOfEndedRole {
  readonly organisationId: number
  readonly number: number
  readonly roleName: string
  readonly endedOn: CivilDay
}

/**
 * The tasks that lapse with their role (T10); none that did already and that somebody has opened again.
 * @param organisationId null under the jobs' reach: everywhere
 */
export async function listTasksOfEndedRoles(
  ctx: Pick<Context, 'tx'>,
  organisationId: number | null,
): Promise<TaskOfEndedRole[]> {
  const within = organisationId === null ? sql`` : sql`and t.organisation_id = ${organisationId}`
  const { rows } = await sql<TaskOfEndedRole>`
    select t.organisation_id as "organisationId", t.number, r.name as "roleName", e.ends_before as "endedOn"
    from role_ending e join role r on r.id = e.role_id
      join task_template tt on tt.bound_role_id = r.id
      join task t on t.template_id = tt.id and t.status <> 'completed'
    where e.over_at is null and e.retired_at is not null ${within}
      and not exists (
        select from task_answer w where w.organisation_id = t.organisation_id and w.task_number = t.number
          and w.outcome = 'lapsed' and w.answered_at >= e.retired_at)
    order by t.organisation_id, t.number`.execute(db(ctx))
  return rows
}
