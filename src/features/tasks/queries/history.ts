import type { Context } from '../../../kernel/context.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import type { Task } from '../domain/task.ts'

/** A change of the task, as it was told when it happened (E1). */
export interface TaskEvent {
  readonly id: number
  readonly at: Date
  readonly type: string
  readonly actorKind: 'user' | 'apiClient' | 'job'
  readonly actorName: string
  readonly actorOrganisationId: number
  readonly actorOrganisationName: string
  /** The administrator a deputy acted for. */
  readonly onBehalfOfName: string | null
  readonly changes: Readonly<Record<string, { from?: EventValue; to?: EventValue }>>
  readonly facts: Readonly<Record<string, EventValue>>
}

/** Most events one page or answer holds; a task with more shows the newest. */
export const mostEvents = 200

/** The task's history, newest first; what is inside another side is not in it (T9). */
export async function listHistory(
  ctx: Context,
  task: Pick<Task, 'organisationId' | 'number'>,
): Promise<TaskEvent[]> {
  return await db(ctx)
    .selectFrom('event')
    .select((eb) => [
      'id',
      'at',
      'type',
      eb.ref('actor_kind').$castTo<TaskEvent['actorKind']>().as('actorKind'),
      'actor_name as actorName',
      'actor_organisation_id as actorOrganisationId',
      'actor_organisation_name as actorOrganisationName',
      'on_behalf_of_name as onBehalfOfName',
      eb.ref('changes').$castTo<TaskEvent['changes']>().as('changes'),
      eb.ref('facts').$castTo<TaskEvent['facts']>().as('facts'),
    ])
    .where('organisation_id', '=', task.organisationId)
    .where('subject_type', '=', 'task')
    .where('subject_id', '=', String(task.number))
    .where((eb) => eb.or([eb('inside_of', 'is', null), eb('inside_of', '=', ctx.actor.organisationId)]))
    .orderBy('id', 'desc')
    .limit(mostEvents)
    .execute()
}
