import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import {
  endMany,
  type Gift,
  type GiftOutcome,
  giveMany,
  givePrimaryBack,
  type Promised,
  type PromiseOutcome,
  promiseMany,
  resumeMany,
  withdrawMany,
} from '../../assignments/index.ts'
import { listOnTheWayOut } from '../queries/items.ts'
import { saveHeirs } from '../store/answers.ts'
import type { Decided, Effect } from './decided.ts'
import { findHeirs, type Heirs } from './heirs.ts'

const cause = 'certification'
const correctedReason = 'Svaret i bekræftelsen blev rettet.'

/** Why the role of one who was replaced ended, in the municipality's own record. */
export const replacedReason = 'Erstattet ved bekræftelsen.'

const alreadyHolder = 'already-holder'

/**
 * Does to the roles what the answers ask for. Giving comes first, past those on their way out: what cannot be given is
 * refused before anything was ended for it, so nothing half-done remains.
 */
export async function carryOut(ctx: Context, decided: readonly Decided[]): Promise<Effect[]> {
  const plan: Plan = {
    heirs: await findHeirs(ctx, decided),
    leaving: await findLeaving(ctx, decided),
    today: ctx.today,
  }
  const giving = decided.filter(({ steps }) => steps.givesBack || steps.givesSuccessor)
  const given = await giveMany(
    ctx,
    giving.map((one) => giftOf(one, plan)),
    cause,
  )
  const promising = decided.filter(({ steps }) => steps.promisesSuccessor)
  const promised = await promiseMany(
    ctx,
    promising.flatMap((one) => promiseOf(one, plan)),
  )
  const effects = decided.map((one) =>
    one.steps.promisesSuccessor
      ? promisedEffectOf(one, promised[promising.indexOf(one)], decided)
      : effectOf(one, given[giving.indexOf(one)], plan.heirs),
  )
  // Who was to take a successor over and was refused takes nothing over.
  for (const { decided: one, refusal } of effects) if (refusal) plan.heirs.drop(one.item.id)
  await undoAndEnd(
    ctx,
    effects.filter(({ refusal }) => refusal === null),
    plan.heirs,
  )
  return effects
}

/** What is known before anything is done. */
interface Plan {
  readonly heirs: Heirs
  readonly leaving: readonly string[]
  readonly today: CivilDay
}

async function undoAndEnd(ctx: Context, done: readonly Effect[], heirs: Heirs): Promise<void> {
  await saveHeirs(
    ctx,
    done.flatMap((one) => inherited(one, heirs)),
  )
  await endMany(
    ctx,
    done.flatMap((one) => endsOf(one, heirs)),
    cause,
  )
  const kept = new Set(done.map(({ successorPendingId }) => successorPendingId))
  await withdrawMany(
    ctx,
    done.flatMap((one) => withdrawnOf(one, heirs)).filter((id) => !kept.has(id)),
  )
  await givePrimaryBack(
    ctx,
    done.flatMap((one) => primaryAgain(one, heirs)),
  )
  await resumeMany(ctx, done.flatMap(resumed), cause)
}

/** The successor's assignment that the answer before gave and the new one takes back; null when there is none. */
const formerOf = ({ item, steps }: Decided): string | null =>
  steps.endsSuccessor ? item.successorAssignmentId : null

/** The promise to a successor that the answer before made and the new one takes back; null when there is none. */
const formerPromiseOf = ({ item, steps }: Decided): string | null =>
  steps.withdrawsPromise ? item.successorPendingId : null

/** C1: whoever is replaced keeps the role a little longer and takes no place meanwhile, in this request or before it. */
async function findLeaving(ctx: Context, decided: readonly Decided[]): Promise<string[]> {
  const before = await listOnTheWayOut(
    ctx,
    decided.map(({ item }) => item.id),
  )
  const now = decided.filter(({ answer }) => answer !== 'keep').map(({ item }) => item.heldAssignmentId)
  return [...before, ...now]
}

/** With what this line itself takes back, unless somebody else relies on it. */
function leavingFor(decided: Decided, { heirs, leaving }: Plan): string[] {
  const own = heirs.heirOf(decided) === null ? [formerOf(decided), formerPromiseOf(decided)] : []
  return [...leaving, ...own.flatMap((id) => id ?? [])]
}

/** A correction gives the role back as it was; a replacement gives it to the successor, primary and all. */
function giftOf(decided: Decided, plan: Plan): Gift {
  const { item, steps, successor } = decided
  const { roleId, isPrimary } = item
  const inheritsFrom = plan.heirs.heirOf(decided) === null ? formerOf(decided) : null
  const common = { roleId, isPrimary, startsOn: plan.today, inheritsFrom, leaving: leavingFor(decided, plan) }
  if (steps.givesSuccessor && successor?.kind === 'user') {
    const { userId, name: userName } = successor
    return { ...common, userId, userName, endsBefore: null, replaces: item.heldAssignmentId }
  }
  const { userId, userName, heldEndsBefore: endsBefore } = item
  return { ...common, userId, userName, endsBefore, replaces: null, isGivenBack: true }
}

/** The role for a successor who has not signed in yet (R3). */
function promiseOf(decided: Decided, plan: Plan): Promised[] {
  const { item, successor } = decided
  if (successor?.kind !== 'newcomer') return []
  const { name, email, userUuid = null } = successor
  const { roleId, isPrimary, heldAssignmentId: replaces } = item
  return [{ roleId, name, email, userUuid, isPrimary, replaces, leaving: leavingFor(decided, plan) }]
}

function effectOf(decided: Decided, outcome: GiftOutcome | undefined, heirs: Heirs): Effect {
  const { item, steps } = decided
  // A successor who has the role already needs none; the one replaced may still go.
  const hasAlready = steps.givesSuccessor && outcome?.refusal?.code === alreadyHolder
  const given = outcome?.id ?? null
  return {
    decided,
    refusal: hasAlready ? null : (outcome?.refusal ?? null),
    heldAssignmentId: steps.givesBack && given ? given : item.heldAssignmentId,
    successorAssignmentId: steps.givesSuccessor ? (given ?? heirs.inheritedBy(item.id)) : null,
    successorPendingId: null,
    isPromisedHere: false,
    isEnded: steps.ends || (steps.givesSuccessor && (!item.isHeldOpen || !item.opensAccess)),
  }
}

/** Nobody goes for a promise: the one replaced stays until the successor has signed in and is in (C1). */
function promisedEffectOf(
  decided: Decided,
  outcome: PromiseOutcome | undefined,
  all: readonly Decided[],
): Effect {
  const { item } = decided
  const id = outcome?.id ?? null
  return {
    decided,
    refusal: outcome?.refusal ?? null,
    heldAssignmentId: item.heldAssignmentId,
    successorAssignmentId: null,
    successorPendingId: id,
    // A promise that somebody else made is not this line's to take back, unless its own line lets go of it now.
    isPromisedHere:
      outcome?.refusal === null && (!outcome.isAgain || all.some((one) => formerPromiseOf(one) === id)),
    isEnded: !item.isHeldOpen,
  }
}

/** Lines answered before that a former successor rests on from now on. */
function inherited({ decided }: Effect, heirs: Heirs) {
  const [assignmentId, itemId] = [formerOf(decided), heirs.heirOf(decided)]
  const isPromised = formerPromiseOf(decided) !== null
  return itemId && (assignmentId || isPromised) && !heirs.isAnswering(itemId)
    ? [{ itemId, assignmentId, isPromised }]
    : []
}

/** The one withdrawn, the one replaced where nothing has to be waited for, and the successor of the answer before. */
function endsOf({ decided, isEnded }: Effect, heirs: Heirs) {
  const { item, reason } = decided
  const ends = isEnded ? [{ id: item.heldAssignmentId, reason: reason ?? replacedReason }] : []
  const former = formerOf(decided)
  return former && heirs.heirOf(decided) === null ? [...ends, { id: former, reason: correctedReason }] : ends
}

const withdrawnOf = ({ decided }: Effect, heirs: Heirs): string[] =>
  heirs.heirOf(decided) === null ? [formerPromiseOf(decided) ?? []].flat() : []

function primaryAgain({ decided, heldAssignmentId: id }: Effect, heirs: Heirs) {
  const former = formerOf(decided)
  if (decided.answer !== 'keep' || !former || !decided.item.isPrimary) return []
  return [{ id, from: heirs.heirOf(decided) === null ? null : former }]
}

const resumed = ({ decided: { item, steps } }: Effect): string[] =>
  steps.resumes ? [item.heldAssignmentId] : []
