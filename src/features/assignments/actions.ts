import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, refuseIf } from '../../kernel/errors.ts'
import { getRole, type Role } from '../roles/index.ts'
import { findUser } from '../users/index.ts'
import { endLapsed, endMany, holdRoles, primaryFrom } from './actions-many.ts'
import { periodFaults, whyNotBePrimary, whyNotGive } from './domain.ts'
import { checkMayAssign } from './policy.ts'
import { getAssignment } from './queries.ts'
import { getStanding } from './queries-many.ts'
import { settleMootProposals } from './settling-proposals.ts'
import { type Giver, insertAssignments, lockRole, type NewAssignment, savePrimary } from './store.ts'
import { tellOf } from './telling.ts'

export interface AssignRoleInput {
  readonly roleId: string
  readonly userId: string
  /** First day with the role; today when left out. */
  readonly startsOn?: CivilDay | null
  /** First day without (half-open); no end when left out. */
  readonly endsBefore?: CivilDay | null
  /** Whether this holder is the primary one; when left out, the first holder of a role with a primary becomes it. */
  readonly isPrimary?: boolean
  /**
   * Assignment it takes the place of (C1): its holder does not count towards the most the role may have. Whoever says
   * so sees to it that the replaced one ends; nobody can say it by form or API.
   */
  readonly replaces?: string | null
}

const notAUser = {
  da: 'Vælg en af jeres egne brugere.',
  en: 'Choose one of your own users.',
}

/**
 * Gives a user of the actor's own municipality a role (R2). One that begins later is planned; it starts by itself on
 * its first day. A new primary takes the place of the old one.
 * @throws NotFound, Forbidden, InvalidInput, Refused
 */
export async function assignRole(ctx: Context, input: AssignRoleInput): Promise<{ id: string }> {
  const role = await getRole(ctx, input.roleId)
  checkMayAssign(ctx.actor)
  const user = await findUser(ctx, ctx.actor.organisationId, input.userId)
  if (!user) throw new InvalidInput({ userId: notAUser })
  const period = { startsOn: input.startsOn ?? ctx.today, endsBefore: input.endsBefore ?? null }
  const faults = periodFaults(period, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)

  await holdRoles(ctx, [role.id])
  await endLapsed(ctx, [role.id])
  const standing = await getStanding(ctx, role.id)
  const { open, promised } = standing
  const replaces = input.replaces ?? null
  refuseIf(
    whyNotGive(standing, open, { ...period, userId: user.id, userName: user.name, replaces }, promised),
  )
  const begins = period.startsOn <= ctx.today
  const isPrimary = input.isPrimary ?? (role.hasPrimary && begins && open.length === 0)
  if (isPrimary) refuseIf(whyNotBePrimary(role, { ...period, endedAt: null }, ctx.today))
  const person = { userId: user.id, userName: user.name }
  return await insertGiven(ctx, role, { ...period, ...person, isPrimary, replaces })
}

/**
 * Writes an assignment that the rules allow and tells of it. A new primary takes the place of the old one.
 * @param giver who gave it, when that is not the actor
 */
export async function insertGiven(
  ctx: Context,
  role: Role,
  given: Omit<NewAssignment, 'id' | 'roleId'>,
  giver?: Giver,
): Promise<{ id: string }> {
  const assignment = { ...given, id: ctx.newId(), roleId: role.id }
  const formerPrimary = given.isPrimary ? await savePrimary(ctx, role.id, null) : null
  await insertAssignments(ctx, [assignment], giver)
  const key = { organisationId: ctx.actor.organisationId, id: assignment.id }
  await tellOf(ctx, given.startsOn <= ctx.today ? 'assignment.started' : 'assignment.planned', [key])
  if (formerPrimary) {
    const changes = primaryFrom(formerPrimary, given.userName)
    await tellOf(ctx, 'assignment.primaryChanged', [key], { changes })
  }
  await settleMootProposals(ctx)
  return { id: assignment.id }
}

/**
 * Ends an assignment at once, also one that has not begun (R2). The reason stays in the municipality's own record and
 * out of the event, which others may read.
 * @param input.reason why, in words; not empty
 * @throws NotFound, Forbidden, Refused when it has ended already
 */
export async function endAssignment(
  ctx: Context,
  input: { readonly assignmentId: string; readonly reason: string },
): Promise<void> {
  const found = await getAssignment(ctx, input.assignmentId)
  checkMayAssign(ctx.actor)
  const reason = { id: found.id, reason: input.reason }
  const [outcome] = await endMany(ctx, [reason], 'endedByAdministrator')
  refuseIf(outcome?.refusal ?? null)
}

/** Makes a holder the primary one in place of whoever was (R1). @throws NotFound, Forbidden, Refused */
export async function changePrimary(ctx: Context, input: { readonly assignmentId: string }): Promise<void> {
  const found = await getAssignment(ctx, input.assignmentId)
  checkMayAssign(ctx.actor)
  const role = await getRole(ctx, found.roleId)
  await lockRole(ctx, found.organisationId, role.id)
  const assignment = await getAssignment(ctx, input.assignmentId)
  refuseIf(whyNotBePrimary(role, assignment, ctx.today))
  if (assignment.isPrimary) return
  const former = await savePrimary(ctx, role.id, assignment.id)
  await tellOf(ctx, 'assignment.primaryChanged', [assignment], {
    changes: primaryFrom(former, assignment.userName),
  })
}
