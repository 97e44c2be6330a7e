import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, refuseIf } from '../../kernel/errors.ts'
import type { EventValue, Subject } from '../../kernel/event.ts'
import { getRole, type Role } from '../roles/index.ts'
import { findUser } from '../users/index.ts'
import { periodFaults, whyNotBePrimary, whyNotEnd, whyNotGive } from './domain.ts'
import { promisedPeriod } from './domain-pending.ts'
import { checkMayAssign } from './policy.ts'
import { getAssignment, listOpenAssignments } from './queries.ts'
import { listWaiting } from './queries-pending.ts'
import {
  type Giver,
  insertAssignments,
  lockRole,
  type NewAssignment,
  saveEnds,
  saveLapsed,
  savePrimary,
  type TurnedAssignment,
} from './store.ts'

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

/** What the events of an assignment tell: enough for provisioning and for people to follow. */
export function factsOf(role: Role, assignment: Omit<TurnedAssignment, 'organisationId' | 'id' | 'roleId'>) {
  const facts: Record<string, EventValue> = {
    roleId: role.id,
    roleName: role.name,
    userId: assignment.userId,
    userName: assignment.userName,
    isPrimary: assignment.isPrimary,
    startsOn: assignment.startsOn,
    endsBefore: assignment.endsBefore,
    access: role.access.map(({ connector, team, channels }) => ({
      connector,
      team,
      channels: [...channels],
    })),
  }
  return facts
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

  await lockRole(ctx, ctx.actor.organisationId, role.id)
  await endLapsed(ctx, role)
  const open = await listOpenAssignments(ctx, role.id)
  const promised = (await listWaiting(ctx, role.id)).map((waiting) => promisedPeriod(waiting, ctx.today))
  const replaces = input.replaces ?? null
  refuseIf(whyNotGive(role, open, { ...period, userId: user.id, userName: user.name, replaces }, promised))
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
  const subject = { type: 'assignment', id: assignment.id }
  const { organisationId } = ctx.actor
  const facts = factsOf(role, assignment)
  const type = given.startsOn <= ctx.today ? 'assignment.started' : 'assignment.planned'
  await ctx.emit({ type, organisationId, subject, facts })
  if (formerPrimary) {
    const changes = { primary: { from: formerPrimary, to: given.userName } }
    await ctx.emit({ type: 'assignment.primaryChanged', organisationId, subject, changes, facts })
  }
  return { id: assignment.id }
}

/** What the turn of the day has not come round to yet must not stand in the way of a new assignment. */
export async function endLapsed(ctx: Context, role: Role): Promise<void> {
  const lapsed = await saveLapsed(ctx, { organisationId: ctx.actor.organisationId, roleId: role.id })
  if (lapsed.length > 0) await tellLapsed(ctx, [role], lapsed)
}

/** @param roles those of the assignments */
function subjectsOf(roles: readonly Role[], assignments: readonly TurnedAssignment[]): Subject[] {
  const roleById = new Map(roles.map((role) => [role.id, role]))
  return assignments.map((assignment) => {
    const role = roleById.get(assignment.roleId)
    if (!role) throw new Error(`An assignment of a role that was not read: ${assignment.roleId}`)
    const { organisationId, id } = assignment
    return { organisationId, id, facts: factsOf(role, assignment) }
  })
}

/** Tells that assignments ended by their own last days: thousands at the turn of a year. */
export async function tellLapsed(
  ctx: Context,
  roles: readonly Role[],
  assignments: readonly TurnedAssignment[],
): Promise<void> {
  const event = { type: 'assignment.ended', subjectType: 'assignment', facts: { cause: 'lastDay' } }
  await ctx.emitToMany(event, subjectsOf(roles, assignments))
}

/** Tells that assignments given ahead of time begin. */
export async function tellStarted(
  ctx: Context,
  roles: readonly Role[],
  assignments: readonly TurnedAssignment[],
): Promise<void> {
  const event = { type: 'assignment.started', subjectType: 'assignment' }
  await ctx.emitToMany(event, subjectsOf(roles, assignments))
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
  const role = await getRole(ctx, found.roleId)
  await lockRole(ctx, found.organisationId, role.id)
  const assignment = await getAssignment(ctx, input.assignmentId)
  refuseIf(whyNotEnd(assignment, ctx.today))
  await saveEnds(ctx, [assignment.id], input.reason)
  await ctx.emit({
    type: 'assignment.ended',
    organisationId: assignment.organisationId,
    subject: { type: 'assignment', id: assignment.id },
    facts: { ...factsOf(role, assignment), cause: 'endedByAdministrator' },
  })
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
  await ctx.emit({
    type: 'assignment.primaryChanged',
    organisationId: assignment.organisationId,
    subject: { type: 'assignment', id: assignment.id },
    changes: { primary: { from: former, to: assignment.userName } },
    facts: factsOf(role, { ...assignment, isPrimary: true }),
  })
}
