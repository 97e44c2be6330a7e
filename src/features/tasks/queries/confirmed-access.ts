import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

/** An unanswered task whose role is held by somebody with every access the role opens confirmed at the target. */
export interface ConfirmedTask {
  readonly organisationId: number
  readonly number: number
  readonly holder: string
}

/**
 * The tasks that complete themselves now (T10): a holder's access was confirmed since the task came. Left out: roles
 * that open nothing, where there is nothing to confirm; tasks that came to where all was in place already, which a
 * person is to read and answer; and tasks a person has reopened, who then answers themselves.
 * @param organisationId null under the jobs' reach: everywhere
 */
export async function listConfirmedTasks(
  ctx: Pick<Context, 'tx' | 'today'>,
  organisationId: number | null,
): Promise<ConfirmedTask[]> {
  const within = organisationId === null ? sql`` : sql`and t.organisation_id = ${organisationId}`
  const { rows } = await sql<ConfirmedTask>`
    with active as materialized (
      select organisation_id, user_id, connector, since from access_state_on(${ctx.today}::date) where kind = 'active')
    select t.organisation_id as "organisationId", t.number, h.name as holder
    from task t join task_template tt on tt.id = t.template_id
      cross join lateral (
        select coalesce(u.name, a.user_name) as name
        from assignment a left join user_account u on u.id = a.user_id and u.organisation_id = a.organisation_id
        where a.organisation_id = t.organisation_id and a.role_id = tt.bound_role_id and a.ended_at is null
          and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
          and not exists (
            select from role_access d where d.role_id = a.role_id and not exists (
              select from active s where s.organisation_id = a.organisation_id and s.user_id = a.user_id
                and s.connector = d.connector))
          and t.received_at <= greatest(coalesce(a.started_at, a.given_at), (
            select max(s.since) from active s join role_access d on d.connector = s.connector and d.role_id = a.role_id
            where s.organisation_id = a.organisation_id and s.user_id = a.user_id))
        order by a.is_primary desc, a.starts_on, a.id limit 1) h
    where t.status <> 'completed' ${within}
      and exists (select from role_access d where d.role_id = tt.bound_role_id)
      and not exists (select from task_answer w where w.organisation_id = t.organisation_id and w.task_number = t.number)
    order by t.organisation_id, t.number`.execute(db(ctx))
  return rows
}
