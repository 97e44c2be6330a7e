import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { AssignmentKey } from './store.ts'

const own = (ctx: Context, ids: readonly string[]): RawBuilder<boolean> => sql<boolean>`
  a.organisation_id = ${ctx.actor.organisationId} and a.id = any (${[...ids]}::uuid[])`

const key = sql`a.organisation_id as "organisationId", a.id`

/** Nobody of these is the primary one any more. @returns their names by id */
export async function savePrimaryGone(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; userName: string }>`
    update assignment a set is_primary = false where ${own(ctx, ids)}
    returning a.id, a.user_name as "userName"`.execute(db(ctx))
  return new Map(rows.map(({ id, userName }) => [id, userName]))
}

/** These are the primary ones again, where nobody else has become it. @returns those that changed */
export async function savePrimaryBack(
  ctx: Context,
  ids: readonly string[],
): Promise<(AssignmentKey & { readonly userName: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AssignmentKey & { userName: string }>`
    update assignment a set is_primary = true
    where ${own(ctx, ids)} and a.ended_at is null
      and not exists (select from assignment other where other.organisation_id = a.organisation_id
        and other.role_id = a.role_id and other.is_primary and other.ended_at is null)
    returning ${key}, a.user_name as "userName"`.execute(db(ctx))
  return rows
}

/**
 * Puts many of the actor's organisation on pause, or ends their pause; those that are so already are left alone.
 * @returns those that changed
 */
export async function savePauses(
  ctx: Context,
  ids: readonly string[],
  isPaused: boolean,
): Promise<AssignmentKey[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AssignmentKey>`
    update assignment a set suspended_at = ${isPaused ? ctx.now : null}::timestamptz, suspensions = suspensions + 1
    where ${own(ctx, ids)} and a.ended_at is null and (a.suspended_at is null) = ${isPaused}
    returning ${key}`.execute(db(ctx))
  return rows
}
