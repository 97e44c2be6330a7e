import type { Context } from '../../../kernel/context.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { checkMayRollOut } from '../policy.ts'
import { insertTasks, type NewTasks } from '../store/tasks.ts'

/**
 * Gives each municipality of a roll-out its task (T2), all in one statement, with an event for each in another.
 * Numbers follow the order of the organisations' ids; organisations that are no municipalities get none.
 * @param tasks.facts more to tell in the history of each
 * @throws Forbidden
 */
export async function insertTasksForRollout(
  ctx: Context,
  tasks: NewTasks & { readonly facts?: Readonly<Record<string, EventValue>> },
): Promise<{ count: number }> {
  checkMayRollOut(ctx.actor)
  const received = await insertTasks(ctx, tasks)
  await ctx.emitToMany(
    {
      type: 'task.received',
      subjectType: 'task',
      facts: { rolloutId: tasks.rolloutId, templateId: tasks.templateId, ...tasks.facts },
    },
    received,
  )
  return { count: received.length }
}
