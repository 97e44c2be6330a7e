import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { EndingDraft, PastEnding } from './domain-ending.ts'

/** Waits for those who are giving the role, and keeps further ones waiting until the transaction ends. */
export async function lockEnding(ctx: Pick<Context, 'tx'>, roleId: string): Promise<void> {
  await sql`select hold_role_ending(${roleId}::uuid)`.execute(db(ctx))
}

/** Says that a role ends, in place of what was said before. */
export async function insertEnding(ctx: Context, roleId: string, draft: EndingDraft): Promise<void> {
  await saveOver(ctx, roleId, 'changed')
  await db(ctx)
    .insertInto('role_ending')
    .values({
      id: ctx.newId(),
      role_id: roleId,
      ends_before: draft.endsBefore,
      reason: draft.reason,
      replaced_by: draft.replacedById,
      set_at: ctx.now,
      set_by: ctx.actor.id,
      set_by_name: ctx.actor.name,
    })
    .execute()
  await countSaid(ctx, roleId)
}

/** What was said no longer counts. A role that was taken out is in use again. */
export async function saveTakenBack(
  ctx: Context,
  roleId: string,
  outcome: 'calledOff' | 'takenUp',
): Promise<void> {
  await saveOver(ctx, roleId, outcome)
  await countSaid(ctx, roleId)
}

async function saveOver(
  ctx: Context,
  roleId: string,
  outcome: NonNullable<PastEnding['outcome']>,
): Promise<void> {
  await db(ctx)
    .updateTable('role_ending')
    .set({ over_at: ctx.now, over_by_name: ctx.actor.name, outcome })
    .where('role_id', '=', roleId)
    .where('over_at', 'is', null)
    .execute()
}

async function countSaid(ctx: Context, roleId: string): Promise<void> {
  await db(ctx)
    .updateTable('role')
    .set((eb) => ({ ending_version: eb('ending_version', '+', 1), retired_at: null }))
    .where('id', '=', roleId)
    .execute()
}

/** A role that was taken out, as its event tells. */
export interface RetiredRole {
  readonly roleId: string
  readonly roleName: string
  readonly endsBefore: CivilDay
  readonly reason: string
}

/** Takes a role out whose day has come. Under the jobs' reach. @returns null when it is out, or its ending was called off */
export async function saveRetired(
  ctx: Pick<Context, 'tx' | 'now' | 'today'>,
  roleId: string,
): Promise<RetiredRole | null> {
  const { rows } = await sql<RetiredRole>`
    with due as (
      update role_ending e set retired_at = ${ctx.now}
      where e.role_id = ${roleId}::uuid and e.over_at is null and e.retired_at is null
        and e.ends_before <= ${ctx.today}::date
      returning e.role_id, e.ends_before, e.reason)
    update role r set retired_at = ${ctx.now}, ending_version = r.ending_version + 1
    from due where r.id = due.role_id
    returning r.id as "roleId", r.name as "roleName", due.ends_before as "endsBefore", due.reason`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}
