import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { HeldByLeaver, Holdings, TaskOfLeaver } from './domain.ts'

/** Everything a person holds in the actor's own municipality: roles, also those to come, and open tasks. */
export async function findHoldings(ctx: Context, userId: string): Promise<Holdings> {
  const { organisationId } = ctx.actor
  const roles = await sql<HeldByLeaver>`
    select a.id as "assignmentId", r.id as "roleId", r.name as "roleName", a.is_primary as "isPrimary",
      exists (select from role_access d where d.role_id = r.id) as "opensAccess",
      r.minimum_holders as "minimumHolders",
      (select json_build_object('endsBefore', e.ends_before) from role_ending e
        where e.role_id = r.id and e.over_at is null) as ending, (
        select count(*)::int from assignment h
        where h.organisation_id = a.organisation_id and h.role_id = a.role_id and h.id <> a.id and h.ended_at is null
          and h.starts_on <= ${ctx.today} and (h.ends_before is null or h.ends_before > ${ctx.today})) as others,
      v.hand_over as "handOver", a.starts_on as "startsOn", a.ends_before as "endsBefore"
    from assignment a join role r on r.id = a.role_id
      join role_version v on v.role_id = r.id and v.version = r.current_version
    where a.organisation_id = ${organisationId} and a.user_id = ${userId}::uuid and a.ended_at is null
      and (a.ends_before is null or a.ends_before > ${ctx.today})
    order by r.name, a.id`.execute(db(ctx))
  const tasks = await sql<TaskOfLeaver>`
    select t.number, v.title, t.due_on as "dueOn", t.responsible_id is not distinct from ${userId}::uuid as "isResponsible",
      t.performer_id is not distinct from ${userId}::uuid as "isPerformer"
    from task t
      join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
    where t.organisation_id = ${organisationId} and t.status <> 'completed'
      and (t.responsible_id = ${userId}::uuid or t.performer_id = ${userId}::uuid)
    order by t.due_on nulls last, t.number`.execute(db(ctx))
  return { roles: roles.rows, tasks: tasks.rows }
}

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly roleCount: number
  readonly taskCount: number
}

/** Every user of the actor's own municipality with how much they hold, by name. */
export async function listColleagues(ctx: Context): Promise<Colleague[]> {
  const { organisationId } = ctx.actor
  const { rows } = await sql<Colleague>`
    select u.id, u.name, u.title,
      (select count(*)::int from assignment a
        where a.organisation_id = u.organisation_id and a.user_id = u.id and a.ended_at is null
          and (a.ends_before is null or a.ends_before > ${ctx.today})) as "roleCount",
      (select count(*)::int from task t
        where t.organisation_id = u.organisation_id and t.status <> 'completed'
          and (t.responsible_id = u.id or t.performer_id = u.id)) as "taskCount"
    from present_user() u where u.organisation_id = ${organisationId}
    order by u.name, u.id`.execute(db(ctx))
  return rows
}
