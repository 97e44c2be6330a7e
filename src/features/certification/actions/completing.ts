import type { Context } from '../../../kernel/context.ts'
import { completeTask, findTask, isAnswered, startTask } from '../../tasks/index.ts'
import { listBegunTasks, saveCompleted } from '../store/answers.ts'

const because = 'Alle linjerne i bekræftelsen har fået svar.'

/** Completes the task of each of the municipality's parts in which nothing lacks an answer; each once. */
export async function completeParts(ctx: Context): Promise<void> {
  const { organisationId } = ctx.actor
  for (const part of await saveCompleted(ctx)) {
    const task = part.taskNumber === null ? null : await findTask(ctx, part.taskNumber)
    if (task && !isAnswered(task)) await completeTask(ctx, { number: task.number, because })
    await ctx.emit({
      type: 'certification.completed',
      organisationId,
      subject: { type: 'certification', id: part.roundId },
      facts: { roundId: part.roundId, roundName: part.roundName, closesOn: part.closesOn, undecided: 0 },
    })
  }
}

/** A municipality that has answered for some is under way with its task. */
export async function beginParts(ctx: Context, roundIds: readonly string[]): Promise<void> {
  for (const number of await listBegunTasks(ctx, roundIds)) {
    const task = await findTask(ctx, number)
    if (task?.status === 'notStarted') await startTask(ctx, { number })
  }
}
