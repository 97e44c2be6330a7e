import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import { db } from '../../../platform/db/database.ts'
import type { Done, Reading } from '../basis.ts'

export interface AssignmentRow {
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  /** The version of the role's description that stood when it was given. */
  readonly roleVersion: number
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  readonly startsOn: CivilDay
  readonly endsBefore: CivilDay | null
  readonly suspendedAt: Date | null
  readonly given: Done
  /** By nobody: on its last day, or for want of an answer. */
  readonly ended: (Omit<Done, 'byName'> & { readonly byName: string | null }) | null
}

interface Row extends Omit<AssignmentRow, 'given' | 'ended'> {
  readonly givenAt: Date
  readonly givenByName: string
  readonly givenOnBehalfOfName: string | null
  readonly endedAt: Date | null
  readonly endedByName: string | null
  readonly endedOnBehalfOfName: string | null
}

/** Who held which role, from when to when (R2). Why one ended is the municipality's own record and left out. */
export async function listAssignments({ ctx, organisationId }: Reading): Promise<AssignmentRow[]> {
  const { rows } = await sql<Row>`
    select a.id, a.role_id as "roleId", r.name as "roleName", a.user_id as "userId", a.user_name as "userName",
      coalesce((select max(v.version) from role_version v
        where v.role_id = a.role_id and v.created_at <= a.given_at), 1) as "roleVersion",
      a.is_primary as "isPrimary", a.starts_on as "startsOn", a.ends_before as "endsBefore",
      a.suspended_at as "suspendedAt", a.given_at as "givenAt", a.given_by_name as "givenByName",
      a.given_on_behalf_of_name as "givenOnBehalfOfName", a.ended_at as "endedAt", a.ended_by_name as "endedByName",
      a.ended_on_behalf_of_name as "endedOnBehalfOfName"
    from assignment a join role r on r.id = a.role_id
    where a.organisation_id = ${organisationId} order by a.given_at, a.id`.execute(db(ctx))
  return rows.map(
    ({ givenAt, givenByName, givenOnBehalfOfName, endedAt, endedByName, endedOnBehalfOfName, ...row }) => ({
      ...row,
      given: { at: givenAt, byName: givenByName, onBehalfOfName: givenOnBehalfOfName },
      ended: endedAt && { at: endedAt, byName: endedByName, onBehalfOfName: endedOnBehalfOfName },
    }),
  )
}

export interface AccessRow {
  readonly userId: string
  readonly userName: string
  readonly target: string
  readonly state: string
  readonly verifiedAt: Date | null
  readonly activeSince: Date | null
  readonly closedAt: Date | null
  readonly steps: readonly {
    readonly assignmentsVersion: number
    readonly step: string
    readonly state: string
    readonly readBackAt: string
    readonly tickedOffBy: string | null
  }[]
}

/** What was done at the targets, step by step, and when each was read back (A2, A3). */
export async function listAccesses({ ctx, organisationId }: Reading): Promise<AccessRow[]> {
  const { rows } = await sql<AccessRow>`
    select p.user_id as "userId", p.connector as target, p.state, p.verified_at as "verifiedAt",
      p.active_since as "activeSince", p.closed_at as "closedAt",
      coalesce((select max(a.user_name) from assignment a
        where a.organisation_id = p.organisation_id and a.user_id = p.user_id), '') as "userName",
      coalesce((select json_agg(json_build_object('assignmentsVersion', s.epoch, 'step', s.step, 'state', s.state,
          'readBackAt', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'tickedOffBy', s.ticked_by_name) order by s.epoch, s.at, s.step)
        from provisioning_step s where s.organisation_id = p.organisation_id and s.user_id = p.user_id
          and s.connector = p.connector), '[]') as steps
    from provisioning_record p where p.organisation_id = ${organisationId}
    order by p.user_id, p.connector`.execute(db(ctx))
  return rows
}
