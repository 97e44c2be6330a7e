import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound, refuseIf } from '../../kernel/errors.ts'
import { answerDueOn, whyNotAnswerAll } from './domain.ts'
import { checkMayAnswerAll, checkMayNote, checkMayWrite } from './policy.ts'
import { getTaskKey } from './queries.ts'
import {
  insertAnswers,
  insertMessage,
  insertNote,
  insertQuestion,
  lockWaitingThreads,
  saveAnswered,
  saveDue,
  saveOwner,
  saveRead,
  saveWaiting,
  type TaskKey,
} from './store.ts'

/**
 * Writes on a task's thread, as the municipality or as the central body (T9).
 * @param input.answerDays the central body's promise in weekdays
 * @param input.seenUntil when the last message the answer was written to had been sent; unless given, all so far
 * @throws NotFound, Forbidden
 */
export async function sendMessage(
  ctx: Context,
  input: { number: number; body: string; answerDays: number; seenUntil?: Date | null },
): Promise<{ id: string }> {
  const key = await getTaskKey(ctx, input.number)
  const side = checkMayWrite(ctx.actor)
  const id = ctx.newId()
  await insertMessage(ctx, { ...key, id, side, body: input.body })
  if (side === 'municipality') await saveWaiting(ctx, key, answerDueOn(ctx.today, input.answerDays))
  else await endWaiting(ctx, [key], input)
  const type = side === 'municipality' ? 'message.sent' : 'message.answered'
  await ctx.emit({
    type,
    organisationId: key.organisationId,
    subject: { type: 'task', id: String(key.number) },
    facts: { messageId: id },
  })
  return { id }
}

/** Ends the waiting of those who were answered; who wrote again meanwhile is promised an answer to that. */
async function endWaiting(
  ctx: Context,
  keys: readonly TaskKey[],
  { answerDays, seenUntil = null }: { answerDays: number; seenUntil?: Date | null },
): Promise<void> {
  const waiting = await saveAnswered(ctx, keys, seenUntil)
  await saveDue(
    ctx,
    waiting.map(({ waitingSince, ...key }) => ({
      ...key,
      dueOn: answerDueOn(civilDayOf(waitingSince), answerDays),
    })),
  )
}

/** Writes a note that stays inside the actor's side (T9). The event stays there too. @throws NotFound, Forbidden */
export async function writeNote(
  ctx: Context,
  input: { number: number; body: string },
): Promise<{ id: string }> {
  const key = await getTaskKey(ctx, input.number)
  checkMayNote(ctx.actor)
  const id = ctx.newId()
  await insertNote(ctx, key, { id, body: input.body })
  await ctx.emit({
    type: 'internalNote.written',
    organisationId: key.organisationId,
    subject: { type: 'task', id: String(key.number) },
    facts: { noteId: id },
    insideOf: ctx.actor.organisationId,
  })
  return { id }
}

/** The municipality has read the answers so far. @throws NotFound */
export async function markRead(ctx: Context, number: number): Promise<void> {
  await saveRead(ctx, await getTaskKey(ctx, number))
}

/** One of the central body's editors takes a thread upon them. @throws NotFound, Forbidden */
export async function takeThread(ctx: Context, number: number): Promise<void> {
  checkMayAnswerAll(ctx.actor)
  const key = await getTaskKey(ctx, number)
  if (!(await saveOwner(ctx, key))) throw new NotFound('thread')
  await ctx.emit({
    type: 'message.threadTaken',
    organisationId: key.organisationId,
    subject: { type: 'task', id: String(number) },
    facts: { ownerName: ctx.actor.name },
  })
}

export interface AnswerAllInput {
  readonly templateId: string
  readonly question: string
  readonly answer: string
  /** Task numbers whose threads get the answer. */
  readonly numbers: readonly number[]
  /** When the latest message shown to the one who answers had been sent; null: all so far were seen. */
  readonly seenUntil: Date | null
  readonly answerDays: number
}

/**
 * Answers all who asked the same, at once; the answer joins the template's questions and answers (T9).
 * Threads that nobody waits in any more are left alone.
 * @throws Forbidden, Refused, InvalidInput when a chosen thread is not of the template
 */
export async function answerAll(ctx: Context, input: AnswerAllInput): Promise<{ answered: number }> {
  checkMayAnswerAll(ctx.actor)
  const chosen = await lockWaitingThreads(ctx, input.templateId, input.numbers)
  if (chosen.length < new Set(input.numbers).size) {
    const sentence = {
      da: 'En af samtalerne er besvaret imens. Vælg igen.',
      en: 'One of the conversations was answered in the meantime. Choose again.',
    }
    throw new InvalidInput({ numbers: sentence })
  }
  refuseIf(whyNotAnswerAll(chosen.length))
  const question = {
    id: ctx.newId(),
    templateId: input.templateId,
    question: input.question,
    answer: input.answer,
  }
  await insertQuestion(ctx, question)
  await insertAnswers(ctx, chosen, question)
  await endWaiting(ctx, chosen, input)
  await ctx.emitToMany(
    { type: 'message.answered', subjectType: 'task', facts: { questionId: question.id } },
    chosen.map((thread) => ({ organisationId: thread.organisationId, id: String(thread.number) })),
  )
  return { answered: chosen.length }
}
