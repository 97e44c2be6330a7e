import { sql } from 'kysely'
import type { EventValue } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import type { Reading } from '../basis.ts'

/** What evidence rests on. Messages, notes, files and sign-ins are none of it. */
const citedTypes = [
  'task.received',
  'task.completed',
  'task.optedOut',
  'task.reopened',
  'assignment.planned',
  'assignment.started',
  'assignment.ended',
  'assignment.suspended',
  'assignment.resumed',
  'pendingAssignment.made',
  'pendingAssignment.tookEffect',
  'pendingAssignment.refused',
  'pendingAssignment.expired',
  'pendingAssignment.withdrawn',
  'access.activated',
  'access.changed',
  'access.closed',
  'access.held',
  'access.failed',
  'access.closingDelayed',
  'provisioning.tickedOff',
  'certification.opened',
  'certification.completed',
  'certification.closed',
  'certification.policyApplied',
  'certificationItem.answered',
  'certificationItem.selfAnswered',
  'certificationItem.corrected',
] as const

export interface CitedEvent {
  readonly id: number
  readonly at: Date
  readonly type: string
  readonly subjectType: string
  readonly subjectId: string
  readonly actorName: string
  /** The administrator a deputy acted for (R2). */
  readonly onBehalfOfName: string | null
  readonly facts: Readonly<Record<string, EventValue>> | null
}

/** The municipality's events that evidence can cite, oldest first; never its inside (T8, T9). */
export async function listCitedEvents({ ctx, organisationId }: Reading): Promise<CitedEvent[]> {
  return await db(ctx)
    .selectFrom('event')
    .select(['id', 'at', 'type', 'subject_type as subjectType', 'subject_id as subjectId'])
    .select(['actor_name as actorName', 'on_behalf_of_name as onBehalfOfName'])
    .select(sql<CitedEvent['facts']>`facts`.as('facts'))
    .where('organisation_id', '=', organisationId)
    .where('inside_of', 'is', null)
    .where('type', 'in', citedTypes)
    .orderBy('id')
    .execute()
}
