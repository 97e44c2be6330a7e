import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { portalName, retiredCode, roleEnded } from './domain-role-ends.ts'
import type { AssignmentKey } from './store.ts'
import type { ToldPending } from './store-pending.ts'

type Ending = Pick<Context, 'tx' | 'now'>

/** Ends every assignment of a role everywhere, also those that have not begun. Under the jobs' reach. @returns each once */
export async function saveEndsOfRole(ctx: Ending, roleId: string): Promise<AssignmentKey[]> {
  const { rows } = await sql<AssignmentKey>`
    update assignment set ended_at = ${ctx.now}, end_reason = ${roleEnded}
    where role_id = ${roleId}::uuid and ended_at is null
    returning organisation_id as "organisationId", id`.execute(db(ctx))
  return rows
}

/** Settles what waits for the role until a first sign-in, everywhere. Under the jobs' reach. @returns each once */
export async function savePendingOfRole(ctx: Ending, roleId: string): Promise<ToldPending[]> {
  const { rows } = await sql<ToldPending>`
    update pending_assignment p set settled_at = ${ctx.now}, outcome = 'refused', refusal = ${retiredCode}
    from role r where r.id = p.role_id and p.role_id = ${roleId}::uuid and p.settled_at is null
    returning p.organisation_id as "organisationId", p.id, p.role_id as "roleId", r.name as "roleName", p.name`.execute(
    db(ctx),
  )
  return rows
}

/** A proposal of who takes a role over, as its event tells. */
export interface FallenProposal {
  readonly organisationId: number
  /** Of the assignment that was given up. */
  readonly id: string
  readonly userName: string
  readonly proposedBy: string
}

/** Settles proposals of who takes the role over, everywhere: there is nothing to take over. @returns each once */
export async function saveProposalsOfRole(ctx: Ending, roleId: string): Promise<FallenProposal[]> {
  const { rows } = await sql<FallenProposal>`
    update resignation set settled_at = ${ctx.now}, settled_by_name = ${portalName}, outcome = 'dismissed'
    where role_id = ${roleId}::uuid and settled_at is null and successor_name is not null
    returning organisation_id as "organisationId", assignment_id as id, successor_name as "userName",
      user_name as "proposedBy"`.execute(db(ctx))
  return rows
}
