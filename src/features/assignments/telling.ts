import type { Context } from '../../kernel/context.ts'
import type { EventToMany, Subject } from '../../kernel/event.ts'
import { listFacts } from './queries-many.ts'
import type { AssignmentKey } from './store.ts'

/** What is told beside what is known of every assignment. */
export interface More extends Pick<EventToMany, 'facts' | 'changes'> {
  /** Changes of one assignment alone, by its id. */
  readonly changesOf?: ReadonlyMap<string, NonNullable<Subject['changes']>>
}

/** Tells of a change to assignments, of one or of thousands, in a fixed number of statements. */
export async function tellOf(
  ctx: Context,
  type: string,
  keys: readonly AssignmentKey[],
  { facts = {}, changes = {}, changesOf }: More = {},
): Promise<void> {
  const found = await listFacts(ctx, keys)
  if (found.length === 0) return
  const subjects = found.map((subject) => ({ ...subject, changes: changesOf?.get(subject.id) ?? {} }))
  await ctx.emitToMany({ type, subjectType: 'assignment', facts, changes }, subjects)
}
