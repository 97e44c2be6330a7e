import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import { columns, type InboxCursor, type Notification, within } from './queries.ts'
import { settledAs } from './store-settled.ts'

/** Unread notifications of one reason about one thing: the latest, and how many there are. One read or settled stands alone. */
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

/** Whether something is new to the reader: unread, and not settled since (N1). */
export const isNews = ({ readAt, settled }: Notification): boolean => readAt === null && settled === null

/** The actor's notifications: what is news by reason and thing, then the read and settled ones, each newest first. */
export async function listGroups(ctx: Context, filter: GroupFilter): Promise<InboxGroup[]> {
  const { after, reason, thing } = filter
  const narrowed = sql`${reason ? sql`and n.reason = ${reason}` : sql``} ${thing ? sql`and n.thing = ${thing}` : sql``}`
  // What is beyond the place is asked of the groups, by their latest; of the read ones it is asked where they stand.
  const beyond = after
    ? sql`and ((g."readAt" is null and g.settled is null), g.at, g.id) < (${after.isUnread}, ${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  const readBeyond =
    after && !after.isUnread ? sql`and (n.at, n.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const alone = sql`${thing !== null} `
  const { rows } = await sql<InboxGroup>`
    with unread as materialized (
      select ${columns}, n.thing from notification n where ${within(ctx)} and n.read_at is null ${narrowed})
    select g.* from (
      (select n.id, n."userId", n.reason, n.facts, n."actorName", n."subjectId", n.at, n."readAt", n.settled, n.thing,
        n.count::int as count
      from (
        select n.*, case when ${alone} then 1 else count(*) over (partition by n.reason, n.thing) end as count,
          row_number() over (partition by n.reason, n.thing order by n.at desc, n.id desc) as place
        from unread n where n.settled is null) n
      where n.place = 1 or ${alone})
      union all
      (select n.*, 1 from unread n where n.settled is not null ${readBeyond}
      order by n.at desc, n.id desc limit ${filter.limit})
      union all
      (select ${columns}, n.thing, 1 from notification n
      where ${within(ctx)} and n.read_at is not null ${narrowed} ${readBeyond}
      order by n.at desc, n.id desc limit ${filter.limit})) g
    where true ${beyond}
    order by (g."readAt" is null and g.settled is null) desc, g.at desc, g.id desc limit ${filter.limit}`.execute(
    db(ctx),
  )
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
    select reason, count(*) filter (
        where case when n.read_at is null then ${settledAs(sql`n`)} is null else false end)::int as unread
    from notification n where ${within(ctx)} group by reason order by unread desc, reason`.execute(db(ctx))
  return rows
}
