import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { isBack } from './rounds.ts'

/** A line whose consequence is carried out, with what its event tells. */
export interface DueItem {
  readonly id: string
  readonly organisationId: number
  readonly assignmentId: string
  readonly roundId: string
  readonly roundName: string
  readonly roleId: string
  readonly roleName: string
  readonly userId: string
  readonly userName: string
}

const dueColumns = sql`
  i.id, i.organisation_id as "organisationId", i.held_assignment_id as "assignmentId", r.id as "roundId",
  r.name as "roundName", i.role_id as "roleId", asked.role_name as "roleName", i.user_id as "userId",
  i.user_name as "userName"`

const own = (ctx: Context): RawBuilder<boolean> => sql`i.organisation_id = ${ctx.actor.organisationId}`

const withRound = sql`join certification_round r on r.id = i.round_id
  join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id`

/** Holds the actor's municipality's parts of every round that is not settled. */
export async function lockOwnParts(ctx: Context): Promise<void> {
  await sql`
    select from certification_municipality m where m.organisation_id = ${ctx.actor.organisationId}
      and exists (select from certification_round r where r.id = m.round_id and r.status <> 'settled')
    order by m.round_id for no key update`.execute(db(ctx))
}

/** Lines without an answer whose role has ended outside the round need none. @returns the rounds concerned */
export async function saveElsewhere(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ roundId: string }>`
    update certification_item i set consequence = 'elsewhere', consequence_at = ${ctx.now}
    from certification_round r, assignment a
    where ${own(ctx)} and i.answer is null
      and coalesce(i.consequence, '') not in ('elsewhere', 'removed', 'askedAgain') and r.id = i.round_id and r.status <> 'settled'
      and a.organisation_id = i.organisation_id and a.id = i.held_assignment_id and a.ended_at is not null
    returning i.round_id as "roundId"`.execute(db(ctx))
  return [...new Set(rows.map(({ roundId }) => roundId))]
}

/**
 * Whoever had left and is a user with a privilege again keeps the roles: nothing is asked about them any more (C6).
 * @returns the rounds concerned
 */
export async function saveReturned(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ roundId: string }>`
    update certification_item i set consequence = 'returned', consequence_at = ${ctx.now}
    from certification_round r
    where ${own(ctx)} and i.answer is null and r.id = i.round_id and r.kind = 'leaver' and r.status <> 'settled'
      and (i.consequence is null or i.consequence in ('held', 'grace'))
      and ${isBack(sql`i.organisation_id`, sql`i.user_id`)}
    returning i.round_id as "roundId"`.execute(db(ctx))
  return [...new Set(rows.map(({ roundId }) => roundId))]
}

/** Pauses that are decided: marked as carried out and returned, each once. */
export async function takeSuspensions(ctx: Context): Promise<DueItem[]> {
  const { rows } = await sql<DueItem>`
    with due as (
      update certification_item i set consequence_at = ${ctx.now}
      where ${own(ctx)} and i.consequence = 'suspended' and i.consequence_at is null
      returning *)
    select ${dueColumns} from due i ${withRound} order by i.id`.execute(db(ctx))
  return rows
}

/** Removals whose day has come: marked as carried out and returned, each once. Never before the brake is let go. */
export async function takeRemovals(ctx: Context): Promise<DueItem[]> {
  const { rows } = await sql<DueItem>`
    with due as (
      update certification_item i set consequence = 'removed', consequence_at = ${ctx.now}
      from certification_round_role asked
      where ${own(ctx)} and i.consequence = 'grace' and asked.round_id = i.round_id and asked.role_id = i.role_id
        and asked.removes_on <= ${ctx.today}
      returning i.*)
    select ${dueColumns} from due i ${withRound} order by i.id`.execute(db(ctx))
  return rows
}

/** Whether every target of the role follows the successor's assignments of today and was read back as open. */
const isSuccessorIn = (ctx: Context) => sql<boolean>`
  not exists (select from role_access d
      left join provisioning_record p on p.organisation_id = i.organisation_id and p.user_id = i.successor_id
        and p.connector = d.connector
    where d.role_id = i.role_id and not coalesce(p.state = 'active'
      and p.epoch = assignment_epoch(i.organisation_id, i.successor_id, ${ctx.today}), false))`

/**
 * What has become of promises to successors: who signed in is named from now on, and what was promised and came to
 * nothing is noted. The role was given by the promise only when it was given then: somebody who had it already keeps it.
 */
export async function saveSuccessors(ctx: Context): Promise<void> {
  await sql`
    update certification_item i set successor_outcome = p.outcome,
      successor_id = case when p.outcome = 'tookEffect' then p.user_id else i.successor_id end,
      successor_name = coalesce(a.user_name, i.successor_name),
      successor_assignment_id = case when i.is_promised_here and a.given_at = p.settled_at then a.id end
    from pending_assignment p
      left join assignment a on a.organisation_id = p.organisation_id and a.id = p.assignment_id
    where ${own(ctx)} and i.answer = 'replace' and i.successor_outcome is null
      and p.organisation_id = i.organisation_id and p.id = i.successor_pending_id and p.settled_at is not null`.execute(
    db(ctx),
  )
}

/** Those replaced whose successor's access works, or whose 30 days are over (C1): marked and returned, each once. */
export async function takeReplaced(ctx: Context): Promise<DueItem[]> {
  const { rows } = await sql<DueItem>`
    with due as (
      update certification_item i set replaced_at = ${ctx.now}
      where ${own(ctx)} and i.replaces_by is not null and i.replaced_at is null
        and (i.replaces_by <= ${ctx.today}
          or (i.successor_id is not null and ${isSuccessorIn(ctx)}))
      returning i.*)
    select ${dueColumns} from due i ${withRound} order by i.id`.execute(db(ctx))
  return rows
}

/** A task of a settled round that not all was answered in. */
export interface LeftTask {
  readonly number: number
  readonly undecided: number
  /** How many lines have an answer. */
  readonly answered: number
}

/** The municipality's tasks of settled rounds that are still open: nothing more can be answered there. */
export async function listLeftTasks(ctx: Context): Promise<LeftTask[]> {
  const { rows } = await sql<LeftTask>`
    select t.number, m.undecided, (select count(*)::int from certification_item i
        where i.organisation_id = m.organisation_id and i.round_id = m.round_id and i.answer is not null) as answered
    from certification_municipality m
      join certification_round r on r.id = m.round_id and r.status = 'settled'
      join task t on t.organisation_id = m.organisation_id and t.number = m.task_number and t.status <> 'completed'
    where m.organisation_id = ${ctx.actor.organisationId} order by t.number`.execute(db(ctx))
  return rows
}

/** The municipalities where something may be due; under the jobs' reach. @param roundId only those of this round */
export async function listDueMunicipalities(
  ctx: Pick<Context, 'tx'>,
  roundId: string | null,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct m.organisation_id as id from certification_municipality m
      join certification_round r on r.id = m.round_id
      left join task t on t.organisation_id = m.organisation_id and t.number = m.task_number
    where (r.status <> 'settled' or t.status <> 'completed') and (${roundId}::uuid is null or r.id = ${roundId}::uuid)
    order by id`.execute(db(ctx))
  return rows.map(({ id }) => id)
}
