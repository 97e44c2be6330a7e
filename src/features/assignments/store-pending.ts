import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

export interface NewPending {
  readonly id: string
  readonly roleId: string
  readonly name: string
  readonly email: string
  readonly emailKey: string
  readonly userUuid: string | null
  readonly isPrimary: boolean
  readonly startsOn: CivilDay | null
  readonly endsBefore: CivilDay | null
  readonly replaces: string | null
  readonly expiresAt: Date
}

const rowOf = (ctx: Context, pending: NewPending) => ({
  name: pending.name,
  email: pending.email,
  email_key: pending.emailKey,
  user_uuid: pending.userUuid,
  is_primary: pending.isPrimary,
  starts_on: pending.startsOn,
  ends_before: pending.endsBefore,
  replaces: pending.replaces,
  given_by: ctx.actor.id,
  given_by_name: ctx.actor.name,
  given_on_behalf_of: ctx.actor.onBehalfOf?.id ?? null,
  given_on_behalf_of_name: ctx.actor.onBehalfOf?.name ?? null,
  given_at: ctx.now,
  expires_at: pending.expiresAt,
})

/** Inserts a pending assignment in the actor's organisation. */
export async function insertPending(ctx: Context, pending: NewPending): Promise<void> {
  const key = { organisation_id: ctx.actor.organisationId, id: pending.id, role_id: pending.roleId }
  await db(ctx)
    .insertInto('pending_assignment')
    .values({ ...key, ...rowOf(ctx, pending) })
    .execute()
}

/** Gives a waiting one again: days, name and giver are the new ones, and its time begins anew. */
export async function savePendingAgain(ctx: Context, pending: NewPending): Promise<void> {
  await db(ctx)
    .updateTable('pending_assignment')
    .set(rowOf(ctx, pending))
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', '=', pending.id)
    .where('settled_at', 'is', null)
    .execute()
}

export type Settlement =
  | { readonly outcome: 'tookEffect'; readonly userId: string; readonly assignmentId: string }
  | { readonly outcome: 'refused'; readonly userId: string; readonly refusal: string }
  | { readonly outcome: 'withdrawn' }

/** Settles waiting ones, once and for all. @returns the ids of those settled now */
export async function saveSettled(
  ctx: Context,
  ids: readonly string[],
  settlement: Settlement,
): Promise<string[]> {
  const rows = await db(ctx)
    .updateTable('pending_assignment')
    .set({
      settled_at: ctx.now,
      outcome: settlement.outcome,
      settled_by_name: settlement.outcome === 'withdrawn' ? ctx.actor.name : null,
      user_id: settlement.outcome === 'withdrawn' ? null : settlement.userId,
      assignment_id: settlement.outcome === 'tookEffect' ? settlement.assignmentId : null,
      refusal: settlement.outcome === 'refused' ? settlement.refusal : null,
    })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', 'in', [...ids])
    .where('settled_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** A pending assignment as its events tell of it. */
export interface ToldPending {
  readonly organisationId: number
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  readonly name: string
}

/** Settles those whose time is up, everywhere. Under the jobs' reach. @returns each once */
export async function saveExpired(ctx: Pick<Context, 'tx' | 'now'>): Promise<ToldPending[]> {
  const { rows } = await sql<ToldPending>`
    update pending_assignment p set settled_at = ${ctx.now}, outcome = 'expired'
    from role r where r.id = p.role_id and p.settled_at is null and p.expires_at <= ${ctx.now}
    returning p.organisation_id as "organisationId", p.id, p.role_id as "roleId", r.name as "roleName", p.name`.execute(
    db(ctx),
  )
  return rows
}
