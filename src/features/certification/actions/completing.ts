import type { Context } from '../../../kernel/context.ts'
import { completeTask, findTask, isAnswered } from '../../tasks/index.ts'
import { saveCompleted } from '../store/answers.ts'

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
