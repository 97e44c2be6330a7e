import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import type { Reading } from '../basis.ts'
import { closeTypes, decideTypes, holdTypes, startTypes } from '../domain/round-claims.ts'

/** What evidence rests on. Messages, notes, files and sign-ins are none of it. */
const citedTypes = [
  'task.received',
  'task.completed',
  'task.optedOut',
  'task.lapsed',
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

/** The round, its lines, its task, the promises that its answers made, and whoever's access was seen closed. */
const thingsOf = (organisationId: number, roundId: string) => sql`
  select 'certification' as type, ${roundId}::text as id
  union all select 'task', m.task_number::text from certification_municipality m
    where m.organisation_id = ${organisationId} and m.round_id = ${roundId}::uuid
  union all select 'certificationItem', i.id::text from certification_item i
    where i.organisation_id = ${organisationId} and i.round_id = ${roundId}::uuid
  union all select 'user', i.user_id::text from certification_item i
    where i.organisation_id = ${organisationId} and i.round_id = ${roundId}::uuid and i.access_closed_at is not null
  union all select 'pendingAssignment', n.successor_pending_id::text from certification_answer n
      join certification_item i on i.organisation_id = n.organisation_id and i.id = n.item_id
    where n.organisation_id = ${organisationId} and i.round_id = ${roundId}::uuid`

/** The municipality's events that evidence can cite, oldest first; never its inside (T8, T9). */
export async function listCitedEvents({ ctx, organisationId, roundId }: Reading): Promise<CitedEvent[]> {
  const isOf: RawBuilder<boolean> =
    roundId === undefined
      ? sql`true`
      : sql`(subject_type, subject_id) in (${thingsOf(organisationId, roundId)})`
  return await citable(ctx, organisationId).where('type', 'in', citedTypes).where(isOf).execute()
}

const roundTypes = [...startTypes, ...closeTypes, ...holdTypes, ...decideTypes]

/** The central body's own events about the round, oldest first. */
export async function listRoundEvents(ctx: Context, roundId: string): Promise<CitedEvent[]> {
  return await citable(ctx, ctx.actor.organisationId)
    .where('subject_type', '=', 'certificationRound')
    .where('subject_id', '=', roundId)
    .where('type', 'in', roundTypes)
    .execute()
}

function citable({ tx }: Context, organisationId: number) {
  return db({ tx })
    .selectFrom('event')
    .select(['id', 'at', 'type', 'subject_type as subjectType', 'subject_id as subjectId'])
    .select(['actor_name as actorName', 'on_behalf_of_name as onBehalfOfName'])
    .select(sql<CitedEvent['facts']>`facts`.as('facts'))
    .where('organisation_id', '=', organisationId)
    .where('inside_of', 'is', null)
    .orderBy('id')
}
