import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import type { Thing } from './domain-log.ts'
import { aboutThing, withinDays } from './queries-log.ts'
import { settledAs } from './store-settled.ts'

export interface Notification {
  readonly id: string
  readonly userId: string
  readonly reason: Reason
  readonly facts: Readonly<Record<string, EventValue>>
  readonly actorName: string
  readonly subjectId: string
  readonly at: Date
  readonly readAt: Date | null
  /** It asks for nothing any more: it was done, or is so no more. */
  readonly settled: 'done' | 'void' | null
}

/** A notification as it is read. */
export const columns = sql`n.id, n.user_id as "userId", n.reason, n.facts, n.actor_name as "actorName",
  n.subject_id as "subjectId", n.at, n.read_at as "readAt", ${settledAs(sql`n`)} as settled`

/**
 * Whose a notification is: a person's own; for a machine of an organisation that of its people, so that it can show
 * them elsewhere.
 */
export const within = (ctx: Context) =>
  ctx.actor.kind === 'user'
    ? sql`n.organisation_id = ${ctx.actor.organisationId} and n.user_id = ${ctx.actor.id}`
    : sql`n.organisation_id = ${ctx.actor.organisationId}`

/** Where the next page begins: unread ones come first, then the newest. */
export interface InboxCursor {
  readonly isUnread: boolean
  readonly at: Date
  readonly id: string
}

export interface InboxFilter {
  readonly after: InboxCursor | null
  readonly limit: number
  readonly onlyUnread?: boolean
  /** One person of the organisation, for machines. */
  readonly userId?: string | null
  readonly about?: Thing | null
  readonly reason?: Reason | null
  /** First and last day, in Copenhagen. */
  readonly from?: CivilDay | null
  readonly to?: CivilDay | null
}

/** Notifications within the actor's own, unread first, then newest first. */
export async function listNotifications(ctx: Context, filter: InboxFilter): Promise<Notification[]> {
  const { after } = filter
  // A column that sorts unread before read, so that the place is one comparison.
  const beyond = after
    ? sql`and ((n.read_at is null), n.at, n.id) < (${after.isUnread}, ${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  const unread = filter.onlyUnread ? sql`and n.read_at is null and ${settledAs(sql`n`)} is null` : sql``
  const person = filter.userId ? sql`and n.user_id = ${filter.userId}::uuid` : sql``
  const reason = filter.reason ? sql`and n.reason = ${filter.reason}` : sql``
  const about = filter.about ? sql`and ${aboutThing(filter.about, sql`n`)}` : sql``
  const days = withinDays(sql`n.at`, { from: filter.from ?? null, to: filter.to ?? null })
  const { rows } = await sql<Notification>`
    select ${columns} from notification n where ${within(ctx)} and ${days} ${beyond} ${unread} ${person} ${reason} ${about}
    order by (n.read_at is null) desc, n.at desc, n.id desc limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** One of the actor's own. @throws NotFound */
export async function getNotification(ctx: Context, id: string): Promise<Notification> {
  const { rows } = await sql<Notification>`
    select ${columns} from notification n where ${within(ctx)} and n.id = ${id}::uuid`.execute(db(ctx))
  if (!rows[0]) throw new NotFound('notification')
  return rows[0]
}
