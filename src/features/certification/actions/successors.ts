import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import {
  endMany,
  type Gift,
  type GiftOutcome,
  giveMany,
  givePrimaryBack,
  resumeMany,
} from '../../assignments/index.ts'
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
  const heirs = await findHeirs(ctx, decided)
  const wanting = decided.filter(({ steps }) => steps.givesBack || steps.givesSuccessor)
  const gifts = wanting.map((one) => giftOf(one, heirs, ctx.today))
  const outcomes = await giveMany(ctx, gifts, cause)
  const effects = decided.map((one) => effectOf(one, outcomes[wanting.indexOf(one)], heirs))
  const done = effects.filter(({ refusal }) => refusal === null)
  // Who was to take a successor over and was refused takes nothing over.
  const refused = effects.filter(({ refusal }) => refusal !== null)
  for (const { decided: one } of refused) heirs.drop(one.item.id)
  await saveHeirs(
    ctx,
    done.flatMap((one) => inherited(one, heirs)),
  )
  await endMany(
    ctx,
    done.flatMap((one) => endsOf(one, heirs)),
    cause,
  )
  await givePrimaryBack(
    ctx,
    done.flatMap((one) => primaryAgain(one, heirs)),
  )
  await resumeMany(ctx, done.flatMap(resumed), cause)
  return effects
}

/** The successor's assignment that the answer before gave and the new one takes back; null when there is none. */
const formerOf = ({ item, steps }: Decided): string | null =>
  steps.endsSuccessor ? item.successorAssignmentId : null

/**
 * A correction gives the role back as it was; a replacement gives it to the successor, primary and all. A former
 * successor on whom nobody else relies is on the way out.
 */
function giftOf(decided: Decided, heirs: Heirs, startsOn: CivilDay): Gift {
  const { item, steps, successor } = decided
  const { roleId, isPrimary } = item
  const former = formerOf(decided)
  const leaving = former && heirs.heirOf(decided) === null ? [former] : []
  if (steps.givesSuccessor && successor) {
    const { userId, name: userName } = successor
    const gift = { roleId, userId, userName, startsOn, endsBefore: null, isPrimary }
    return { ...gift, replaces: item.heldAssignmentId, leaving }
  }
  const { userId, userName, heldEndsBefore: endsBefore } = item
  return { roleId, userId, userName, startsOn, endsBefore, isPrimary, replaces: null, leaving }
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
    isEnded: steps.ends || (steps.givesSuccessor && (!item.isHeldOpen || !item.opensAccess)),
  }
}

/** Lines answered before that a former successor's assignment rests on from now on. */
function inherited({ decided }: Effect, heirs: Heirs) {
  const [assignmentId, itemId] = [formerOf(decided), heirs.heirOf(decided)]
  return assignmentId && itemId && !heirs.isAnswering(itemId) ? [{ itemId, assignmentId }] : []
}

/** The one withdrawn, the one replaced where nothing has to be waited for, and the successor of the answer before. */
function endsOf({ decided, isEnded }: Effect, heirs: Heirs) {
  const { item, reason } = decided
  const ends = isEnded ? [{ id: item.heldAssignmentId, reason: reason ?? replacedReason }] : []
  const former = formerOf(decided)
  return former && heirs.heirOf(decided) === null ? [...ends, { id: former, reason: correctedReason }] : ends
}

function primaryAgain({ decided, heldAssignmentId: id }: Effect, heirs: Heirs) {
  const former = formerOf(decided)
  if (decided.answer !== 'keep' || !former || !decided.item.isPrimary) return []
  return [{ id, from: heirs.heirOf(decided) === null ? null : former }]
}

const resumed = ({ decided: { item, steps } }: Effect): string[] =>
  steps.resumes ? [item.heldAssignmentId] : []
