import { type SqlBool, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { isUuid } from '../../kernel/ids.ts'
import { db } from '../../platform/db/database.ts'
import type { TrailFilters } from './trail-address.ts'

/** An event as people read it. */
export interface TrailEvent {
  readonly id: number
  readonly at: Date
  readonly organisationId: number
  readonly organisationName: string
  readonly type: string
  readonly subjectType: string
  readonly subjectId: string
  readonly actorKind: 'user' | 'apiClient' | 'job'
  readonly actorId: string
  readonly actorName: string
  readonly actorOrganisationName: string
  /** The administrator a deputy acted for. */
  readonly onBehalfOf: string | null
  readonly onBehalfOfName: string | null
  readonly origin: 'web' | 'api' | 'job' | 'cli'
  readonly requestId: string | null
  readonly changes: Readonly<Record<string, { from?: EventValue; to?: EventValue }>>
  readonly facts: Readonly<Record<string, EventValue>>
}

/** Whose things the actor may read of: an auditor of the central body all, never anybody's inside (T9). */
function visibleEvents(ctx: Context) {
  return db(ctx)
    .selectFrom('event as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisation_id')
    .select(['e.id', 'e.at', 'o.id as organisationId', 'o.short_name as organisationName', 'e.type'])
    .select(['e.subject_type as subjectType', 'e.subject_id as subjectId', 'e.request_id as requestId'])
    .select(['e.actor_id as actorId', 'e.actor_name as actorName'])
    .select(['e.actor_organisation_name as actorOrganisationName'])
    .select(['e.on_behalf_of as onBehalfOf', 'e.on_behalf_of_name as onBehalfOfName'])
    .select((eb) => [
      eb.ref('e.actor_kind').$castTo<TrailEvent['actorKind']>().as('actorKind'),
      eb.ref('e.origin').$castTo<TrailEvent['origin']>().as('origin'),
      eb.ref('e.changes').$castTo<TrailEvent['changes']>().as('changes'),
      eb.ref('e.facts').$castTo<TrailEvent['facts']>().as('facts'),
    ])
    .where((eb) => eb.or([eb('e.inside_of', 'is', null), eb('e.inside_of', '=', ctx.actor.organisationId)]))
}

/** An instant at which a day begins in Denmark. */
const startOf = (day: string, daysLater: number) =>
  sql<Date>`((${day}::date + ${daysLater}::int)::timestamp at time zone 'Europe/Copenhagen')`

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

function filtered(ctx: Context, filters: TrailFilters) {
  let query = visibleEvents(ctx)
  if (filters.organisationId) query = query.where('e.organisation_id', '=', filters.organisationId)
  if (isUuid(filters.person)) query = query.where('e.actor_id', '=', filters.person)
  else if (filters.person) query = query.where('e.actor_name', 'ilike', `%${escapeLike(filters.person)}%`)
  if (filters.type) query = query.where('e.type', '=', filters.type)
  if (filters.subjectId) query = query.where('e.subject_id', '=', filters.subjectId)
  if (filters.from) query = query.where(sql<SqlBool>`e.at >= ${startOf(filters.from, 0)}`)
  if (filters.to) query = query.where(sql<SqlBool>`e.at < ${startOf(filters.to, 1)}`)
  return query
}

/** One page of the trail, newest first. */
export interface TrailSlice {
  readonly events: readonly TrailEvent[]
  readonly hasNewer: boolean
  readonly hasOlder: boolean
}

export interface TrailPlace {
  /** Events older than this id. */
  readonly before?: number
  /** Events newer than this id, those next to it. */
  readonly after?: number
  readonly most: number
}

/** Newest first; ids, not page numbers, so that new events move nothing. */
export async function listTrail(ctx: Context, filters: TrailFilters, place: TrailPlace): Promise<TrailSlice> {
  const { before, after, most } = place
  if (after !== undefined) {
    const rows = await filtered(ctx, filters)
      .where('e.id', '>', after)
      .orderBy('e.id')
      .limit(most + 1)
      .execute()
    return { events: rows.slice(0, most).reverse(), hasNewer: rows.length > most, hasOlder: true }
  }
  let query = filtered(ctx, filters)
  if (before !== undefined) query = query.where('e.id', '<', before)
  const rows = await query
    .orderBy('e.id', 'desc')
    .limit(most + 1)
    .execute()
  return { events: rows.slice(0, most), hasNewer: before !== undefined, hasOlder: rows.length > most }
}

/**
 * Events for machines that follow along, oldest first. Only sealed ones: among younger ids one may still be missing
 * whose transaction is open, and a reader who went past it would never see it.
 */
export async function listSealedEvents(ctx: Context, after: number, most: number): Promise<TrailEvent[]> {
  return await visibleEvents(ctx)
    .where('e.id', '>', after)
    .where('e.id', '<=', (eb) =>
      eb
        .selectFrom('audit_seal')
        .select((inner) => inner.fn.coalesce(inner.fn.max('to_event_id'), sql<number>`0`).as('id')),
    )
    .orderBy('e.id')
    .limit(most)
    .execute()
}

/** Every organisation an event can be about, for the filter. */
export async function listOrganisations(ctx: Context): Promise<{ id: number; name: string }[]> {
  return await db(ctx)
    .selectFrom('organisation')
    .select(['id', 'short_name as name'])
    .orderBy(sql`kind <> 'central'`)
    .orderBy('short_name')
    .execute()
}
