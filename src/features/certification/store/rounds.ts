import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Subject } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import { moot } from '../domain/closing.ts'
import type { RoundAudience, RoundKind, RoundPlan } from '../domain/round.ts'

export interface NewRound {
  readonly id: string
  readonly name: string
  readonly kind: RoundKind
  readonly audience: RoundAudience
  readonly basedOn: string | null
  readonly closesOn: CivilDay
}

/**
 * One at a time looks who is asked about already and freezes the rest, until the transaction ends: otherwise two starts at
 * once would ask about the same holders. To be asked before anything is read of them.
 */
export async function holdSnapshots(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('certification snapshots', 0))`.execute(db(ctx))
}

/** @returns false when a round of this id is there already: nothing was inserted */
export async function insertRound(ctx: Context, round: NewRound): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('certification_round')
    .values({
      id: round.id,
      name: round.name,
      kind: round.kind,
      audience: JSON.stringify(round.audience),
      based_on: round.basedOn,
      started_at: ctx.now,
      started_on: ctx.today,
      started_by: ctx.actor.id,
      started_by_name: ctx.actor.name,
      closes_on: round.closesOn,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * The roles of a round with what happens without an answer, frozen (C3), and how many hold each of them today. What the
 * round it is based on has frozen goes before what the role says today.
 */
export async function insertRoundRoles(
  ctx: Context,
  roundId: string,
  plan: Pick<RoundPlan, 'roleIds' | 'nonResponse' | 'graceDays'> & Pick<NewRound, 'basedOn'>,
): Promise<void> {
  const rule = plan.nonResponse === 'asRole' ? null : plan.nonResponse
  await sql`
    insert into certification_round_role (round_id, role_id, role_name, role_version, has_primary, opens_access,
      non_response, grace_days, holder_count)
    select ${roundId}::uuid, r.id, r.name, r.current_version, r.has_primary,
      exists (select from role_access d where d.role_id = r.id),
      coalesce(${rule}, before.non_response, r.non_response),
      coalesce(${plan.graceDays}::int, before.grace_days, r.grace_days),
      (select count(*) from assignment a where a.role_id = r.id and ${inForce(ctx)})
    from role r left join certification_round_role before
      on before.round_id = ${plan.basedOn}::uuid and before.role_id = r.id
    where r.id = any (${[...plan.roleIds]}::uuid[])`.execute(db(ctx))
}

/** Assignments `a` in force today (R2: half-open). */
export const inForce = (ctx: Pick<Context, 'today'>): RawBuilder<boolean> => sql<boolean>`
  a.ended_at is null and a.starts_on <= ${ctx.today} and (a.ends_before is null or a.ends_before > ${ctx.today})`

/** Somebody is a user of the organisation who has not left and whose latest sign-in brought a privilege. */
export const isBack = (
  organisationId: RawBuilder<unknown>,
  userId: RawBuilder<unknown>,
) => sql<boolean>`exists (
  select from present_user() u
  where u.id = ${userId} and u.organisation_id = ${organisationId} and u.system_roles <> '{}')`

/** The holder of assignment `a` is replaced and waits for the successor: they go in any case (C1). */
const isBeingReplaced = sql<boolean>`exists (
  select from certification_item other
  where other.organisation_id = a.organisation_id and other.held_assignment_id = a.id
    and other.replaces_by is not null and other.replaced_at is null)`

/** The leaver's assignment `a` needs no answer: another round about the leaver asks already, or they go in any case. */
export const isSettledAlready = sql<boolean>`(${isBeingReplaced} or exists (
  select from certification_item i join certification_round r on r.id = i.round_id
  where i.organisation_id = a.organisation_id and i.held_assignment_id = a.id and r.kind = 'leaver'
    and r.status = 'open' and i.consequence is null))`

/** The mover's assignment `a` is asked about in an open round already, or is on the way out; that they had left says nothing. */
export const isMoverAsked = sql<boolean>`(${isBeingReplaced} or exists (
  select from certification_item i join certification_round r on r.id = i.round_id
  where i.organisation_id = a.organisation_id and i.held_assignment_id = a.id and r.status = 'open'
    and r.kind <> 'leaver'))`

/**
 * The assignments whose holders are asked about in an open round already, whom a closed one is still to remove or holds,
 * or who are on the way out by an answer (C1), for a materialised part of a statement: they wait in one place alone, and
 * what was said there holds (C3). A round about a mover, from which nothing follows, keeps nobody out of another one.
 * Read once and joined: a condition on each assignment would look through the lines for every one of them, also through
 * those that the same statement is inserting.
 * @param rerunOf the closed round that is asked again: it takes its own lines over
 */
export const askedAlready = (rerunOf: string | null) => sql`
  select organisation_id, held_assignment_id as id from certification_item
  where replaces_by is not null and replaced_at is null
  union
  select organisation_id, held_assignment_id from certification_item
  where consequence in ('grace', 'held') and round_id is distinct from ${rerunOf}::uuid
  union
  select i.organisation_id, i.held_assignment_id
  from certification_item i join certification_round r on r.id = i.round_id
  where r.status = 'open' and r.kind <> 'mover' and i.consequence is distinct from 'returned'`

/** Assignment `a` is among `askedAlready`, which the statement calls `taken`. */
const isTaken = sql<boolean>`exists (
  select from taken where taken.organisation_id = a.organisation_id and taken.id = a.id)`

/** The holder of assignment `a` was asked about in the round, and nobody answered. */
export const isUndecidedIn = (roundId: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from certification_item before where before.organisation_id = a.organisation_id
    and before.round_id = ${roundId}::uuid and before.held_assignment_id = a.id
    and before.answer is null and coalesce(before.consequence, '') <> all (${[...moot]}::text[]))`

/** Municipalities `o` of an audience. */
export function isIn(audience: RoundAudience): RawBuilder<boolean> {
  if (audience.kind === 'regions') return sql`o.region = any (${[...audience.regions]}::text[])`
  if (audience.kind === 'list') return sql`o.id = any (${[...audience.organisationIds]}::int[])`
  return sql`true`
}

/** Which of the holders of a round's roles are taken in, as a condition on assignment `a` of organisation `o`. */
export type Choice =
  | { readonly kind: 'audience'; readonly audience: RoundAudience }
  | { readonly kind: 'undecidedIn'; readonly roundId: string }
  | { readonly kind: 'leaver' | 'mover'; readonly organisationId: number; readonly userId: string }

function isChosen(choice: Choice): RawBuilder<boolean> {
  switch (choice.kind) {
    case 'audience':
      return sql`${isIn(choice.audience)} and not ${isTaken}`
    case 'undecidedIn':
      return sql`${isUndecidedIn(choice.roundId)} and not ${isTaken}`
    case 'leaver':
      return sql`a.organisation_id = ${choice.organisationId} and a.user_id = ${choice.userId}::uuid
        and not ${isSettledAlready}`
    case 'mover':
      return sql`a.organisation_id = ${choice.organisationId} and a.user_id = ${choice.userId}::uuid
        and not ${isMoverAsked}`
  }
}

/**
 * Freezes who holds the round's roles (C1): a line for each with what is known at the start, and a part for each
 * municipality that has one. One statement, whatever their number. @returns the lines and parts made
 */
export async function insertSnapshot(
  ctx: Context,
  roundId: string,
  choice: Choice,
): Promise<{ items: number; municipalities: number }> {
  const { rows } = await sql<{ items: number; municipalities: number }>`
    with taken as materialized (${askedAlready(choice.kind === 'undecidedIn' ? choice.roundId : null)}),
    item as (
      insert into certification_item (organisation_id, id, round_id, role_id, assignment_id, held_assignment_id,
        user_id, user_name, user_title, is_primary, starts_on, given_by_name, last_signed_in_at)
      select a.organisation_id, gen_random_uuid(), ${roundId}::uuid, a.role_id, a.id, a.id, a.user_id,
        coalesce(u.name, a.user_name), coalesce(u.title, ''), a.is_primary, a.starts_on, a.given_by_name,
        u.last_signed_in_at
      from assignment a
        join certification_round_role asked on asked.round_id = ${roundId}::uuid and asked.role_id = a.role_id
        join organisation o on o.id = a.organisation_id and o.kind = 'municipality'
        left join user_account u on u.id = a.user_id and u.organisation_id = a.organisation_id
      where ${inForce(ctx)} and ${isChosen(choice)}
      returning organisation_id, role_id),
    part as (
      insert into certification_municipality (organisation_id, round_id, item_count, undecided)
      select organisation_id, ${roundId}::uuid, count(*), count(*) from item group by organisation_id
      returning item_count),
    counted as (
      update certification_round_role asked set item_count = own.items
      from (select role_id, count(*)::int as items from item group by role_id) own
      where asked.round_id = ${roundId}::uuid and asked.role_id = own.role_id)
    select coalesce(sum(item_count), 0)::int as items, count(*)::int as municipalities from part`.execute(
    db(ctx),
  )
  return rows[0] ?? { items: 0, municipalities: 0 }
}

/** Ties the round to its task description and each municipality's part to its task. @returns a subject for each part */
export async function saveRollout(
  ctx: Context,
  roundId: string,
  made: { templateId: string; rolloutId: string; items: number; municipalities: number },
): Promise<(Subject & { readonly undecided: number; readonly name: string })[]> {
  await db(ctx)
    .updateTable('certification_round')
    .set({
      template_id: made.templateId,
      rollout_id: made.rolloutId,
      item_count: made.items,
      municipality_count: made.municipalities,
    })
    .where('id', '=', roundId)
    .execute()
  const { rows } = await sql<{ organisationId: number; undecided: number; name: string }>`
    update certification_municipality m set task_number = t.number
    from task t join organisation o on o.id = t.organisation_id
    where m.round_id = ${roundId}::uuid and t.rollout_id = ${made.rolloutId}::uuid
      and t.organisation_id = m.organisation_id
    returning m.organisation_id as "organisationId", m.undecided, o.name`.execute(db(ctx))
  return rows.map((row) => ({ ...row, id: roundId }))
}
