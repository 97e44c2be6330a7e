import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { NewAssignment } from './store.ts'

/** An assignment by its whole key. */
export interface AssignmentKey {
  readonly organisationId: number
  readonly id: string
}

const keysOf = (keys: readonly AssignmentKey[]): RawBuilder<unknown> => sql`
  unnest(${keys.map((key) => key.organisationId)}::int[], ${keys.map((key) => key.id)}::uuid[])
    as chosen (organisation_id, id)`

/** As `lockRole` for many roles of one municipality, always in the same order, so that nobody waits for each other. */
export async function lockRoles(
  ctx: Context,
  organisationId: number,
  roleIds: readonly string[],
): Promise<void> {
  const keys = [...new Set(roleIds)].sort().map((roleId) => `assignment ${organisationId} ${roleId}`)
  await sql`
    select pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${keys}::text[]) with ordinality as k (key, place) order by place`.execute(db(ctx))
}

/** Inserts many assignments in the actor's organisation in one statement; all begin today. */
export async function insertAssignments(ctx: Context, assignments: readonly NewAssignment[]): Promise<void> {
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
        given_by: ctx.actor.id,
        given_by_name: ctx.actor.name,
        given_at: ctx.now,
        started_at: ctx.now,
      })),
    )
    .execute()
}

/** Nobody of these is the primary one any more. */
export async function savePrimaryGone(ctx: Context, ids: readonly string[]): Promise<void> {
  await db(ctx)
    .updateTable('assignment')
    .set({ is_primary: false })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', 'in', [...ids])
    .execute()
}

/** These are the primary ones again, where nobody else has become it. */
export async function savePrimaryBack(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`
    update assignment a set is_primary = true
    where a.organisation_id = ${ctx.actor.organisationId} and a.id = any (${[...ids]}::uuid[]) and a.ended_at is null
      and not exists (select from assignment other where other.organisation_id = a.organisation_id
        and other.role_id = a.role_id and other.is_primary and other.ended_at is null)`.execute(db(ctx))
}

/**
 * Ends many assignments in one statement; those that have ended are left as they are. A job ends in nobody's name.
 * @returns those that ended now
 */
export async function saveEnds(
  ctx: Context,
  ends: readonly (AssignmentKey & { readonly reason: string })[],
): Promise<AssignmentKey[]> {
  if (ends.length === 0) return []
  const { actor } = ctx
  const by = actor.kind === 'job' ? sql`` : sql`, ended_by = ${actor.id}, ended_by_name = ${actor.name}`
  const { rows } = await sql<AssignmentKey>`
    update assignment a set ended_at = ${ctx.now}, end_reason = chosen.reason ${by}
    from unnest(${ends.map((end) => end.organisationId)}::int[], ${ends.map((end) => end.id)}::uuid[],
      ${ends.map((end) => end.reason)}::text[]) as chosen (organisation_id, id, reason)
    where a.organisation_id = chosen.organisation_id and a.id = chosen.id and a.ended_at is null
    returning a.organisation_id as "organisationId", a.id`.execute(db(ctx))
  return rows
}

/** Puts many on pause, or ends their pause; those that are so already are left alone. @returns those that changed */
export async function savePauses(
  ctx: Context,
  keys: readonly AssignmentKey[],
  isPaused: boolean,
): Promise<AssignmentKey[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<AssignmentKey>`
    update assignment a set suspended_at = ${isPaused ? ctx.now : null}::timestamptz, suspensions = suspensions + 1
    from ${keysOf(keys)}
    where a.organisation_id = chosen.organisation_id and a.id = chosen.id and a.ended_at is null
      and (a.suspended_at is null) = ${isPaused}
    returning a.organisation_id as "organisationId", a.id`.execute(db(ctx))
  return rows
}

/** What the events of many assignments tell, by assignment id (see the feature's `index.ts`); one statement. */
export async function listFacts(
  ctx: Context,
  keys: readonly AssignmentKey[],
): Promise<(AssignmentKey & { readonly facts: Record<string, EventValue> })[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<AssignmentKey & { facts: Record<string, EventValue> }>`
    select a.organisation_id as "organisationId", a.id, json_build_object('roleId', r.id, 'roleName', r.name,
      'userId', a.user_id, 'userName', a.user_name, 'isPrimary', a.is_primary, 'startsOn', a.starts_on,
      'endsBefore', a.ends_before, 'access', coalesce((
        select json_agg(json_build_object('connector', d.connector, 'team', d.team, 'channels', d.channels)
          order by d.connector desc, d.team) from role_access d where d.role_id = r.id), '[]')) as facts
    from ${keysOf(keys)} join assignment a on a.organisation_id = chosen.organisation_id and a.id = chosen.id
      join role r on r.id = a.role_id`.execute(db(ctx))
  return rows
}

/** A role's limits and its open assignments in the actor's municipality, for rules over many. */
export interface RoleStanding {
  readonly roleId: string
  readonly roleName: string
  readonly minimumHolders: number
  readonly maximumHolders: number | null
  readonly hasPrimary: boolean
  readonly isRetired: boolean
  readonly open: readonly {
    readonly id: string
    readonly userId: string
    readonly isPrimary: boolean
    readonly startsOn: string
    readonly endsBefore: string | null
  }[]
}

export async function listStandings(ctx: Context, roleIds: readonly string[]): Promise<RoleStanding[]> {
  const { rows } = await sql<RoleStanding>`
    select r.id as "roleId", r.name as "roleName", r.minimum_holders as "minimumHolders",
      r.maximum_holders as "maximumHolders", r.has_primary as "hasPrimary", r.retired_at is not null as "isRetired",
      coalesce((select json_agg(json_build_object('id', a.id, 'userId', a.user_id, 'isPrimary', a.is_primary,
          'startsOn', a.starts_on, 'endsBefore', a.ends_before))
        from assignment a where a.organisation_id = ${ctx.actor.organisationId} and a.role_id = r.id
          and a.ended_at is null and (a.ends_before is null or a.ends_before > ${ctx.today})), '[]') as open
    from role r where r.id = any (${[...new Set(roleIds)]}::uuid[])`.execute(db(ctx))
  return rows
}
