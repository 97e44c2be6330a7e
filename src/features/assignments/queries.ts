import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { RoleAccess, RoleEnding } from '../roles/index.ts'
import type { Period } from './domain.ts'
import { checkReaches } from './policy.ts'

/** Assignments `a` in force on the day of the request (R2: half-open). */
export const inForce = (
  ctx: Pick<Context, 'today'>,
) => sql<boolean>`a.ended_at is null and a.starts_on <= ${ctx.today}
  and (a.ends_before is null or a.ends_before > ${ctx.today})`

export interface Holder extends Period {
  readonly assignmentId: string
  readonly userId: string
  readonly name: string
  readonly title: string
  readonly email: string | null
  readonly isPrimary: boolean
  /** No longer a user of the municipality (R4); name as it was, no e-mail. */
  readonly hasLeft: boolean
  /** On pause: nobody confirmed it, and its access is closed (C3). */
  readonly isSuspended: boolean
}

/** The assignment `a` with what the user `u` of the same municipality is called today. */
export const holderColumns = sql`a.id as "assignmentId", a.user_id as "userId", coalesce(u.name, a.user_name) as name,
  coalesce(u.title, '') as title, u.email, a.is_primary as "isPrimary", u.id is null as "hasLeft",
  a.suspended_at is not null as "isSuspended",
  a.starts_on as "startsOn", a.ends_before as "endsBefore"`

export const withUser = sql`assignment a left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id`

/**
 * Those who hold a role in a municipality today, the primary one first.
 * @throws NotFound when the municipality is beyond the actor's reach
 */
export async function listHolders(ctx: Context, organisationId: number, roleId: string): Promise<Holder[]> {
  checkReaches(ctx.actor, organisationId)
  const { rows } = await sql<Holder>`
    select ${holderColumns} from ${withUser}
    where a.organisation_id = ${organisationId} and a.role_id = ${roleId}::uuid and ${inForce(ctx)}
    order by a.is_primary desc, a.starts_on, name, a.id`.execute(db(ctx))
  return rows
}

/**
 * How many hold a role in a municipality today.
 * @throws NotFound when the municipality is beyond the actor's reach
 */
export async function countHolders(ctx: Context, organisationId: number, roleId: string): Promise<number> {
  checkReaches(ctx.actor, organisationId)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from assignment a
    where a.organisation_id = ${organisationId} and a.role_id = ${roleId}::uuid and ${inForce(ctx)}`.execute(
    db(ctx),
  )
  return rows[0]?.count ?? 0
}

export interface FoundAssignment extends Period {
  readonly id: string
  readonly organisationId: number
  readonly roleId: string
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  readonly givenByName: string
  readonly givenOnBehalfOfName: string | null
  readonly givenAt: Date
  readonly endedAt: Date | null
  readonly endedByName: string | null
  readonly endedOnBehalfOfName: string | null
}

const foundColumns = [
  'a.id',
  'a.organisation_id as organisationId',
  'a.role_id as roleId',
  'a.user_id as userId',
  'a.user_name as userName',
  'a.is_primary as isPrimary',
  'a.starts_on as startsOn',
  'a.ends_before as endsBefore',
  'a.given_by_name as givenByName',
  'a.given_on_behalf_of_name as givenOnBehalfOfName',
  'a.given_at as givenAt',
  'a.ended_at as endedAt',
  'a.ended_by_name as endedByName',
  'a.ended_on_behalf_of_name as endedOnBehalfOfName',
] as const

/** One assignment, current or not, within the actor's reach. @throws NotFound */
export async function getAssignment(ctx: Context, id: string): Promise<FoundAssignment> {
  let query = db(ctx).selectFrom('assignment as a').select(foundColumns).where('a.id', '=', id)
  if (ctx.actor.side !== 'central') query = query.where('a.organisation_id', '=', ctx.actor.organisationId)
  const assignment = await query.executeTakeFirst()
  if (!assignment) throw new NotFound('assignment')
  return assignment
}

/** Those of the actor's own municipality among these ids, current or not. */
export async function listFound(ctx: Context, ids: readonly string[]): Promise<FoundAssignment[]> {
  return await db(ctx)
    .selectFrom('assignment as a')
    .select(foundColumns)
    .where('a.organisation_id', '=', ctx.actor.organisationId)
    .where('a.id', 'in', [...ids])
    .orderBy('a.id')
    .execute()
}

export interface AssignmentFilter {
  readonly organisationId?: number
  readonly roleId?: string
  readonly userId?: string
  /** In force today, or not; both when left out. */
  readonly isCurrent?: boolean
  /** Id of the last one of the page before. */
  readonly after?: string
  readonly limit: number
}

/** Assignments within the actor's reach, in the order they were given. */
export async function listAssignments(ctx: Context, filter: AssignmentFilter): Promise<FoundAssignment[]> {
  let query = db(ctx).selectFrom('assignment as a').select(foundColumns)
  if (ctx.actor.side !== 'central') query = query.where('a.organisation_id', '=', ctx.actor.organisationId)
  if (filter.organisationId) query = query.where('a.organisation_id', '=', filter.organisationId)
  if (filter.roleId) query = query.where('a.role_id', '=', filter.roleId)
  if (filter.userId) query = query.where('a.user_id', '=', filter.userId)
  if (filter.isCurrent === true) query = query.where(inForce(ctx))
  if (filter.isCurrent === false) query = query.where(sql<boolean>`not (${inForce(ctx)})`)
  if (filter.after) query = query.where('a.id', '>', filter.after)
  return await query.orderBy('a.id').limit(filter.limit).execute()
}

export interface HeldRole extends Period {
  readonly assignmentId: string
  readonly roleId: string
  readonly roleName: string
  readonly isPrimary: boolean
  readonly access: readonly RoleAccess[]
  /** The list for whoever is new in the role. */
  readonly takeOver: string
  /** When and why the role itself ends; `endsBefore` is the holder's own last day or the role's, whichever comes first. */
  readonly roleEnding: RoleEnding | null
}

/** The roles a user of the actor's own organisation holds today, by name (R6). */
export async function currentAssignmentsOf(ctx: Context, userId: string): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select a.id as "assignmentId", r.id as "roleId", r.name as "roleName", a.is_primary as "isPrimary",
      a.starts_on as "startsOn", least(a.ends_before, e.ends_before) as "endsBefore",
      case when e.id is not null then json_build_object('endsBefore', e.ends_before, 'reason', e.reason, 'replacedBy',
        (select json_build_object('id', n.id, 'name', n.name) from role n where n.id = e.replaced_by)) end
        as "roleEnding",
      coalesce((select json_agg(json_build_object('connector', d.connector, 'team', d.team, 'channels', d.channels)
        order by d.connector desc, d.team) from role_access d where d.role_id = r.id), '[]') as access,
      v.take_over as "takeOver"
    from assignment a join role r on r.id = a.role_id
      join role_version v on v.role_id = r.id and v.version = r.current_version
      left join role_ending e on e.role_id = r.id and e.over_at is null
    where a.organisation_id = ${ctx.actor.organisationId} and a.user_id = ${userId}::uuid and ${inForce(ctx)}
    order by r.name, a.id`.execute(db(ctx))
  return rows
}
