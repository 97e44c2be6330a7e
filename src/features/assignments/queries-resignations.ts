import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'

/** A holder who said that they no longer have a role, with the proposal if there is one (R6). */
export interface Resignation {
  readonly id: string
  readonly assignmentId: string
  readonly roleId: string
  readonly roleName: string
  readonly userId: string
  readonly userName: string
  readonly wasPrimary: boolean
  readonly resignedAt: Date
  readonly successorId: string | null
  readonly successorName: string | null
  readonly successorEmail: string | null
  readonly settledAt: Date | null
  readonly settledByName: string | null
  readonly outcome: 'given' | 'dismissed' | 'lapsed' | null
}

function resignations(ctx: Context) {
  return db(ctx)
    .selectFrom('resignation as s')
    .innerJoin('role as r', 'r.id', 's.role_id')
    .select(['s.id', 's.assignment_id as assignmentId', 's.role_id as roleId', 'r.name as roleName'])
    .select(['s.user_id as userId', 's.user_name as userName', 's.was_primary as wasPrimary'])
    .select(['s.resigned_at as resignedAt', 's.successor_id as successorId'])
    .select(['s.successor_name as successorName', 's.successor_email as successorEmail'])
    .select(['s.settled_at as settledAt', 's.settled_by_name as settledByName'])
    .select((eb) => eb.ref('s.outcome').$castTo<Resignation['outcome']>().as('outcome'))
    .where('s.organisation_id', '=', ctx.actor.organisationId)
}

/** One of the actor's own municipality. @throws NotFound */
export async function getResignation(ctx: Context, id: string): Promise<Resignation> {
  const resignation = await resignations(ctx).where('s.id', '=', id).executeTakeFirst()
  if (!resignation) throw new NotFound('resignation')
  return resignation
}

/** Proposals that wait for the KLIK-administrator, the oldest first; of one role or of all. */
export async function listWaitingProposals(ctx: Context, roleId: string | null): Promise<Resignation[]> {
  let query = resignations(ctx).where('s.settled_at', 'is', null).where('s.successor_name', 'is not', null)
  if (roleId) query = query.where('s.role_id', '=', roleId)
  return await query.orderBy('s.resigned_at').orderBy('s.id').limit(50).execute()
}

export interface ResignationFilter {
  /** With a proposal that waits, or not; both when left out. */
  readonly isWaiting?: boolean
  readonly after?: string
  readonly limit: number
}

/** Resignations of the actor's own municipality, in the order they were made. */
export async function listResignations(ctx: Context, filter: ResignationFilter): Promise<Resignation[]> {
  let query = resignations(ctx)
  if (filter.isWaiting === true)
    query = query.where('s.settled_at', 'is', null).where('s.successor_name', 'is not', null)
  if (filter.isWaiting === false)
    query = query.where((eb) =>
      eb.or([eb('s.settled_at', 'is not', null), eb('s.successor_name', 'is', null)]),
    )
  if (filter.after) query = query.where('s.id', '>', filter.after)
  return await query.orderBy('s.id').limit(filter.limit).execute()
}
