import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey, GrantTarget } from '../../access/index.ts'

/**
 * Somebody decided on this very person since their record was written: an end, a pause, a last day, a move. A role's own
 * ending counts as one of each holder: it was shown before it was said, and told long before it came.
 */
const ownDecision = (ctx: Pick<Context, 'today'>) => sql`
  exists (
    select from assignment a
    where a.organisation_id = r.organisation_id and a.user_id = r.user_id and (a.ended_at >= r.updated_at
      or a.suspended_at >= r.updated_at or (a.ends_before <= ${ctx.today}
        and a.ends_before >= (r.updated_at at time zone 'Europe/Copenhagen')::date)))
  or exists (
    select from assignment a join role_ending e on e.role_id = a.role_id and e.over_at is null
    where a.organisation_id = r.organisation_id and a.user_id = r.user_id and a.ended_at is null
      and e.ends_before <= ${ctx.today} and e.ends_before >= (r.updated_at at time zone 'Europe/Copenhagen')::date)
  or not exists (
    select from present_user() u where u.id = r.user_id and u.organisation_id = r.organisation_id)`

/**
 * Removals that are due at a target and follow from something wider than a decision on the person: the record says
 * present, the assignments stand, and open less; also at an unchanged version, as where a municipality has come to another
 * region or name. Those an operator has decided on at this version are not counted again, until what was approved has been
 * carried out: what follows after that is for a new decision.
 * By hand there is no brake: every step waits for a person.
 */
const removals = (ctx: Pick<Context, 'today'>) => sql`
  select r.organisation_id, r.user_id, r.connector, now_at.epoch
  from provisioning_record r
    left join access_grant_on(${ctx.today}) g using (organisation_id, user_id, connector)
    cross join lateral (
      select coalesce(g.epoch, assignment_epoch(r.organisation_id, r.user_id, ${ctx.today})) as epoch) now_at
  where r.connector <> 'manual' and r.presence = 'present'
    and (g.open is not true or r.wanted <> g.opens and exists (
      select from jsonb_array_elements(r.wanted) was
      where not exists (
        select from jsonb_array_elements(g.opens) now
        where now ->> 'team' = was ->> 'team' and now -> 'channels' @> (was -> 'channels'))))
    and not (${ownDecision(ctx)})
    and not exists (
      select from removal_hold_person p join removal_hold h on h.id = p.hold_id
      where p.organisation_id = r.organisation_id and p.user_id = r.user_id and p.connector = r.connector
        and p.epoch = now_at.epoch and (h.decision is distinct from 'approved' or r.updated_at <= h.decided_at))`

export interface DueRemovals {
  readonly connector: GrantTarget
  readonly removals: number
  /** Everybody who has access there, by the records. */
  readonly people: number
}

/** How many removals are due where. */
export async function countDueRemovals(ctx: Context): Promise<DueRemovals[]> {
  const { rows } = await sql<DueRemovals>`
    select due.connector, count(*)::int as removals, (
      select count(*)::int from provisioning_record all_there
      where all_there.connector = due.connector and all_there.presence = 'present') as people
    from (${removals(ctx)}) due group by due.connector`.execute(db(ctx))
  return rows
}

/** Whether the person's own removal at a target is one of those. */
export async function isDueRemoval(ctx: Context, key: GrantKey): Promise<boolean> {
  const { rows } = await sql`
    select from (${removals(ctx)}) due where organisation_id = ${key.organisationId}
      and user_id = ${key.userId}::uuid and connector = ${key.connector}`.execute(db(ctx))
  return rows.length > 0
}

/** One at a time counts what is due and holds it; until the transaction ends. */
export async function lockHolds(ctx: Pick<Context, 'tx'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('removal holds', 0))`.execute(db(ctx))
}

/** Holds all that are due at a target for an operator. @returns the hold's id */
export async function insertHold(
  ctx: Context,
  { connector, removals: count, people }: DueRemovals,
): Promise<string> {
  const id = ctx.newId()
  await sql`
    insert into removal_hold (id, connector, people, of_people, held_at)
    values (${id}::uuid, ${connector}, ${count}, ${people}, ${ctx.now})`.execute(db(ctx))
  await sql`
    insert into removal_hold_person (hold_id, organisation_id, user_id, connector, epoch)
    select ${id}::uuid, organisation_id, user_id, connector, epoch from (${removals(ctx)}) due
    where connector = ${connector}
    on conflict (organisation_id, user_id, connector, epoch) do update set hold_id = excluded.hold_id`.execute(
    db(ctx),
  )
  return id
}

/** An operator's word. @returns the target and how many wait; null when somebody has decided already, or nobody waits */
export async function saveHoldDecision(
  ctx: Context,
  id: string,
  decision: 'approved' | 'rejected',
): Promise<{ connector: GrantTarget; people: number } | null> {
  const { rows } = await sql<{ connector: GrantTarget; people: number }>`
    update removal_hold h set decision = ${decision}, decided_at = ${ctx.now}, decided_by_name = ${ctx.actor.name}
    from (select hold_id, count(*)::int as people from held_removal(${ctx.today}) group by hold_id) waiting
    where h.id = ${id}::uuid and waiting.hold_id = h.id and h.decision is distinct from ${decision}
    returning h.connector, waiting.people`.execute(db(ctx))
  return rows[0] ?? null
}

/** Whom a hold is about. */
export async function listHoldKeys(ctx: Pick<Context, 'tx'>, id: string): Promise<GrantKey[]> {
  const { rows } = await sql<GrantKey>`
    select organisation_id as "organisationId", user_id as "userId", connector from removal_hold_person
    where hold_id = ${id}::uuid order by organisation_id, user_id`.execute(db(ctx))
  return rows
}
