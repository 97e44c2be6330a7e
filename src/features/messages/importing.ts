import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { instantInCopenhagen } from '../../kernel/wall-time.ts'
import { answerDueOn } from './domain.ts'
import { checkMayNote } from './policy.ts'
import { getTaskKey } from './queries.ts'
import { insertImportedMessages, insertImportedNotes, type KnownPost, saveImportedWaiting } from './store.ts'

export interface ImportedPost {
  readonly author: string | null
  /** Wall time in Copenhagen, or null when the page tells none. */
  readonly sentAt: string | null
  readonly text: string
}

export interface ImportedConversation {
  readonly number: number
  readonly messages: readonly ImportedPost[]
  readonly notes: readonly ImportedPost[]
  readonly centralAuthors: readonly string[]
  readonly answerDays: number
}

/** Who wrote something on a page that does not say it. */
const nobodyNamed = 'Ikke oplyst'

/**
 * Puts the messages and internal notes of an exported page on the municipality's own task (T12), marked as imported:
 * with the author's name and time as the page has them. The messages lie on the municipality's side, as the page does
 * not tell the sides apart; but when the last one is by nobody known at the central body, the municipality waits for an
 * answer to it, promised as if it came today.
 * @param input.centralAuthors names of those who answer for the central body
 * @param input.answerDays the central body's promise in weekdays
 * @returns by when an answer was promised, or null when nobody waits for one
 * @throws NotFound, Forbidden
 */
export async function importConversation(
  ctx: Context,
  input: ImportedConversation,
): Promise<CivilDay | null> {
  const key = await getTaskKey(ctx, input.number)
  checkMayNote(ctx.actor)
  const known = (post: ImportedPost) => ({
    id: ctx.newId(),
    author: post.author ?? nobodyNamed,
    body: post.text,
    at: post.sentAt ? instantInCopenhagen(post.sentAt) : ctx.now,
  })
  const messages = input.messages.map(known)
  await insertImportedMessages(ctx, key, messages)
  await insertImportedNotes(ctx, key, input.notes.map(known))
  const waiting = firstUnanswered(messages, input.centralAuthors)
  if (!waiting) return null
  const dueOn = answerDueOn(ctx.today, input.answerDays)
  await saveImportedWaiting(ctx, key, { since: waiting.at, dueOn })
  return dueOn
}

/** The oldest message after the central body's last one; null when that one stands last. */
function firstUnanswered(
  messages: readonly KnownPost[],
  centralAuthors: readonly string[],
): KnownPost | null {
  const inOrder = messages.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const answered = inOrder.findLastIndex(({ author }) => centralAuthors.includes(author))
  return inOrder[answered + 1] ?? null
}
