import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { AccessStates } from './domain.ts'
import { type Holder, holderColumns, withUser } from './queries.ts'
import { type AccessRow, statesOf } from './queries-access.ts'
import { optedOutNumber } from './queries-overview.ts'

export interface RoleAssignment extends Holder {
  readonly givenByName: string
  /** The administrator a deputy gave it for. */
  readonly givenOnBehalfOfName: string | null
  readonly givenAt: Date
  readonly endedAt: Date | null
  /** Null also when it ended by its own last day. */
  readonly endedByName: string | null
  readonly endedOnBehalfOfName: string | null
  readonly endReason: string | null
}

/** Most assignments one page shows: open ones first, then the latest ended ones. */
const mostShown = 300

export interface RoleInMunicipality {
  /** Open ones first (also those that begin later), then the latest ended ones. */
  readonly assignments: readonly RoleAssignment[]
  /** Where their access stands, by user id. */
  readonly states: AccessStates
  /** The newest task that asks for the role, when its answer is that the municipality does not take part. */
  readonly optedOutTask: number | null
  /** The task one came from, if it is one of the municipality's that asks for this role. */
  readonly askingTask: { readonly isOpen: boolean } | null
}

/** What there is and was of a role in the actor's own municipality; one statement, of one row at least. */
export async function findRoleInMunicipality(
  ctx: Context,
  roleId: string,
  fromTask: number | null,
): Promise<RoleInMunicipality> {
  const { organisationId } = ctx.actor
  const { rows } = await sql<
    RoleAssignment & AccessRow & Pick<RoleInMunicipality, 'optedOutTask' | 'askingTask'>
  >`
    select asked.*, a.*, s.user_id as key, s.connector, s.kind, s.since, s.next_attempt_at as "nextAttemptAt",
      s.changed_at as "updatedAt", s.error ->> 'code' as "faultCode"
    from (select ${optedOutNumber(ctx, sql`${roleId}::uuid`)} as "optedOutTask", (
        select json_build_object('isOpen', t.status <> 'completed')
        from task t join task_template tt on tt.id = t.template_id
        where t.organisation_id = ${organisationId} and t.number = ${fromTask}::bigint
          and tt.bound_role_id = ${roleId}::uuid) as "askingTask") asked
      left join (
        select ${holderColumns}, a.given_by_name as "givenByName", a.given_at as "givenAt", a.ended_at as "endedAt",
          a.ended_by_name as "endedByName", a.given_on_behalf_of_name as "givenOnBehalfOfName",
          a.ended_on_behalf_of_name as "endedOnBehalfOfName", a.end_reason as "endReason"
        from ${withUser}
        where a.organisation_id = ${organisationId} and a.role_id = ${roleId}::uuid
        order by a.ended_at desc nulls first, a.is_primary desc, a.starts_on, name, a.id
        limit ${mostShown}) a on true
      left join (
        select * from access_state_on(${ctx.today}::date) s where s.organisation_id = ${organisationId}
          and s.connector in (select connector from role_access where role_id = ${roleId}::uuid)) s
        on s.user_id = a."userId"
    order by a."endedAt" desc nulls first, a."isPrimary" desc, a."startsOn", a.name, a."assignmentId"`.execute(
    db(ctx),
  )
  // A role that opens two doors gives a holder two rows.
  const held = rows.filter((row) => row.assignmentId !== null)
  const standing = rows.filter((row) => row.key !== null)
  return {
    assignments: [...new Map(held.map((row) => [row.assignmentId, row])).values()],
    states: statesOf(standing, ctx.now),
    optedOutTask: rows[0]?.optedOutTask ?? null,
    askingTask: rows[0]?.askingTask ?? null,
  }
}
