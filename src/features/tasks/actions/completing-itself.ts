import type { Context } from '../../../kernel/context.ts'
import { whyNotComplete } from '../domain/answering.ts'
import { checkMayAnswer } from '../policy.ts'
import { listConfirmedTasks } from '../queries/confirmed-access.ts'
import { getTaskForChange } from '../queries/task.ts'
import { insertAnswer, saveTask } from '../store/tasks.ts'
import { emitTaskEvent } from './task-change.ts'

/**
 * Completes the tasks of the actor's municipality whose holder's access is confirmed (T10). What somebody has answered
 * meanwhile stands; run again it finds nothing.
 * @returns the numbers of those it completed
 */
export async function completeConfirmed(ctx: Context): Promise<number[]> {
  const completed: number[] = []
  for (const { number, holder } of await listConfirmedTasks(ctx, ctx.actor.organisationId)) {
    const task = await getTaskForChange(ctx, number, undefined)
    checkMayAnswer(ctx.actor, task)
    // Under the lock: a person was quicker, or something must be answered first (T7).
    if (whyNotComplete(task) || task.holderNames.length === 0) continue
    await saveTask(ctx, task, { status: 'completed', outcome: 'participated' })
    await insertAnswer(ctx, task, { outcome: 'participated', confirmedHolder: holder })
    await emitTaskEvent(ctx, task, {
      type: 'task.completed',
      changes: { status: { from: task.status, to: 'completed' } },
      facts: {
        outcome: 'participated',
        roleId: task.boundRole?.id ?? null,
        holderNames: [...task.holderNames],
        confirmedHolder: holder,
      },
    })
    completed.push(number)
  }
  return completed
}
