import type { Context } from '../../kernel/context.ts'
import { InvalidInput, refuseIf } from '../../kernel/errors.ts'
import { answerDueOn, whyNotAnswerAll } from './domain.ts'
import { checkMayAnswerAll, checkMayNote, checkMayWrite } from './policy.ts'
import { getTaskKey, listWaitingThreads } from './queries.ts'
import {
  insertAnswers,
  insertMessage,
  insertNote,
  insertQuestion,
  saveAnswered,
  saveOwner,
  saveRead,
  saveWaiting,
} from './store.ts'

/**
 * Writes on a task's thread, as the municipality or as the central body (T9).
 * @param answerDays the central body's promise in weekdays
 * @throws NotFound, Forbidden
 */
export async function sendMessage(
  ctx: Context,
  input: { number: number; body: string; answerDays: number },
): Promise<{ id: string }> {
  const key = await getTaskKey(ctx, input.number)
  const side = checkMayWrite(ctx.actor)
  const id = ctx.newId()
  await insertMessage(ctx, { ...key, id, side, body: input.body })
  if (side === 'municipality') await saveWaiting(ctx, key, answerDueOn(ctx.today, input.answerDays))
  else await saveAnswered(ctx, [key])
  const type = side === 'municipality' ? 'message.sent' : 'message.answered'
  await ctx.emit({
    type,
    organisationId: key.organisationId,
    subject: { type: 'task', id: String(key.number) },
    facts: { messageId: id },
  })
  return { id }
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
  await saveOwner(ctx, key)
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
}

/**
 * Answers all who asked the same, at once; the answer joins the template's questions and answers (T9).
 * Threads that nobody waits in any more are left alone.
 * @throws Forbidden, Refused, InvalidInput when a chosen thread is not of the template
 */
export async function answerAll(ctx: Context, input: AnswerAllInput): Promise<{ answered: number }> {
  checkMayAnswerAll(ctx.actor)
  const waiting = await listWaitingThreads(ctx, input.templateId)
  const chosen = waiting.filter((thread) => input.numbers.includes(thread.number))
  if (chosen.length < input.numbers.length) {
    const sentence = {
      da: 'En af samtalerne er besvaret imens. Vælg igen.',
      en: 'One of the threads was answered meanwhile. Choose again.',
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
  await saveAnswered(ctx, chosen)
  await ctx.emitToMany(
    { type: 'message.answered', subjectType: 'task', facts: { questionId: question.id } },
    chosen.map((thread) => ({ organisationId: thread.organisationId, id: String(thread.number) })),
  )
  return { answered: chosen.length }
}
