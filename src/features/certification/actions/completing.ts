import type { Context } from '../../../kernel/context.ts'
import { completeTask, findTask, isAnswered, lapseTask, startTask } from '../../tasks/index.ts'
import { listBegunTasks, saveCompleted } from '../store/answers.ts'
import { listLeftTasks } from '../store/carrying-out.ts'

const allAnswered = 'Alle linjerne i bekræftelsen har fået svar.'
/** Nobody has answered, and nobody needs to: no confirmation may be read out of it. */
const nothingLeft =
  'Ingen af linjerne kræver svar længere: rollerne er afsluttet uden om bekræftelsen, personen er tilbage, eller der bliver spurgt igen i en ny runde.'
const answeredLate = 'Der kom svar, efter at bekræftelsen var afsluttet.'
const restLeft = 'De linjer, der skulle have svar, har fået det. Resten kræver ikke svar længere.'

/** Where nobody answered, the municipality has not taken part: the task lapses (T4). */
async function end(
  ctx: Context,
  number: number,
  answered: number,
  because: { readonly some: string; readonly none: string },
): Promise<void> {
  if (answered === 0) await lapseTask(ctx, { number, because: because.none })
  else await completeTask(ctx, { number, because: because.some })
}

/** Completes the task of each of the municipality's parts in which nothing lacks an answer; each once. */
export async function completeParts(ctx: Context): Promise<void> {
  const { organisationId } = ctx.actor
  for (const part of await saveCompleted(ctx)) {
    const task = part.taskNumber === null ? null : await findTask(ctx, part.taskNumber)
    const { answered, itemCount } = part
    const because = { some: answered === itemCount ? allAnswered : restLeft, none: nothingLeft }
    const isOpen = task && (!isAnswered(task) || (task.outcome === 'lapsed' && answered > 0))
    if (isOpen) await end(ctx, task.number, answered, because)
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
  for (const { number, undecided, answered } of await listLeftTasks(ctx)) {
    const lines = undecided === 1 ? '1 linje' : `${undecided.toLocaleString('da-DK')} linjer`
    const some = `Bekræftelsen er afsluttet. ${lines} fik ikke svar.`
    await end(ctx, number, answered, { some, none: 'Bekræftelsen er afsluttet. Ingen svarede.' })
  }
}

/** A municipality that has answered for some is under way with its task, and has taken part in one that had lapsed (C5). */
export async function beginParts(ctx: Context, roundIds: readonly string[]): Promise<void> {
  for (const number of await listBegunTasks(ctx, roundIds)) {
    const task = await findTask(ctx, number)
    if (task?.outcome === 'lapsed') await completeTask(ctx, { number, because: answeredLate })
    if (task?.status === 'notStarted') await startTask(ctx, { number })
  }
}
