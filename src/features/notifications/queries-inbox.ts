import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import { columns, type InboxCursor, type Notification, within } from './queries.ts'

/** Unread notifications of one reason about one thing: the latest, and how many there are. A read one stands alone. */
export interface InboxGroup extends Notification {
  readonly thing: string
  readonly count: number
}

interface GroupFilter {
  readonly after: InboxCursor | null
  readonly limit: number
  readonly reason: Reason | null
  /** Within a thing each notification stands by itself. */
  readonly thing: string | null
}

/** The actor's notifications: the unread ones by reason and thing, then the read ones, each newest first. */
export async function listGroups(ctx: Context, filter: GroupFilter): Promise<InboxGroup[]> {
  const { after, reason, thing } = filter
  const narrowed = sql`${reason ? sql`and n.reason = ${reason}` : sql``} ${thing ? sql`and n.thing = ${thing}` : sql``}`
  // What is beyond the place is asked of the groups, by their latest; of the read ones it is asked where they stand.
  const beyond = after
    ? sql`and ((g."readAt" is null), g.at, g.id) < (${after.isUnread}, ${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  const readBeyond =
    after && !after.isUnread ? sql`and (n.at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const alone = sql`${thing !== null} `
  const { rows } = await sql<InboxGroup>`
    select g.* from (
      (select ${columns}, n.thing, n.count::int as count from (
        select n.*, case when ${alone} then 1 else count(*) over (partition by n.reason, n.thing) end as count,
          row_number() over (partition by n.reason, n.thing order by n.at desc, n.id desc) as place
        from notification n where ${within(ctx)} and n.read_at is null ${narrowed}) n
      where n.place = 1 or ${alone})
      union all
      (select ${columns}, n.thing, 1 from notification n
      where ${within(ctx)} and n.read_at is not null ${narrowed} ${readBeyond}
      order by n.at desc, n.id desc limit ${filter.limit})) g
    where true ${beyond}
    order by (g."readAt" is null) desc, g.at desc, g.id desc limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** How many notifications the actor has of a reason, and how many of them are unread. */
export interface ReasonCount {
  readonly reason: Reason
  readonly unread: number
}

/** The reasons the actor has notifications of, those with most unread first. */
export async function countByReason(ctx: Context): Promise<ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select reason, count(*) filter (where read_at is null)::int as unread from notification n where ${within(ctx)}
    group by reason order by unread desc, reason`.execute(db(ctx))
  return rows
}
