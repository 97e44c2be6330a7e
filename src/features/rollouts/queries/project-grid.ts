import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GridTask } from '../domain-grid.ts'

export interface ProjectRollout {
  readonly id: string
  readonly title: string
  readonly numberPrefix: string | null
  readonly sentOn: CivilDay
}

export interface Project {
  readonly id: string
  readonly name: string
  /** In the order they are due. */
  readonly rollouts: readonly ProjectRollout[]
}

/** A project within the actor's reach with its roll-outs, or null. A supplier reaches its own alone. */
export async function findProject(ctx: Pick<Context, 'tx' | 'actor'>, id: string): Promise<Project | null> {
  const own = ctx.actor.side === 'supplier' ? sql`p.supplier_id = ${ctx.actor.organisationId}` : sql`true`
  const { rows } = await sql<Project>`
    select p.id, p.name,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'title', v.title, 'numberPrefix', v.number_prefix,
            'sentOn', (r.published_at at time zone 'Europe/Copenhagen')::date)
          order by r.due_on nulls last, r.published_at, r.id), '[]')
        from rollout r join task_template t on t.id = r.template_id
          join task_template_version v on v.template_id = t.id and v.version = t.current_version
        where t.project_id = p.id) as rollouts
    from project p where p.id = ${id}::uuid and ${own}`.execute(db(ctx))
  return rows[0] ?? null
}

/** Every task of these roll-outs, in Danish order of the municipalities. */
export async function listGridTasks(
  ctx: Pick<Context, 'tx'>,
  rolloutIds: readonly string[],
): Promise<GridTask[]> {
  const { rows } = await sql<GridTask>`
    select t.rollout_id as "rolloutId", o.id as "organisationId", o.short_name as "shortName", o.region, t.number,
      t.status, t.outcome, t.due_on as "dueOn"
    from task t join organisation o on o.id = t.organisation_id
    where t.rollout_id = any (${[...rolloutIds]}::uuid[])
    order by o.short_name, o.id`.execute(db(ctx))
  return rows
}
