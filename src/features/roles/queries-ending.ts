import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { EndingEffect } from './domain-ending.ts'
import { findEffect } from './queries-preview.ts'

/** What the end of a role would do to those who hold it or are to, to rounds and to tasks. For the central body. */
export async function findEndingEffect(
  ctx: Pick<Context, 'tx' | 'today' | 'now'>,
  roleId: string,
  endsBefore: CivilDay,
): Promise<EndingEffect> {
  const { rows } = await sql<Omit<EndingEffect, 'access'>>`
    with open as materialized (
      select * from assignment a where a.role_id = ${roleId}::uuid and a.ended_at is null
        and (a.ends_before is null or a.ends_before > ${ctx.today}::date)),
    losing as (
      select * from open a where a.starts_on < greatest(${endsBefore}::date, ${ctx.today}::date + 1)
        and (a.ends_before is null or a.ends_before > ${endsBefore}::date)),
    line as (
      select i.round_id from certification_item i join certification_round r on r.id = i.round_id
      where i.role_id = ${roleId}::uuid and i.answer is null and i.consequence is null and r.status = 'open')
    select (select count(*)::int from losing) as people,
      (select count(distinct organisation_id)::int from losing) as municipalities,
      (select count(*)::int from open where starts_on >= greatest(${endsBefore}::date, ${ctx.today}::date + 1)) as planned,
      waiting_for_role(${roleId}::uuid, ${ctx.now}) as waiting,
      (select count(*)::int from line) as lines, (select count(distinct round_id)::int from line) as rounds,
      coalesce((select json_agg(json_build_object('id', t.id, 'title', v.title, 'openTasks', (
          select count(*)::int from task k where k.template_id = t.id and k.status <> 'completed')) order by v.title, t.id)
        from task_template t join task_template_version v on v.template_id = t.id and v.version = t.current_version
        where t.bound_role_id = ${roleId}::uuid and t.archived_at is null), '[]') as templates`.execute(
    db(ctx),
  )
  const [row] = rows
  if (!row) throw new Error('An aggregate without a row')
  return { ...row, access: await findEffect(ctx, roleId, []) }
}

/** A role to choose among. */
export interface NamedRole {
  readonly id: string
  readonly name: string
}

/** The roles that can take the place of one that ends: in use, and not to end themselves. By name. */
export async function listLastingRoles(ctx: Pick<Context, 'tx'>, besides: string): Promise<NamedRole[]> {
  const { rows } = await sql<NamedRole>`
    select r.id, r.name from role r
    where r.retired_at is null and r.id <> ${besides}::uuid
      and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null)
    order by r.name`.execute(db(ctx))
  return rows
}

/** The roles whose day has come and that are in use all the same. Under the jobs' reach. */
export async function listDueEndings(ctx: Pick<Context, 'tx' | 'today'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.role_id as id from role_ending e
    where e.over_at is null and e.ends_before <= ${ctx.today}::date and e.retired_at is null
    order by e.role_id`.execute(db(ctx))
  return rows.map(({ id }) => id)
}
