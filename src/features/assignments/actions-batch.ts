import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound, type Refusal, refuseIf } from '../../kernel/errors.ts'
import { getRole, type Role } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { endLapsed, factsOf } from './actions.ts'
import { periodFaults, whyNotEnd, whyNotGiveToAnybody } from './domain.ts'
import { mostInBatch, planBatch } from './domain-batch.ts'
import { promisedPeriod } from './domain-pending.ts'
import { checkMayAssign } from './policy.ts'
import { type FoundAssignment, listFound, listOpenAssignments } from './queries.ts'
import { listWaiting } from './queries-pending.ts'
import { insertAssignments, lockRole, saveEnds } from './store.ts'

/** What came of one in a batch: each is told, and one refusal stops none of the others. */
export interface BatchResult {
  /** The user to be given the role, or the assignment to be ended. */
  readonly id: string
  readonly name: string
  /** Null when it was done. */
  readonly refusal: Refusal | null
  readonly assignmentId: string | null
}

const stranger: Refusal = {
  code: 'not-a-user',
  sentence: { da: 'Personen er ikke bruger hos jer.', en: 'The person is not a user in your municipality.' },
}

const unknown: Refusal = {
  code: 'not-found',
  sentence: { da: 'Rollen findes ikke hos jer.', en: 'The role does not exist in your municipality.' },
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))]

function checkSize(ids: readonly string[], field: string): void {
  if (ids.length === 0)
    throw new InvalidInput({ [field]: { da: 'Vælg mindst én.', en: 'Choose at least one.' } })
  if (ids.length > mostInBatch) {
    const sentence = {
      da: `Vælg højst ${mostInBatch} ad gangen.`,
      en: `Choose at most ${mostInBatch} at a time.`,
    }
    throw new InvalidInput({ [field]: sentence })
  }
}

export interface GiveBatchInput {
  readonly roleId: string
  readonly userIds: readonly string[]
  readonly startsOn?: CivilDay | null
  readonly endsBefore?: CivilDay | null
}

/**
 * Gives several users one role (R2), each as if given alone; a primary is chosen afterwards.
 * @throws NotFound, Forbidden, InvalidInput, Refused when the role can be given to nobody
 */
export async function giveToMany(ctx: Context, input: GiveBatchInput): Promise<BatchResult[]> {
  const role = await getRole(ctx, input.roleId)
  checkMayAssign(ctx.actor)
  const userIds = unique(input.userIds)
  checkSize(userIds, 'userIds')
  const period = { startsOn: input.startsOn ?? ctx.today, endsBefore: input.endsBefore ?? null }
  const faults = periodFaults(period, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const people = users
    .filter((user) => userIds.includes(user.id))
    .map((user) => ({ userId: user.id, userName: user.name }))

  await lockRole(ctx, ctx.actor.organisationId, role.id)
  await endLapsed(ctx, role)
  const open = await listOpenAssignments(ctx, role.id)
  const promised = (await listWaiting(ctx, role.id)).map((waiting) => promisedPeriod(waiting, ctx.today))
  refuseIf(role.isRetired ? whyNotGiveToAnybody(role, open) : null)
  const rows = planBatch(role, open, promised, people, period)
  const given = rows
    .filter(({ refusal }) => refusal === null)
    .map(({ person }) => ({ ...period, ...person, id: ctx.newId(), roleId: role.id, isPrimary: false }))
  await insertAssignments(ctx, given)
  const type = period.startsOn <= ctx.today ? 'assignment.started' : 'assignment.planned'
  await tellMany(
    ctx,
    type,
    given.map((assignment) => ({ id: assignment.id, facts: factsOf(role, assignment) })),
  )
  const results = rows.map(({ person, refusal }) => {
    const assignmentId = given.find((assignment) => assignment.userId === person.userId)?.id ?? null
    return { id: person.userId, name: person.userName, refusal, assignmentId }
  })
  const strangers = userIds.filter((id) => !people.some(({ userId }) => userId === id))
  return [...results, ...strangers.map((id) => ({ id, name: '', refusal: stranger, assignmentId: null }))]
}

async function tellMany(
  ctx: Context,
  type: string,
  told: readonly { readonly id: string; readonly facts: ReturnType<typeof factsOf> }[],
): Promise<void> {
  if (told.length === 0) return
  const { organisationId } = ctx.actor
  const subjects = told.map(({ id, facts }) => ({ organisationId, id, facts }))
  await ctx.emitToMany({ type, subjectType: 'assignment' }, subjects)
}

/** Locks in one order whoever asks, so that two batches never wait for each other. */
async function lockRolesOf(ctx: Context, found: readonly FoundAssignment[]): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>()
  for (const roleId of [...new Set(found.map((assignment) => assignment.roleId))].sort()) {
    await lockRole(ctx, ctx.actor.organisationId, roleId)
    roles.set(roleId, await getRole(ctx, roleId))
  }
  return roles
}

/**
 * Ends several assignments for one reason (R2), of one role or of many.
 * @param input.reason why, in words; not empty
 * @param input.cause what the events name as the cause; by the administrator when left out
 * @throws Forbidden, InvalidInput, NotFound when none of them is the municipality's own
 */
export async function endMany(
  ctx: Context,
  input: { readonly assignmentIds: readonly string[]; readonly reason: string; readonly cause?: string },
): Promise<BatchResult[]> {
  const ids = unique(input.assignmentIds)
  checkSize(ids, 'assignmentIds')
  const found = await listFound(ctx, ids)
  if (found.length === 0) throw new NotFound('assignment')
  checkMayAssign(ctx.actor)
  const roles = await lockRolesOf(ctx, found)
  const ended = await saveEnds(
    ctx,
    found.filter((assignment) => whyNotEnd(assignment, ctx.today) === null).map(({ id }) => id),
    input.reason,
  )
  const told = ended.flatMap((assignment) => {
    const role = roles.get(assignment.roleId)
    const cause = input.cause ?? 'endedByAdministrator'
    return role ? [{ id: assignment.id, facts: { ...factsOf(role, assignment), cause } }] : []
  })
  await tellMany(ctx, 'assignment.ended', told)
  return ids.map((id) => {
    const assignment = found.find((one) => one.id === id)
    if (!assignment) return { id, name: '', refusal: unknown, assignmentId: null }
    const isEnded = ended.some((one) => one.id === id)
    const refusal = isEnded ? null : whyNotEnd({ ...assignment, endedAt: ctx.now }, ctx.today)
    return { id, name: assignment.userName, refusal, assignmentId: id }
  })
}
