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

/**
 * Writes pending assignments in the actor's organisation, in one statement. One that waits is given again: days, name
 * and giver are the new ones, and its time begins anew.
 */
export async function savePending(ctx: Context, pendings: readonly NewPending[]): Promise<void> {
  if (pendings.length === 0) return
  await db(ctx)
    .insertInto('pending_assignment')
    .values(
      pendings.map((pending) => ({
        organisation_id: ctx.actor.organisationId,
        id: pending.id,
        role_id: pending.roleId,
        ...rowOf(ctx, pending),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        email: eb.ref('excluded.email'),
        email_key: eb.ref('excluded.email_key'),
        user_uuid: eb.ref('excluded.user_uuid'),
        is_primary: eb.ref('excluded.is_primary'),
        starts_on: eb.ref('excluded.starts_on'),
        ends_before: eb.ref('excluded.ends_before'),
        replaces: eb.ref('excluded.replaces'),
        given_by: eb.ref('excluded.given_by'),
        given_by_name: eb.ref('excluded.given_by_name'),
        given_on_behalf_of: eb.ref('excluded.given_on_behalf_of'),
        given_on_behalf_of_name: eb.ref('excluded.given_on_behalf_of_name'),
        given_at: eb.ref('excluded.given_at'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    )
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
  if (ids.length === 0) return []
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

/** Forgets the addresses and UUIDs of what was settled before, everywhere. Under the jobs' reach. @returns how many */
export async function saveForgotten(ctx: Pick<Context, 'tx'>, settledBefore: Date): Promise<number> {
  const { numAffectedRows: pending = 0n } = await sql`
    update pending_assignment set email = null, email_key = null, user_uuid = null
    where settled_at < ${settledBefore} and email is not null`.execute(db(ctx))
  const { numAffectedRows: proposed = 0n } = await sql`
    update resignation set successor_email = null
    where settled_at < ${settledBefore} and successor_email is not null`.execute(db(ctx))
  return Number(pending + proposed)
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
