import type { Refusal } from '../../../kernel/errors.ts'
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
  readonly successorPendingId: string | null
  readonly isPromisedHere: boolean
  /** The one the line speaks of holds the role no more. */
  readonly isEnded: boolean
}
