import { sql } from 'kysely'
import type { Actor, Side } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { become, db } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import type { DoorContext } from '../../platform/http/route.ts'
import type { Reason } from './domain.ts'
import type { Hours, Way } from './domain-ways.ts'

/**
 * Holds the person whose choices they are, so that two changes of them take turns. @returns false for one who is no user
 * of the actor's organisation, where they are told nothing
 */
export async function lockChooser(ctx: Context, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select from user_account where id = ${userId} and organisation_id = ${ctx.actor.organisationId}
    for no key update`.execute(db(ctx))
  return rows.length > 0
}

/** Keeps ways a person of the actor's organisation is to be told; null takes a choice back, so that what is usual holds. */
export async function saveWays(
  ctx: Context,
  id: string,
  chosen: ReadonlyMap<Reason, Way | null>,
): Promise<void> {
  const { organisationId } = ctx.actor
  const all = [...chosen]
  const kept = all.flatMap(([reason, way]) => (way ? [{ reason, way }] : []))
  const back = all.flatMap(([reason, way]) => (way ? [] : [reason]))
  await sql`
    with back as (
      delete from notification_way where organisation_id = ${organisationId} and user_id = ${id}
        and reason = any (${back}::text[]))
    insert into notification_way (organisation_id, user_id, reason, way, chosen_at)
    select ${organisationId}, ${id}, reason, way, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as chosen (reason text, way text)
    on conflict (organisation_id, user_id, reason) do update set way = excluded.way, chosen_at = excluded.chosen_at`.execute(
    db(ctx),
  )
}

/** Keeps the hours in which a person of the actor's organisation wants no mails. */
export async function saveHours(ctx: Context, id: string, hours: Hours): Promise<void> {
  const { organisationId } = ctx.actor
  await sql`
    insert into notification_hours (organisation_id, user_id, quiet_from, quiet_until, working_days_only, chosen_at)
    values (${organisationId}, ${id}, ${hours.quietFrom}, ${hours.quietUntil}, ${hours.workingDaysOnly}, ${ctx.now})
    on conflict (organisation_id, user_id) do update set quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, working_days_only = excluded.working_days_only,
      chosen_at = excluded.chosen_at`.execute(db(ctx))
}

/**
 * Ends a person's mails of some reasons; they stand in the portal from now on. For the door, whose visitor may have no
 * session: the token in the address says whose they are.
 * @returns the person, and which mails ended just now; null where there is no such person any more
 */
export async function saveMailsEnded(
  ctx: DoorContext,
  userId: string,
  reasons: readonly Reason[],
): Promise<{ readonly person: Actor; readonly ended: readonly Reason[] } | null> {
  await become(ctx.tx, jobsReach)
  const { rows: people } = await sql<{
    id: string
    name: string
    organisationId: number
    organisationName: string
    side: Side
  }>`
    select u.id, u.name, o.id as "organisationId", o.name as "organisationName", o.kind as side
    from user_account u join organisation o on o.id = u.organisation_id where u.id = ${userId}`.execute(
    db(ctx),
  )
  const found = people[0]
  if (!found) return null
  const { rows } = await sql<{ reason: Reason }>`
    insert into notification_way (organisation_id, user_id, reason, way, chosen_at)
    select ${found.organisationId}, ${userId}, reason, 'portal', ${ctx.now} from unnest(${[...reasons]}::text[]) as reason
    on conflict (organisation_id, user_id, reason) do update set way = 'portal', chosen_at = excluded.chosen_at
      where notification_way.way not in ('portal', 'off')
    returning reason`.execute(db(ctx))
  const person: Actor = { kind: 'user', ...found, systemRoles: [], permissions: new Set() }
  return { person, ended: rows.map(({ reason }) => reason) }
}

/** Reasons a person is told of in digests by their own choice or by what is usual. */
export async function findWaysOf(
  ctx: DoorContext,
  userId: string,
): Promise<Readonly<Partial<Record<Reason, Way>>>> {
  await become(ctx.tx, jobsReach)
  const { rows } = await sql<{ ways: Partial<Record<Reason, Way>> | null }>`
    select jsonb_object_agg(w.reason, w.way) as ways from notification_way w
      join user_account u on u.id = w.user_id and u.organisation_id = w.organisation_id
    where w.user_id = ${userId}`.execute(db(ctx))
  return rows[0]?.ways ?? {}
}
