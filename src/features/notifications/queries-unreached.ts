import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import type { Reason } from './domain.ts'
import { unreachedSince } from './store-late.ts'
import { hasMailbox } from './store-recipients.ts'
import { isLost, isSettled } from './store-settled.ts'

/** Something nobody in a municipality was told. */
export interface Lost {
  readonly reason: Reason
  readonly facts: Readonly<Record<string, EventValue>>
  readonly actorName: string
  readonly subjectId: string
  readonly at: string
}

/** Whether anybody can be told there now. `returned`: there is somebody, but mails come back or have no address. */
export const reaches = ['nobody', 'returned', 'reachable'] as const
export type Reach = (typeof reaches)[number]

/** A municipality in which nobody can be told, or could not be lately. */
export interface Unreached {
  readonly organisationId: number
  readonly name: string
  readonly reach: Reach
  /** How much nobody was told. */
  readonly count: number
  /** Of that the latest, newest first. */
  readonly lost: readonly Lost[]
}

/** Most of what one municipality was not told that is spelt out. */
const mostSpelt = 20

/** Each municipality with whether anybody can be told there now, as `standing`. */
function standing(ctx: Context) {
  const stillBounced = bouncedSince(ctx.now)
  return sql`administrator as materialized (
      select k.organisation_id, bool_or(coalesce(u.email, '') <> ''
        and (u.mail_bounced_at is null or u.mail_bounced_at <= ${stillBounced})) as is_reached
      from klik_administrators(${ctx.today}) k join user_account u on u.id = k.user_id group by k.organisation_id),
    standing as (
      select o.id, o.short_name, case when k.is_reached or ${hasMailbox(ctx)} then 'reachable'
          when k.organisation_id is null and coalesce(o.mailbox, '') = '' then 'nobody' else 'returned' end as reach
      from organisation o left join administrator k on k.organisation_id = o.id where o.kind = 'municipality')`
}

/** Whether a mail `m` tells something that nobody in the municipality was told lately. */
const wasNotTold = (ctx: Context) => sql`(
  m.state = 'undeliverable' and m.created_at > ${unreachedSince(ctx)}
    and (m.last_error ->> 'code' is distinct from 'notHere' or m.path = 'administrator')
    and m.last_error ->> 'code' is distinct from 'toldLater'
    and ${isLost(sql`m`)} and not ${isSettled(sql`m`)}
    and not notification_was_read(m.event_id, m.organisation_id))`

/**
 * The municipalities in which there is nobody to tell, and those that were not told something lately, with what it was
 * (R5). What has been settled, or read in the portal, or told later, is not among it. For the central body; one query.
 */
export async function listUnreached(ctx: Context): Promise<Unreached[]> {
  const { rows } = await sql<Unreached>`
    with ${standing(ctx)},
    lost as (
      select distinct on (m.organisation_id, m.event_id, m.rule) m.organisation_id, m.reason, m.facts, m.actor_name,
        m.subject_id, m.created_at, m.event_id
      from notification_mail m where ${wasNotTold(ctx)}
      order by m.organisation_id, m.event_id, m.rule, m.created_at),
    placed as (
      select l.*, row_number() over (partition by organisation_id order by created_at desc, event_id desc) as place from lost l),
    counted as (
      select organisation_id, count(*)::int as count, json_agg(json_build_object('reason', reason, 'facts', facts,
        'actorName', actor_name, 'subjectId', subject_id, 'at', created_at) order by place)
          filter (where place <= ${mostSpelt}) as lost
      from placed group by organisation_id)
    select s.id as "organisationId", s.short_name as name, s.reach, coalesce(c.count, 0) as count,
      coalesce(c.lost, '[]') as lost
    from standing s left join counted c on c.organisation_id = s.id
    where s.reach <> 'reachable' or c.count > 0
    order by s.reach = 'reachable', c.count is null, s.short_name, s.id`.execute(db(ctx))
  return rows
}

/** How many municipalities `listUnreached` names. */
export interface UnreachedCount {
  /** In which nobody can be told anything now. */
  readonly nobody: number
  /** In which somebody can, and something did not get through all the same. */
  readonly missed: number
}

/** How many municipalities nothing reaches, by the rules of the list. For the central body; one query. */
export async function countUnreached(ctx: Context): Promise<UnreachedCount> {
  const { rows } = await sql<UnreachedCount>`
    with ${standing(ctx)}
    select (count(*) filter (where s.reach <> 'reachable'))::int as nobody,
      (count(*) filter (where s.reach = 'reachable' and exists (
        select from notification_mail m where m.organisation_id = s.id and ${wasNotTold(ctx)})))::int as missed
    from standing s`.execute(db(ctx))
  return rows[0] ?? { nobody: 0, missed: 0 }
}
