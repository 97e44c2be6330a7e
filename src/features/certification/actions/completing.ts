import type { Context } from '../../../kernel/context.ts'
import { completeTask, findTask, isAnswered, startTask } from '../../tasks/index.ts'
import { type CompletedPart, listBegunTasks, saveCompleted } from '../store/answers.ts'
import { listLeftTasks } from '../store/carrying-out.ts'

const allAnswered = 'Alle linjerne i bekræftelsen har fået svar.'
/** Nobody has answered, and nobody needs to: no confirmation may be read out of it. */
const nothingLeft =
  'Ingen af linjerne kræver svar længere: rollerne er afsluttet uden om bekræftelsen, eller personen er tilbage.'
const restLeft = 'De linjer, der skulle have svar, har fået det. Resten kræver ikke svar længere.'

const becauseOf = ({ answered, itemCount }: CompletedPart): string => {
  if (answered === 0) return nothingLeft
  return answered === itemCount ? allAnswered : restLeft
}

/** Completes the task of each of the municipality's parts in which nothing lacks an answer; each once. */
export async function completeParts(ctx: Context): Promise<void> {
  const { organisationId } = ctx.actor
  for (const part of await saveCompleted(ctx)) {
    const task = part.taskNumber === null ? null : await findTask(ctx, part.taskNumber)
    if (task && !isAnswered(task)) await completeTask(ctx, { number: task.number, because: becauseOf(part) })
    await ctx.emit({
      type: 'certification.completed',
      organisationId,
      subject: { type: 'certification', id: part.roundId },
      facts: {
        roundId: part.roundId,
        roundName: part.roundName,
        closesOn: part.closesOn,
        undecided: 0,
        answered: part.answered,
      },
    })
  }
}

/** Ends the tasks of settled rounds that lack answers: they can be given no more, and nobody is to be reminded of them. */
export async function endLeftTasks(ctx: Context): Promise<void> {
  for (const { number, undecided } of await listLeftTasks(ctx)) {
    const lines = undecided === 1 ? '1 linje' : `${undecided.toLocaleString('da-DK')} linjer`
    await completeTask(ctx, { number, because: `Bekræftelsen er afsluttet. ${lines} fik ikke svar.` })
  }
}

/** A municipality that has answered for some is under way with its task. */
export async function beginParts(ctx: Context, roundIds: readonly string[]): Promise<void> {
  for (const number of await listBegunTasks(ctx, roundIds)) {
    const task = await findTask(ctx, number)
    if (task?.status === 'notStarted') await startTask(ctx, { number })
  }
}
