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
  /** The line of an open round that asks about this very assignment and has no answer; null when none does. */
  readonly openLine: OpenLine | null
}

/** Where the yearly confirmation asks about a holder, and until when (C1). */
export interface OpenLine {
  readonly roundId: string
  readonly itemId: string
  readonly closesOn: CivilDay
}

/** The holders of the actor's own municipality that somebody should look at, the most urgent first. */
export async function listDoubtfulHolders(ctx: Context, staleDays: number): Promise<DoubtfulHolder[]> {
  const { rows } = await sql<DoubtfulHolder>`
    select f.assignment_id as "assignmentId", f.role_id as "roleId", r.name as "roleName", f.user_name as name,
      coalesce(f.reason, f.kind) as doubt, f.since, (
        select json_build_object('roundId', c.id, 'itemId', i.id, 'closesOn', c.closes_on)
        from certification_item i join certification_round c on c.id = i.round_id and c.status = 'open'
        where i.organisation_id = f.organisation_id and i.held_assignment_id = f.assignment_id
          and i.answer is null and i.consequence is null
        order by c.closes_on limit 1) as "openLine"
    from role_finding_on(${ctx.today}::date, ${staleDays}::int) f join role r on r.id = f.role_id
    where f.organisation_id = ${ctx.actor.organisationId} and f.kind in ('stale', 'bouncing')
    order by f.rank, f.user_name, r.name, f.assignment_id`.execute(db(ctx))
  return rows
}
