import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import {
  endMany,
  type Gift,
  type GiftOutcome,
  giveMany,
  givePrimaryBack,
  resumeMany,
} from '../../assignments/index.ts'
import type { Steps } from '../domain/answering.ts'
import type { AnswerKind, Successor } from '../domain/item.ts'
import type { ShownItem } from '../queries/items.ts'

/** An answer that is taken, with the steps it asks for. */
export interface Decided {
  readonly item: ShownItem
  readonly answer: AnswerKind
  readonly reason: string | null
  readonly successor: Successor | null
  readonly steps: Steps
}

/** What was done to the roles for an answer. */
export interface Effect {
  readonly decided: Decided
  /** The role could not be given: the answer is not taken. */
  readonly refusal: Refusal | null
  readonly heldAssignmentId: string
  readonly successorAssignmentId: string | null
  /** The one the line speaks of holds the role no more. */
  readonly isEnded: boolean
}

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
  const wanting = decided.filter(({ steps }) => steps.givesBack || steps.givesSuccessor)
  const gifts = wanting.map((one) => giftOf(one, ctx.today))
  const outcomes = await giveMany(ctx, gifts, cause)
  const effects = decided.map((one) => effectOf(one, outcomes[wanting.indexOf(one)]))
  const done = effects.filter(({ refusal }) => refusal === null)
  await endMany(ctx, done.flatMap(endsOf), cause)
  await givePrimaryBack(ctx, done.flatMap(primaryAgain))
  await resumeMany(ctx, done.flatMap(resumed), cause)
  return effects
}

/** A correction gives the role back as it was; a replacement gives it to the successor, primary and all. */
function giftOf({ item, steps, successor }: Decided, startsOn: CivilDay): Gift {
  const { roleId, isPrimary } = item
  const former = steps.endsSuccessor && item.successorAssignmentId ? [item.successorAssignmentId] : []
  if (steps.givesSuccessor && successor) {
    const { userId, name: userName } = successor
    return {
      ...{ roleId, userId, userName, startsOn, endsBefore: null, isPrimary },
      ...{ replaces: item.heldAssignmentId, leaving: former },
    }
  }
  const { userId, userName, heldEndsBefore: endsBefore } = item
  return { roleId, userId, userName, startsOn, endsBefore, isPrimary, replaces: null, leaving: former }
}

function effectOf(decided: Decided, outcome: GiftOutcome | undefined): Effect {
  const { item, steps } = decided
  // A successor who has the role already needs none; the one replaced may still go.
  const hasAlready = steps.givesSuccessor && outcome?.refusal?.code === alreadyHolder
  const given = outcome?.id ?? null
  return {
    decided,
    refusal: hasAlready ? null : (outcome?.refusal ?? null),
    heldAssignmentId: steps.givesBack && given ? given : item.heldAssignmentId,
    successorAssignmentId: steps.givesSuccessor ? given : null,
    isEnded: steps.ends || (steps.givesSuccessor && (!item.isHeldOpen || !item.opensAccess)),
  }
}

/** The one withdrawn, the one replaced where nothing has to be waited for, and the successor of the answer before. */
function endsOf({ decided, isEnded }: Effect) {
  const { item, reason, steps } = decided
  const ends = isEnded ? [{ id: item.heldAssignmentId, reason: reason ?? replacedReason }] : []
  const former = steps.endsSuccessor ? item.successorAssignmentId : null
  return former ? [...ends, { id: former, reason: correctedReason }] : ends
}

const primaryAgain = ({ decided: { item, answer, steps }, heldAssignmentId }: Effect): string[] =>
  answer === 'keep' && steps.endsSuccessor && item.isPrimary ? [heldAssignmentId] : []

const resumed = ({ decided: { item, steps } }: Effect): string[] =>
  steps.resumes ? [item.heldAssignmentId] : []
