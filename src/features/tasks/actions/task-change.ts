import type { Context } from '../../../kernel/context.ts'
import type { NewEvent } from '../../../kernel/event.ts'
import type { Task } from '../domain/task.ts'

/** A change to one task: which, and against which version it was made. */
export interface TaskChange {
  readonly number: number
  /** Undefined when the version does not matter; otherwise another version is a conflict. */
  readonly expectedVersion?: number | undefined
}

/** What a change leaves behind: the version to make the next one against. */
export interface Changed {
  readonly version: number
}

/** Tells of a change to the task, in the task's own history. */
export async function emitTaskEvent(
  ctx: Context,
  task: Pick<Task, 'organisationId' | 'number'>,
  event: Pick<NewEvent, 'type' | 'changes' | 'facts' | 'insideOf'>,
): Promise<void> {
  await ctx.emit({
    ...event,
    organisationId: task.organisationId,
    subject: { type: 'task', id: String(task.number) },
  })
}
