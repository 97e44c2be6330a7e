import type { CivilDay } from '../../../kernel/civil-day.ts'
import { type AccessOutcome, type Item, isUnfilled } from './item.ts'

/** `closing`: lost, and not read back yet. */
export type LostAccess = AccessOutcome | 'closing'

/** What came of a line; every page and every report says it in words of its own. */
export type Outcome =
  /** Confirmed, continuing without an answer, or back: as long as the role is held, and until when it was. */
  | { readonly kind: 'confirmed' | 'kept' | 'returned'; readonly endedOn: CivilDay | null }
  | {
      readonly kind: 'withdrawn' | 'removed' | 'suspended' | 'replaced' | 'replacedUnfilled'
      readonly access: LostAccess
    }
  /** The successor is on the way in; has not signed in yet; did not get the role. */
  | { readonly kind: 'replacing' | 'promised' | 'unfilled' }
  | { readonly kind: 'grace'; readonly on: CivilDay | null }
  | { readonly kind: 'held' | 'elsewhere' | 'undecided' }
  /** Another round asks, by name. */
  | { readonly kind: 'askedAgain'; readonly round: string | null }

export type OutcomeInput = Pick<
  Item,
  'answer' | 'consequence' | 'heldEndedOn' | 'replacedAt' | 'successorState' | 'accessOutcome'
> & { readonly removesOn: CivilDay | null; readonly askedAgainIn: string | null }

/** The one rule for what came of a line. A role is told as held only while it is; an access as closed once read back. */
export function outcomeOf(item: OutcomeInput): Outcome {
  const access = item.accessOutcome ?? 'closing'
  const endedOn = item.heldEndedOn
  if (item.answer === 'keep') return { kind: 'confirmed', endedOn }
  if (item.answer === 'withdraw') return { kind: 'withdrawn', access }
  if (item.answer === 'replace') return replacementOf(item, access)
  switch (item.consequence) {
    case null:
      return { kind: 'undecided' }
    case 'grace':
      return { kind: 'grace', on: item.removesOn }
    case 'askedAgain':
      return { kind: 'askedAgain', round: item.askedAgainIn }
    case 'held':
    case 'elsewhere':
      return { kind: item.consequence }
    case 'kept':
    case 'returned':
      return { kind: item.consequence, endedOn }
    case 'suspended':
    case 'removed':
      return { kind: item.consequence, access }
  }
}

function replacementOf(item: OutcomeInput, access: LostAccess): Outcome {
  if (item.replacedAt) return { kind: isUnfilled(item) ? 'replacedUnfilled' : 'replaced', access }
  if (isUnfilled(item)) return { kind: 'unfilled' }
  return { kind: item.successorState === 'waiting' ? 'promised' : 'replacing' }
}

/** What became of the access of one who lost it by this line; null where it was not lost. */
export function lostAccessOf(item: OutcomeInput): LostAccess | null {
  const outcome = outcomeOf(item)
  return 'access' in outcome ? outcome.access : null
}
