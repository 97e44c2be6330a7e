import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { EvidenceRound, EvidenceRoundRole } from '../domain/round-file.ts'

/** The round itself, as the file has it, with its acts in columns. */
export interface PlanRow
  extends Omit<EvidenceRound, 'answered' | 'selfConfirmed' | 'started' | 'closed' | 'roles' | 'events'> {
  readonly startedAt: Date
  readonly startedByName: string
  readonly closedAt: Date | null
  readonly closedByName: string | null
}

/** What the central body planned, and how the round ended. */
export async function findPlan({ tx }: Pick<Context, 'tx'>, roundId: string): Promise<PlanRow | null> {
  const { rows } = await sql<PlanRow>`
    select r.id as "roundId", r.name, r.kind, r.audience, r.based_on as "basedOn", r.status,
      r.started_on as "startedOn", r.closes_on as "closesOn", o.name as "centralBody", r.item_count as lines,
      r.municipality_count as municipalities, r.started_at as "startedAt", r.started_by_name as "startedByName",
      r.closed_at as "closedAt", r.closed_by_name as "closedByName"
    from certification_round r join organisation o on o.kind = 'central'
    where r.id = ${roundId}::uuid`.execute(db({ tx }))
  return rows[0] ?? null
}

export interface RoleRow extends Omit<EvidenceRoundRole, 'decided' | 'basis'> {
  readonly decidedAt: Date | null
  readonly decidedByName: string | null
}

/** The roles asked about, each with its rule and its brake (C3, C4). */
export async function listRoundRoles({ tx }: Pick<Context, 'tx'>, roundId: string): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    select role_id as "roleId", role_name as "roleName", role_version as "roleVersion",
      opens_access as "opensAccess", non_response as "nonResponse", grace_days as "graceDays", item_count as lines,
      holder_count as holders, removes_on as "removesOn", brake, brake_undecided as "brakeUndecided",
      brake_decided_at as "decidedAt", brake_decided_by_name as "decidedByName"
    from certification_round_role where round_id = ${roundId}::uuid order by role_name, role_id`.execute(
    db({ tx }),
  )
  return rows
}

/** The municipalities of a round, in Danish order. */
export async function listMembers({ tx }: Pick<Context, 'tx'>, roundId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select o.id from certification_municipality m join organisation o on o.id = m.organisation_id
    where m.round_id = ${roundId}::uuid order by o.short_name, o.id`.execute(db({ tx }))
  return rows.map(({ id }) => id)
}
