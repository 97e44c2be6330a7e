import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RolloutPlan } from './domain.ts'

/** One at a time asks for the role a template is tied to, whatever the template; until the transaction ends. */
export async function holdRoleTasks(ctx: Context, templateId: string): Promise<void> {
  await sql`select hold_role_tasks(bound_role_id) from task_template
    where id = ${templateId}::uuid and bound_role_id is not null`.execute(db(ctx))
}

export interface NewRollout extends RolloutPlan {
  readonly id: string
  readonly taskCount: number
}

/** @returns false when a roll-out of this id is there already: nothing was inserted */
export async function insertRollout(ctx: Context, rollout: NewRollout): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('rollout')
    .values({
      id: rollout.id,
      template_id: rollout.templateId,
      audience: JSON.stringify(rollout.audience),
      priority: rollout.priority,
      starts_on: rollout.startsOn,
      due_on: rollout.dueOn,
      published_at: ctx.now,
      published_by: ctx.actor.id,
      published_by_name: ctx.actor.name,
      task_count: rollout.taskCount,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Counts tasks that a roll-out made later on. */
export async function countTask(ctx: Context, id: string, count: number): Promise<void> {
  await sql`update rollout set task_count = task_count + ${count} where id = ${id}::uuid`.execute(db(ctx))
}
