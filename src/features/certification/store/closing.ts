import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { NonResponse } from '../../roles/index.ts'
import type { Consequence } from '../domain/closing.ts'
import type { RoundKind, RoundStatus } from '../domain/round.ts'
import type { StandingRole } from '../domain/standing.ts'
import { costsAccess } from './reading-back.ts'
import { isBack } from './rounds.ts'

export interface LockedRound {
  readonly id: string
  readonly name: string
  readonly kind: RoundKind
  readonly status: RoundStatus
  readonly closesOn: CivilDay
  readonly closedAt: Date | null
  readonly templateId: string | null
}

/**
 * The round, held until the transaction ends; null when there is none. Held without its key: an answer that writes its
 * part twice in one transaction makes the database check the part's reference anew, which shares the round's key. With
 * the key held too, the close, which wants the parts next, and the answer, which has one, would wait for each other.
 */
export async function lockRound(ctx: Context, id: string): Promise<LockedRound | null> {
  const { rows } = await sql<LockedRound>`
    select id, name, kind, status, closes_on as "closesOn", closed_at as "closedAt",
      template_id as "templateId"
    from certification_round where id = ${id}::uuid for no key update`.execute(db(ctx))
  return rows[0] ?? null
}

/**
 * Waits for answers under way, and keeps new ones out until the transaction ends. Without the keys, as the round: lines
 * refer to their part. Always after the round, and in the order of the municipalities.
 */
export async function lockParts(ctx: Context, roundId: string): Promise<void> {
  await sql`
    select from certification_municipality where round_id = ${roundId}::uuid
    order by organisation_id for no key update`.execute(db(ctx))
}

export interface OpenRole {
  readonly roleId: string
  readonly roleName: string
  readonly nonResponse: NonResponse
  readonly graceDays: number
  readonly holders: number
  readonly undecided: number
  /** People without an answer over all rounds about leavers, and whether any of them are held already. */
  readonly leavers: number
  readonly areLeaversHeld: boolean
}

/** How many lines of each role lack an answer. Neither those whose role has ended elsewhere nor leavers who are back. */
export async function countUndecided(
  ctx: Context,
  { id: roundId, kind }: Pick<LockedRound, 'id' | 'kind'>,
): Promise<OpenRole[]> {
  const { rows } = await sql<OpenRole>`
    select asked.role_id as "roleId", asked.role_name as "roleName", asked.non_response as "nonResponse",
      asked.grace_days as "graceDays", asked.holder_count as holders, count(i.id)::int as undecided,
      gone.leavers, gone.held as "areLeaversHeld"
    from certification_round_role asked
      cross join lateral (
        select count(distinct (l.organisation_id, l.user_id))::int as leavers,
          coalesce(bool_or(l.consequence = 'held'), false) as held
        from certification_round about join certification_item l on l.round_id = about.id
        where about.kind = 'leaver' and about.status <> 'settled' and l.role_id = asked.role_id
          and l.answer is null and (l.consequence is null or l.consequence in ('held', 'grace'))
          and not ${isBack(sql`l.organisation_id`, sql`l.user_id`)}) gone
      left join certification_item i on i.round_id = asked.round_id and i.role_id = asked.role_id
        and i.answer is null and i.consequence is null
        and (${kind} <> 'leaver' or not ${isBack(sql`i.organisation_id`, sql`i.user_id`)})
    where asked.round_id = ${roundId}::uuid
    group by asked.round_id, asked.role_id, gone.leavers, gone.held`.execute(db(ctx))
  return rows
}

export interface RoleAtClose {
  readonly roleId: string
  readonly consequence: Consequence
  readonly removesOn: CivilDay | null
  readonly isHeld: boolean
  readonly undecided: number
  /** How many the brake counted. */
  readonly atOnce: number
}

/** Gives every line without an answer what comes of it, and the round its end; a handful of statements. */
export async function saveClosed(
  ctx: Context,
  roundId: string,
  roles: readonly RoleAtClose[],
): Promise<void> {
  const rows = JSON.stringify(roles)
  await sql`
    update certification_round_role asked set removes_on = g."removesOn",
      brake = case when g."isHeld" then 'held' end,
      brake_undecided = case when g."isHeld" then g."atOnce" end
    from jsonb_to_recordset(${rows}::jsonb) as g ("roleId" uuid, "removesOn" date, "isHeld" boolean, "atOnce" int)
    where asked.round_id = ${roundId}::uuid and asked.role_id = g."roleId"`.execute(db(ctx))
  await sql`
    update certification_item i set consequence = g.consequence,
      consequence_at = case when g.consequence = 'kept' then ${ctx.now}::timestamptz end
    from jsonb_to_recordset(${rows}::jsonb) as g ("roleId" uuid, consequence text)
    where i.round_id = ${roundId}::uuid and i.role_id = g."roleId" and i.answer is null
      and i.consequence is null`.execute(db(ctx))
  await db(ctx)
    .updateTable('certification_round')
    .set({
      status: 'closed',
      closed_at: ctx.now,
      closed_by_name: ctx.actor.kind === 'job' ? null : ctx.actor.name,
    })
    .where('id', '=', roundId)
    .execute()
}

/** The municipalities of a round. */
export async function listParts(ctx: Context, roundId: string): Promise<{ organisationId: number }[]> {
  return await db(ctx)
    .selectFrom('certification_municipality')
    .select('organisation_id as organisationId')
    .where('round_id', '=', roundId)
    .orderBy('organisation_id')
    .execute()
}

/** A municipality of a round that has just closed, with what comes of its lines without an answer. */
export interface ClosedPart {
  readonly organisationId: number
  readonly undecided: number
  readonly pausing: number
  readonly ending: number
  readonly held: number
  /** The first day on which one of them ends. */
  readonly endsOn: CivilDay | null
  /** Those in which a line waits for an answer. */
  readonly roles: readonly StandingRole[]
}

/** The municipalities of a closed round: for the events. */
export async function listClosedParts(ctx: Context, roundId: string): Promise<ClosedPart[]> {
  const { rows } = await sql<ClosedPart>`
    select m.organisation_id as "organisationId", m.undecided,
      (count(*) filter (where i.consequence = 'suspended'))::int as pausing,
      (count(*) filter (where i.consequence = 'grace'))::int as ending,
      (count(*) filter (where i.consequence = 'held'))::int as held,
      min(asked.removes_on) filter (where i.consequence = 'grace') as "endsOn",
      coalesce(jsonb_agg(distinct jsonb_build_object('roleName', asked.role_name, 'nonResponse', asked.non_response,
        'removesOn', asked.removes_on, 'brake', asked.brake)) filter (where i.consequence in ('kept', 'suspended', 'grace', 'held')), '[]') as roles
    from certification_municipality m
      join certification_item i on i.round_id = m.round_id and i.organisation_id = m.organisation_id
      join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id
    where m.round_id = ${roundId}::uuid
    group by m.organisation_id, m.round_id, m.undecided order by m.organisation_id`.execute(db(ctx))
  return rows
}

type HeldRound = Pick<LockedRound, 'id' | 'name' | 'closesOn' | 'closedAt'>

/** Rounds about leavers whose lines of the role are held: they were held together, and one decision is for all. */
export async function listHeldLeavers(ctx: Context, roleId: string): Promise<HeldRound[]> {
  const { rows } = await sql<HeldRound>`
    select r.id, r.name, r.closes_on as "closesOn", r.closed_at as "closedAt" from certification_round_role asked join certification_round r on r.id = asked.round_id
    where asked.role_id = ${roleId}::uuid and asked.brake = 'held' and r.kind = 'leaver'
    order by r.id`.execute(db(ctx))
  return rows
}

/** A role of a closed round whose lines the brake holds. */
export interface HeldRole {
  readonly roleName: string
  readonly nonResponse: NonResponse
  readonly graceDays: number
  /** As announced at the close. */
  readonly removesOn: CivilDay | null
}

/** Null when the role waits for no decision. Whoever calls it holds the round. */
export async function findHeldRole(ctx: Context, roundId: string, roleId: string): Promise<HeldRole | null> {
  const { rows } = await sql<HeldRole>`
    select role_name as "roleName", non_response as "nonResponse", grace_days as "graceDays", removes_on as "removesOn"
    from certification_round_role
    where round_id = ${roundId}::uuid and role_id = ${roleId}::uuid and brake = 'held'`.execute(db(ctx))
  return rows[0] ?? null
}

/** A municipality that a decision of the brake concerns, and how many of its lines. */
export interface DecidedPart {
  readonly organisationId: number
  readonly lines: number
}

/** Lets go of the brake or keeps everybody (C4). @returns whom it concerns */
export async function saveBrake(
  ctx: Context,
  { roundId, roleId }: { readonly roundId: string; readonly roleId: string },
  decided: {
    readonly decision: 'approved' | 'rejected'
    readonly consequence: Consequence
    readonly removesOn: CivilDay | null
  },
): Promise<DecidedPart[]> {
  const { decision, consequence, removesOn } = decided
  await db(ctx)
    .updateTable('certification_round_role')
    .set({
      brake: decision,
      brake_decided_at: ctx.now,
      brake_decided_by_name: ctx.actor.name,
      removes_on: removesOn,
    })
    .where('round_id', '=', roundId)
    .where('role_id', '=', roleId)
    .execute()
  const { rows } = await sql<DecidedPart>`
    with decided as (
      update certification_item set consequence = ${consequence},
        consequence_at = case when ${consequence} = 'kept' then ${ctx.now}::timestamptz end
      where round_id = ${roundId}::uuid and role_id = ${roleId}::uuid and consequence = 'held'
      returning organisation_id)
    select organisation_id as "organisationId", count(*)::int as lines from decided
    group by organisation_id order by organisation_id`.execute(db(ctx))
  return rows
}

/**
 * Closed rounds from which nothing more comes: nothing waits to be removed, replaced or, where a role opens an access, read
 * back, and the time for late answers is over. @returns them, settled now
 */
export async function saveSettled(ctx: Context, lateUntil: CivilDay): Promise<{ roundId: string }[]> {
  const { rows } = await sql<{ roundId: string }>`
    update certification_round r set status = 'settled', settled_at = ${ctx.now}
    where r.status = 'closed' and r.closes_on < ${lateUntil}
      and (r.closed_at at time zone 'Europe/Copenhagen')::date <= ${lateUntil}
      and not exists (select from certification_item i where i.round_id = r.id and (
        i.consequence in ('grace', 'held') or (i.consequence = 'suspended' and i.consequence_at is null)
        or (i.replaces_by is not null and i.replaced_at is null)
        or (i.access_outcome is null and ${costsAccess}
          and exists (select from certification_round_role asked
            where asked.round_id = i.round_id and asked.role_id = i.role_id and asked.opens_access))))
    returning r.id as "roundId"`.execute(db(ctx))
  return rows
}
