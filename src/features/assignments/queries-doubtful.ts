import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/** A holder who seems to be gone, or whom mail does not reach (R4). */
export interface DoubtfulHolder {
  readonly assignmentId: string
  readonly roleId: string
  readonly roleName: string
  readonly name: string
  readonly doubt: 'left' | 'noPrivilege' | 'notSignedIn' | 'bouncing'
  /** Last signed in, or mail returned; null when nobody knows. */
  readonly since: CivilDay | null
}

/** The holders of the actor's own municipality that somebody should look at, the most urgent first. */
export async function listDoubtfulHolders(ctx: Context, staleDays: number): Promise<DoubtfulHolder[]> {
  const { rows } = await sql<DoubtfulHolder>`
    select f.assignment_id as "assignmentId", f.role_id as "roleId", r.name as "roleName", f.user_name as name,
      coalesce(f.reason, f.kind) as doubt, f.since
    from role_finding_on(${ctx.today}::date, ${staleDays}::int) f join role r on r.id = f.role_id
    where f.organisation_id = ${ctx.actor.organisationId} and f.kind in ('stale', 'bouncing')
    order by f.rank, f.user_name, r.name, f.assignment_id`.execute(db(ctx))
  return rows
}
