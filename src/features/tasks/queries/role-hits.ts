import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

/** A role of the gallery that matches what was searched for. */
export interface RoleHit {
  readonly id: string
  readonly name: string
  readonly solution: string | null
}

/** Most roles shown above a list of tasks. */
const mostRoles = 5

/** Roles in use with the words in their name, solution or purpose; a hit in the name comes first. */
export async function findRoleHits(ctx: Context, q: string): Promise<RoleHit[]> {
  if (!q || !ctx.actor.permissions.has('role.read')) return []
  const part = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<RoleHit>`
    select r.id, r.name, r.solution
    from role r join role_version v on v.role_id = r.id and v.version = r.current_version
    where r.retired_at is null and (r.name ilike ${part} or r.solution ilike ${part} or v.purpose ilike ${part})
    order by r.name ilike ${part} desc, r.name limit ${mostRoles}`.execute(db(ctx))
  return rows
}
