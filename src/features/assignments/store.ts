import { sql } from 'kysely'
import type { Principal } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { lastDayReached, type Period } from './domain.ts'

/**
 * One at a time gives or ends these roles in the municipality, so that their limits hold, and before a role's ending or
 * after it; until the transaction ends. Always in the same order, so that nobody waits for each other.
 */
export async function lockRoles(
  ctx: Context,
  organisationId: number,
  roleIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(roleIds)].sort()
  const keys = ids.map((roleId) => `assignment ${organisationId} ${roleId}`)
  await sql`
    select hold_role_giving(role_id), pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${ids}::uuid[], ${keys}::text[]) with ordinality as k (role_id, key, place) order by place`.execute(
    db(ctx),
  )
}

/** As `lockRoles`, for one. */
export const lockRole = (ctx: Context, organisationId: number, roleId: string): Promise<void> =>
  lockRoles(ctx, organisationId, [roleId])

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

/** An assignment to be ended, and why, in words. */
export interface End {
  readonly id: string
  readonly reason: string
}

/**
 * Ends assignments of the actor's organisation, in one statement; those that have ended are left as they are. A job ends
 * in nobody's name. @returns those ended now
 */
export async function saveEnds(ctx: Context, ends: readonly End[]): Promise<AssignmentKey[]> {
  if (ends.length === 0) return []
  const { actor, now } = ctx
  const by = actor.kind === 'job' ? null : actor
  const { rows } = await sql<AssignmentKey>`
    update assignment a set ended_at = ${now}, ended_by = ${by?.id ?? null}::uuid, ended_by_name = ${by?.name ?? null},
      ended_on_behalf_of = ${by?.onBehalfOf?.id ?? null}::uuid,
      ended_on_behalf_of_name = ${by?.onBehalfOf?.name ?? null}, end_reason = chosen.reason
    from unnest(${ends.map((end) => end.id)}::uuid[], ${ends.map((end) => end.reason)}::text[]) as chosen (id, reason)
    where a.organisation_id = ${actor.organisationId} and a.id = chosen.id and a.ended_at is null
    returning a.organisation_id as "organisationId", a.id`.execute(db(ctx))
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

/** An assignment by its whole key. */
export interface AssignmentKey {
  readonly organisationId: number
  readonly id: string
}

const key = sql`organisation_id as "organisationId", id`

/**
 * Ends what is over by its own end day, in some roles of one municipality or everywhere.
 * @param only null under the jobs' reach: all organisations
 */
export async function saveLapsed(
  ctx: Pick<Context, 'tx' | 'now' | 'today'>,
  only: { readonly organisationId: number; readonly roleIds: readonly string[] } | null,
): Promise<AssignmentKey[]> {
  const within = only
    ? sql`and organisation_id = ${only.organisationId} and role_id = any (${[...only.roleIds]}::uuid[])`
    : sql``
  const { rows } = await sql<AssignmentKey>`
    update assignment set ended_at = ${ctx.now}, end_reason = ${lastDayReached}
    where ended_at is null and ends_before <= ${ctx.today} ${within}
    returning ${key}`.execute(db(ctx))
  return rows
}

/** Marks what begins by today as started, everywhere; each is returned once, whoever asks first. */
export async function saveStarted(
  ctx: Pick<Context, 'tx' | 'now'> & { readonly today: CivilDay },
): Promise<AssignmentKey[]> {
  const { rows } = await sql<AssignmentKey>`
    update assignment set started_at = ${ctx.now}
    where started_at is null and ended_at is null and starts_on <= ${ctx.today}
    returning ${key}`.execute(db(ctx))
  return rows
}
