import type { Context } from '../../kernel/context.ts'
import { instantInCopenhagen } from '../../kernel/wall-time.ts'
import { checkMayNote } from './policy.ts'
import { getTaskKey } from './queries.ts'
import { insertImportedMessages, insertImportedNotes } from './store.ts'

export interface ImportedPost {
  readonly author: string | null
  /** Wall time in Copenhagen, or null when the page tells none. */
  readonly sentAt: string | null
  readonly text: string
}

/** Who wrote something on a page that does not say it. */
const nobodyNamed = 'Ikke oplyst'

/**
 * Puts the messages and internal notes of an exported page on the municipality's own task (T12), marked as imported:
 * with the author's name and time as the page has them, and nobody waiting for an answer to them. Messages count as
 * the municipality's, as the page does not tell the sides apart.
 * @throws NotFound, Forbidden
 */
export async function importConversation(
  ctx: Context,
  input: { number: number; messages: readonly ImportedPost[]; notes: readonly ImportedPost[] },
): Promise<void> {
  const key = await getTaskKey(ctx, input.number)
  checkMayNote(ctx.actor)
  const known = (post: ImportedPost) => ({
    id: ctx.newId(),
    author: post.author ?? nobodyNamed,
    body: post.text,
    at: post.sentAt ? instantInCopenhagen(post.sentAt) : ctx.now,
  })
  await insertImportedMessages(ctx, key, input.messages.map(known))
  await insertImportedNotes(ctx, key, input.notes.map(known))
}
