import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RolloutPlan } from './domain.ts'

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
