import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound, type Refusal, refuseIf } from '../../kernel/errors.ts'
import { getRole } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { endMany, giveMany } from './actions-many.ts'
import { periodFaults, whyNotUsed } from './domain.ts'
import { mostInBatch } from './domain-many.ts'
import { checkMayAssign } from './policy.ts'
import { getStanding } from './queries-many.ts'

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
export async function giveBatch(ctx: Context, input: GiveBatchInput): Promise<BatchResult[]> {
  const role = await getRole(ctx, input.roleId)
  checkMayAssign(ctx.actor)
  const userIds = unique(input.userIds)
  checkSize(userIds, 'userIds')
  const period = { startsOn: input.startsOn ?? ctx.today, endsBefore: input.endsBefore ?? null }
  const faults = periodFaults(period, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  refuseIf(whyNotUsed(await getStanding(ctx, role.id)))
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const people = users.filter((user) => userIds.includes(user.id))
  const gifts = people.map(({ id: userId, name: userName }) => ({
    ...{
      roleId: role.id,
      userId,
      userName,
      isPrimary: false,
      replaces: null,
      inheritsFrom: null,
      leaving: [],
    },
    ...period,
  }))
  const outcomes = await giveMany(ctx, gifts)
  const results = people.map(({ id, name }, index) => {
    const { id: assignmentId = null, refusal = null } = outcomes[index] ?? {}
    return { id, name, refusal, assignmentId }
  })
  const strangers = userIds.filter((id) => !people.some((person) => person.id === id))
  return [...results, ...strangers.map((id) => ({ id, name: '', refusal: stranger, assignmentId: null }))]
}

/**
 * Ends several assignments for one reason (R2), of one role or of many.
 * @param input.reason why, in words; not empty
 * @throws Forbidden, InvalidInput, NotFound when none of them is the municipality's own
 */
export async function endBatch(
  ctx: Context,
  input: { readonly assignmentIds: readonly string[]; readonly reason: string },
): Promise<BatchResult[]> {
  const ids = unique(input.assignmentIds)
  checkSize(ids, 'assignmentIds')
  const ends = ids.map((id) => ({ id, reason: input.reason }))
  const outcomes = await endMany(ctx, ends, 'endedByAdministrator')
  if (outcomes.every(({ refusal }) => refusal?.code === 'not-found')) throw new NotFound('assignment')
  return outcomes.map(({ id, userName: name, refusal }) => ({
    ...{ id, name, refusal },
    assignmentId: refusal?.code === 'not-found' ? null : id,
  }))
}
