import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import {
  InvalidInput,
  NotFound,
  type Refusal,
  Refused,
  refuseIf,
  type Sentence,
} from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { getRole, listRolesByIds, type Role } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { insertGiven } from './actions.ts'
import { endLapsed, holdRoles } from './actions-many.ts'
import { periodFaults, whyNotBePrimary } from './domain.ts'
import {
  effectOf,
  emailKeyOf,
  isMeant,
  judgePromises,
  lapsesAt,
  meantUser,
  pendingFaults,
  pendingStateOf,
  promisedPeriod,
  type WantedPromise,
  whyNotWithdraw,
} from './domain-pending.ts'
import { checkMayAssign } from './policy.ts'
import { getStanding, listStandings } from './queries-many.ts'
import {
  getPending,
  listPendingByIds,
  listWaiting,
  listWaitingFor,
  type PendingAssignment,
} from './queries-pending.ts'
import { settleMootProposals } from './settling-proposals.ts'
import { lockRole } from './store.ts'
import { saveExpired, savePending, saveSettled, type ToldPending } from './store-pending.ts'

export interface PromiseInput {
  readonly roleId: string
  readonly name: string
  readonly email: string
  /** The person's id at the sign-in of their own organisation; when given, the e-mail alone does not match. */
  readonly userUuid?: string | null
  /** First day with the role; the day of the sign-in when left out. */
  readonly startsOn?: CivilDay | null
  /** First day without (half-open). */
  readonly endsBefore?: CivilDay | null
  readonly isPrimary?: boolean
  /**
   * Assignment it takes the place of (C1), as in `AssignRoleInput`; .tookEffect names it, so that whoever promised can
   * end it then.
   */
  readonly replaces?: string | null
}

const knownAlready = (name: string): Sentence => ({
  da: `${name} har været på Tværs. Vælg personen blandt jeres brugere.`,
  en: `${name} has been on Tværs. Choose the person among your users.`,
})

/** What the events tell: never the e-mail, which others may read. */
const factsOf = (pending: Pick<ToldPending, 'roleId' | 'roleName' | 'name'>): Record<string, EventValue> => ({
  roleId: pending.roleId,
  roleName: pending.roleName,
  userName: pending.name,
})

/** A role promised among many. */
export interface Promised extends PromiseInput {
  /** Assignments and promises of the role on their way out, beside the one replaced: they take no place. */
  readonly leaving?: readonly string[]
}

export type PromiseOutcome =
  | { readonly id: string; readonly isAgain: boolean; readonly refusal: null }
  | { readonly id: null; readonly refusal: Refusal }

const wantedOf = (ctx: Context, input: Promised): WantedPromise => ({
  id: ctx.newId(),
  roleId: input.roleId,
  name: input.name.trim(),
  email: input.email.trim(),
  emailKey: emailKeyOf(input.email),
  userUuid: input.userUuid?.toLowerCase() ?? null,
  isPrimary: input.isPrimary ?? false,
  startsOn: input.startsOn ?? null,
  endsBefore: input.endsBefore ?? null,
  replaces: input.replaces ?? null,
  leaving: input.leaving ?? [],
})

/**
 * Promises a role to somebody who has not signed in yet (R3): it gives nothing until that person signs in, in this
 * municipality. Promised twice, it is one promise, with the newer days.
 * @throws NotFound, Forbidden, InvalidInput, Refused
 */
export async function promiseRole(
  ctx: Context,
  input: PromiseInput,
): Promise<{ id: string; isAgain: boolean }> {
  const role = await getRole(ctx, input.roleId)
  checkMayAssign(ctx.actor)
  const wanted = wantedOf(ctx, input)
  await checkPromise(ctx, wanted)
  const period = promisedPeriod(wanted, ctx.today)
  if (wanted.isPrimary) refuseIf(whyNotBePrimary(role, { ...period, endedAt: null }, ctx.today))
  const [outcome] = await promiseMany(ctx, [input])
  if (!outcome || outcome.refusal) throw outcome ? new Refused(outcome.refusal) : new NotFound('role')
  return { id: outcome.id, isAgain: outcome.isAgain }
}

/**
 * Promises many roles of the actor's own municipality (R3), each judged by the same rules as one; what is refused stops
 * no other. The same handful of statements whatever their number. Who is a user already is given the role, not promised
 * it (`meantUser`), and what is typed is looked at before (`pendingFaults`).
 * @returns what came of each, in the order given
 * @throws Forbidden
 */
export async function promiseMany(ctx: Context, inputs: readonly Promised[]): Promise<PromiseOutcome[]> {
  checkMayAssign(ctx.actor)
  if (inputs.length === 0) return []
  const roleIds = inputs.map(({ roleId }) => roleId)
  await holdRoles(ctx, roleIds)
  await endLapsed(ctx, roleIds)
  const standings = await listStandings(ctx, roleIds)
  const wanted = inputs.map((input) => wantedOf(ctx, input))
  const judged = judgePromises(standings, await listWaiting(ctx, roleIds), wanted, ctx.today)
  // The same person twice is one promise: the last one holds.
  const made = new Map(judged.flatMap((one) => (one.refusal ? [] : [[one.promise.id, one] as const])))
  const expiresAt = lapsesAt(ctx.now)
  await savePending(
    ctx,
    [...made.values()].map(({ promise }) => ({ ...promise, expiresAt })),
  )
  const roles = new Map((await listRolesByIds(ctx, roleIds)).map((role) => [role.id, role.name]))
  const subjects = [...made.values()].map(({ promise, isAgain }) => ({
    organisationId: ctx.actor.organisationId,
    id: promise.id,
    facts: { ...factsOf({ ...promise, roleName: roles.get(promise.roleId) ?? '' }), isAgain },
  }))
  if (subjects.length > 0)
    await ctx.emitToMany({ type: 'pendingAssignment.made', subjectType: 'pendingAssignment' }, subjects)
  if (made.size > 0) await settleMootProposals(ctx)
  return judged.map((one) =>
    one.refusal
      ? { id: null, refusal: one.refusal }
      : { id: one.promise.id, isAgain: one.isAgain, refusal: null },
  )
}

/** @throws InvalidInput also when the person is a user already: then the role can be given at once */
async function checkPromise(ctx: Context, wanted: WantedPromise): Promise<void> {
  const period = { startsOn: wanted.startsOn ?? ctx.today, endsBefore: wanted.endsBefore }
  const faults = { ...pendingFaults(wanted), ...periodFaults(period, ctx.today) }
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const known = meantUser(users, wanted)
  if (known) faults.email ??= knownAlready(known.name)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

/** Takes a promise back before its person has signed in. @throws NotFound, Forbidden, Refused */
export async function withdrawPending(ctx: Context, id: string): Promise<void> {
  await getPending(ctx, id)
  checkMayAssign(ctx.actor)
  const [withdrawn] = await withdrawMany(ctx, [id])
  if (!withdrawn) refuseIf(whyNotWithdraw(pendingStateOf(await getPending(ctx, id), ctx.now)))
}

/**
 * Takes promises of the actor's own municipality back; those that wait no longer stay as they are.
 * @returns the ids of those withdrawn now
 * @throws Forbidden
 */
export async function withdrawMany(ctx: Context, ids: readonly string[]): Promise<string[]> {
  checkMayAssign(ctx.actor)
  if (ids.length === 0) return []
  const found = await listPendingByIds(ctx, ids)
  await holdRoles(
    ctx,
    found.map(({ roleId }) => roleId),
  )
  const waiting = found.filter((pending) => pendingStateOf(pending, ctx.now) === 'waiting')
  const withdrawn = await saveSettled(
    ctx,
    waiting.map((pending) => pending.id),
    { outcome: 'withdrawn' },
  )
  const told = waiting.filter((pending) => withdrawn.includes(pending.id))
  await tellPending(ctx, 'pendingAssignment.withdrawn', told)
  return withdrawn
}

/** Tells what became of promises, of one or of many, without their addresses. */
export async function tellPending(
  ctx: Context,
  type: string,
  pendings: readonly ToldPending[],
  more: Record<string, EventValue> = {},
): Promise<void> {
  if (pendings.length === 0) return
  const subjects = pendings.map((pending) => ({
    organisationId: pending.organisationId,
    id: pending.id,
    facts: { ...factsOf(pending), ...more },
  }))
  await ctx.emitToMany({ type, subjectType: 'pendingAssignment' }, subjects)
}

/** Settles those whose 30 days are up, in every municipality, and tells each once. Under the jobs' reach. */
export async function expirePending(ctx: Context): Promise<void> {
  await tellPending(ctx, 'pendingAssignment.expired', await saveExpired(ctx))
}

interface AssertedPerson {
  readonly id: string
  readonly name: string
  /** As the sign-in of the person's own municipality asserts it. */
  readonly email: string | null
}

/**
 * Lets what waits for a person take effect, in the transaction of their sign-in (R3). What the rules refuse by now is
 * recorded and shown to the administrator; the sign-in goes on all the same.
 * @param ctx the portal's own, within the reach of the person's municipality
 */
export async function settlePending(ctx: Context, person: AssertedPerson): Promise<void> {
  const waiting = await listWaitingFor(ctx, person)
  for (const roleId of [...new Set(waiting.map((pending) => pending.roleId))])
    await settleForRole(ctx, await getRole(ctx, roleId), person)
}

async function settleForRole(ctx: Context, role: Role, person: AssertedPerson): Promise<void> {
  await lockRole(ctx, ctx.actor.organisationId, role.id)
  // Asked again under the lock: it may have been withdrawn meanwhile.
  const meant = (await listWaitingFor(ctx, person)).filter(
    (pending) => pending.roleId === role.id && isMeant(pending, person),
  )
  const [first, ...others] = meant
  if (!first) return
  await endLapsed(ctx, [role.id])
  const ids = meant.map((pending) => pending.id)
  const standing = await getStanding(ctx, role.id)
  const effect = effectOf(standing, standing.open, [first, ...others], person, ctx.today)
  if (effect.kind === 'refused') {
    await saveSettled(ctx, ids, { outcome: 'refused', userId: person.id, refusal: effect.refusal.code })
    const facts = { userId: person.id, reason: effect.refusal.code }
    await tellPending(ctx, 'pendingAssignment.refused', meant, facts)
    return
  }
  const assignmentId =
    effect.kind === 'heldAlready'
      ? effect.assignmentId
      : await giveAsPromised(ctx, role, first, person, { ...effect, isFirst: standing.open.length === 0 })
  await saveSettled(ctx, ids, { outcome: 'tookEffect', userId: person.id, assignmentId })
  const replaces = effect.kind === 'given' ? effect.wish.replaces : null
  await tellPending(ctx, 'pendingAssignment.tookEffect', meant, { userId: person.id, assignmentId, replaces })
}

async function giveAsPromised(
  ctx: Context,
  role: Role,
  first: PendingAssignment,
  person: AssertedPerson,
  {
    period,
    wish,
    isFirst,
  }: Extract<ReturnType<typeof effectOf>, { kind: 'given' }> & { readonly isFirst: boolean },
): Promise<string> {
  const begins = period.startsOn <= ctx.today
  const isPrimary = role.hasPrimary && begins && (wish.isPrimary || isFirst)
  const { givenBy, givenByName, givenOnBehalfOf, givenOnBehalfOfName } = first
  const onBehalfOf =
    givenOnBehalfOf && givenOnBehalfOfName ? { id: givenOnBehalfOf, name: givenOnBehalfOfName } : null
  const given = { ...period, userId: person.id, userName: person.name, isPrimary, replaces: wish.replaces }
  const giver = { id: givenBy, name: givenByName, onBehalfOf }
  return (await insertGiven(ctx, role, given, giver)).id
}
