import type { Actor, Side } from '../../kernel/actor.ts'

/** The unprivileged database roles; row-level security knows what each may see (migrations). */
export const databaseRoles = [
  'tvaers_app',
  'tvaers_central',
  'tvaers_supplier',
  'tvaers_door',
  'tvaers_jobs',
] as const

export type DatabaseRole = (typeof databaseRoles)[number]

const roleOfSide: Record<Side, DatabaseRole> = {
  municipality: 'tvaers_app',
  central: 'tvaers_central',
  supplier: 'tvaers_supplier',
}

/** A transaction's rights: the role it runs under and the organisations in `app.reach`. */
export interface Reach {
  readonly role: DatabaseRole
  readonly organisationIds: readonly number[]
}

/** Everybody reaches their own organisation; what the central body reaches beyond it is its role's policies. */
export function reachOf(actor: Actor): Reach {
  return { role: roleOfSide[actor.side], organisationIds: [actor.organisationId] }
}

/** The sign-in door: before anybody is known. */
export const doorReach: Reach = { role: 'tvaers_door', organisationIds: [] }

/** Background work on no person's behalf. */
export const jobsReach: Reach = { role: 'tvaers_jobs', organisationIds: [] }
