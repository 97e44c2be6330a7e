import { type SqlBool, sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import { emailKeyOf, type PendingState, type WaitingAssignment } from './domain-pending.ts'

/** A pending assignment with its whole story. */
export interface PendingAssignment extends Omit<WaitingAssignment, 'emailKey'> {
  readonly organisationId: number
  readonly roleId: string
  readonly roleName: string
  /** Null: forgotten some time after it was settled; a UUID too. */
  readonly email: string | null
  readonly emailKey: string | null
  readonly givenBy: string
  readonly givenByName: string
  readonly givenOnBehalfOf: string | null
  readonly givenOnBehalfOfName: string | null
  readonly givenAt: Date
  readonly expiresAt: Date
  readonly settledAt: Date | null
  readonly outcome: Exclude<PendingState, 'waiting'> | null
  readonly settledByName: string | null
  /** Code of the rule that said no at the sign-in. */
  readonly refusal: string | null
  readonly userId: string | null
  readonly assignmentId: string | null
}

/** One that waits has its address. */
export type WaitingPending = PendingAssignment & { readonly email: string; readonly emailKey: string }

function pendings(ctx: Context) {
  return db(ctx)
    .selectFrom('pending_assignment as p')
    .innerJoin('role as r', 'r.id', 'p.role_id')
    .select(['p.id', 'p.organisation_id as organisationId', 'p.role_id as roleId', 'r.name as roleName'])
    .select(['p.name', 'p.email', 'p.email_key as emailKey', 'p.user_uuid as userUuid'])
    .select(['p.is_primary as isPrimary', 'p.replaces', 'p.given_by as givenBy'])
    .select(['p.given_by_name as givenByName', 'p.given_on_behalf_of as givenOnBehalfOf'])
    .select(['p.given_on_behalf_of_name as givenOnBehalfOfName', 'p.given_at as givenAt'])
    .select(['p.expires_at as expiresAt', 'p.settled_at as settledAt', 'p.settled_by_name as settledByName'])
    .select(['p.refusal', 'p.user_id as userId', 'p.assignment_id as assignmentId'])
    .select((eb) => [
      eb.ref('p.outcome').$castTo<PendingAssignment['outcome']>().as('outcome'),
      eb.ref('p.starts_on').$castTo<CivilDay | null>().as('startsOn'),
      eb.ref('p.ends_before').$castTo<CivilDay | null>().as('endsBefore'),
    ])
    .where('p.organisation_id', '=', ctx.actor.organisationId)
}

/** Waiting and not past its time, whether the job has come round to that or not. */
const isWaiting = (ctx: Pick<Context, 'now'>) =>
  sql<SqlBool>`p.settled_at is null and p.expires_at > ${ctx.now}`

/** One of the actor's own municipality. @throws NotFound */
export async function getPending(ctx: Context, id: string): Promise<PendingAssignment> {
  const pending = await pendings(ctx).where('p.id', '=', id).executeTakeFirst()
  if (!pending) throw new NotFound('pending assignment')
  return pending
}

/** Those of the actor's own municipality among these ids, settled or not. */
export async function listPendingByIds(ctx: Context, ids: readonly string[]): Promise<PendingAssignment[]> {
  return await pendings(ctx)
    .where('p.id', 'in', [...ids])
    .orderBy('p.id')
    .execute()
}

/** Those who wait for these roles in the actor's own municipality: what the limits count beside the holders. */
export async function listWaiting(ctx: Context, roleIds: readonly string[]): Promise<WaitingPending[]> {
  return await pendings(ctx)
    .$narrowType<{ email: string; emailKey: string }>()
    .where('p.role_id', 'in', [...roleIds])
    .where(isWaiting(ctx))
    .orderBy('p.given_at')
    .orderBy('p.id')
    .execute()
}

/** How long a refusal or an expiry stays on the role's page (days). */
const shownDays = 30

/** Those who wait for a role, and what became of it lately without a role: refused at the sign-in, or expired. */
export async function listShownPending(ctx: Context, roleId: string): Promise<PendingAssignment[]> {
  return await pendings(ctx)
    .where('p.role_id', '=', roleId)
    .where((eb) =>
      eb.or([
        eb('p.settled_at', 'is', null),
        eb.and([
          eb('p.outcome', 'in', ['refused', 'expired']),
          sql<SqlBool>`p.settled_at > ${ctx.now}::timestamptz - make_interval(days => ${shownDays}::int)`,
        ]),
      ]),
    )
    .orderBy('p.given_at')
    .orderBy('p.id')
    .execute()
}

/** What waits for a person who has just signed in, by role; who is meant is decided by the rules (R3). */
export async function listWaitingFor(
  ctx: Context,
  person: { readonly id: string; readonly email: string | null },
): Promise<WaitingPending[]> {
  const key = person.email === null ? null : emailKeyOf(person.email)
  return await pendings(ctx)
    .$narrowType<{ email: string; emailKey: string }>()
    .where(isWaiting(ctx))
    .where((eb) =>
      eb.or([
        eb('p.user_uuid', '=', person.id),
        ...(key === null ? [] : [eb.and([eb('p.email_key', '=', key), eb('p.user_uuid', 'is', null)])]),
      ]),
    )
    .orderBy('p.role_id')
    .orderBy('p.given_at')
    .orderBy('p.id')
    .execute()
}

export interface PendingFilter {
  readonly roleId?: string
  /** Waiting, or settled; both when left out. */
  readonly isWaiting?: boolean
  readonly after?: string
  readonly limit: number
}

/** Pending assignments of the actor's own municipality, in the order they were given. */
export async function listPending(ctx: Context, filter: PendingFilter): Promise<PendingAssignment[]> {
  let query = pendings(ctx)
  if (filter.roleId) query = query.where('p.role_id', '=', filter.roleId)
  if (filter.isWaiting === true) query = query.where(isWaiting(ctx))
  if (filter.isWaiting === false) query = query.where(sql<SqlBool>`not (${isWaiting(ctx)})`)
  if (filter.after) query = query.where('p.id', '>', filter.after)
  return await query.orderBy('p.id').limit(filter.limit).execute()
}
