import type { Context } from '../../../kernel/context.ts'
import { checkMayRollOut } from '../policy.ts'
import { insertTasks, type NewTasks } from '../store/tasks.ts'

/**
 * Gives each municipality of a roll-out its task (T2), all in one statement, with an event for each in another.
 * Numbers follow the order of the organisations' ids; organisations that are no municipalities get none.
 * @throws Forbidden
 */
export async function insertTasksForRollout(ctx: Context, tasks: NewTasks): Promise<{ count: number }> {
  checkMayRollOut(ctx.actor)
  const received = await insertTasks(ctx, tasks)
  await ctx.emitToMany(
    {
      type: 'task.received',
      subjectType: 'task',
      facts: { rolloutId: tasks.rolloutId, templateId: tasks.templateId },
    },
    received,
  )
  return { count: received.length }
}
