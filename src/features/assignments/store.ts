import { sql } from 'kysely'
import type { Principal } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Period } from './domain.ts'

/** One at a time gives or ends this role in this municipality, so that its limits hold. Until the transaction ends. */
export async function lockRole(ctx: Context, organisationId: number, roleId: string): Promise<void> {
  const key = `assignment ${organisationId} ${roleId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db(ctx))
}

export interface NewAssignment extends Period {
  readonly id: string
  readonly roleId: string
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  /** Id of the assignment it takes the place of. */
  readonly replaces?: string | null
}

/** Who gave a role: the actor, or whoever promised it before the person had signed in. */
export interface Giver {
  readonly id: string
  readonly name: string
  readonly onBehalfOf?: Principal | null
}

/**
 * Inserts assignments in the actor's organisation, in one statement. One that begins later is not told as started yet.
 */
export async function insertAssignments(
  ctx: Context,
  assignments: readonly NewAssignment[],
  giver: Giver = ctx.actor,
): Promise<void> {
  if (assignments.length === 0) return
  await db(ctx)
    .insertInto('assignment')
    .values(
      assignments.map((assignment) => ({
        organisation_id: ctx.actor.organisationId,
        id: assignment.id,
        role_id: assignment.roleId,
        user_id: assignment.userId,
        user_name: assignment.userName,
        is_primary: assignment.isPrimary,
        starts_on: assignment.startsOn,
        ends_before: assignment.endsBefore,
        replaces: assignment.replaces ?? null,
        given_by: giver.id,
        given_by_name: giver.name,
        given_on_behalf_of: giver.onBehalfOf?.id ?? null,
        given_on_behalf_of_name: giver.onBehalfOf?.name ?? null,
        given_at: ctx.now,
        started_at: assignment.startsOn <= ctx.today ? ctx.now : null,
      })),
    )
    .execute()
}

/** Ends assignments of the actor's organisation, in one statement. @returns those ended now */
export async function saveEnds(
  ctx: Context,
  ids: readonly string[],
  reason: string,
): Promise<TurnedAssignment[]> {
  const { actor, now } = ctx
  const { rows } = await sql<TurnedAssignment>`
    update assignment set ended_at = ${now}, ended_by = ${actor.id}::uuid, ended_by_name = ${actor.name},
      ended_on_behalf_of = ${actor.onBehalfOf?.id ?? null}::uuid,
      ended_on_behalf_of_name = ${actor.onBehalfOf?.name ?? null}, end_reason = ${reason}
    where organisation_id = ${actor.organisationId} and id = any (${[...ids]}::uuid[]) and ended_at is null
    returning ${turnedColumns}`.execute(db(ctx))
  return rows
}

/** Makes one assignment of a role the primary one; null: none. @returns the name of the one who was, if any */
export async function savePrimary(ctx: Context, roleId: string, id: string | null): Promise<string | null> {
  const before = await db(ctx)
    .updateTable('assignment')
    .set({ is_primary: false })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('role_id', '=', roleId)
    .where('is_primary', '=', true)
    .where('ended_at', 'is', null)
    .returning('user_name')
    .executeTakeFirst()
  if (id) {
    await db(ctx)
      .updateTable('assignment')
      .set({ is_primary: true })
      .where('organisation_id', '=', ctx.actor.organisationId)
      .where('id', '=', id)
      .execute()
  }
  return before?.user_name ?? null
}

/** An assignment that began or ended by its own dates. */
export interface TurnedAssignment extends Period {
  readonly organisationId: number
  readonly id: string
  readonly roleId: string
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
}

const turnedColumns = sql`organisation_id as "organisationId", id, role_id as "roleId", user_id as "userId",
  user_name as "userName", is_primary as "isPrimary", starts_on as "startsOn", ends_before as "endsBefore"`

/** Why an assignment ended that nobody ended: its last day went by. */
export const lastDayReached = 'Den sidste dag er nået.'

/**
 * Ends what is over by its own end day, in one role of one municipality or everywhere.
 * @param only null under the jobs' reach: all organisations
 */
export async function saveLapsed(
  ctx: Pick<Context, 'tx' | 'now' | 'today'>,
  only: { readonly organisationId: number; readonly roleId: string } | null,
): Promise<TurnedAssignment[]> {
  const within = only
    ? sql`and organisation_id = ${only.organisationId} and role_id = ${only.roleId}::uuid`
    : sql``
  const { rows } = await sql<TurnedAssignment>`
    update assignment set ended_at = ${ctx.now}, end_reason = ${lastDayReached}
    where ended_at is null and ends_before <= ${ctx.today} ${within}
    returning ${turnedColumns}`.execute(db(ctx))
  return rows
}

/** Marks what begins by today as started, everywhere; each is returned once, whoever asks first. */
export async function saveStarted(
  ctx: Pick<Context, 'tx' | 'now'> & { readonly today: CivilDay },
): Promise<TurnedAssignment[]> {
  const { rows } = await sql<TurnedAssignment>`
    update assignment set started_at = ${ctx.now}
    where started_at is null and ended_at is null and starts_on <= ${ctx.today}
    returning ${turnedColumns}`.execute(db(ctx))
  return rows
}
