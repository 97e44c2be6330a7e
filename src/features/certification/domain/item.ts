import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Consequence } from './closing.ts'
import type { RoundStatus } from './round.ts'

export const answerKinds = ['keep', 'withdraw', 'replace'] as const
export type AnswerKind = (typeof answerKinds)[number]

/**
 * Who takes over. A union of one: somebody who has never signed in may become another kind, and everything that gives
 * the role to the successor asks for the kind (`actions/successors.ts`).
 */
export type Successor = { readonly kind: 'user'; readonly userId: string; readonly name: string }

/** One holder of one role, frozen at the start of a round, with what was answered. */
export interface Item {
  readonly id: string
  readonly organisationId: number
  readonly roundId: string
  readonly roleId: string
  readonly roleName: string
  /** Whether losing the role closes an access. */
  readonly opensAccess: boolean
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  /** The assignment the line speaks of now. */
  readonly heldAssignmentId: string
  readonly isHeldOpen: boolean
  readonly isSuspended: boolean
  readonly heldEndsBefore: CivilDay | null
  readonly answer: AnswerKind | null
  readonly reason: string | null
  readonly successorId: string | null
  readonly successorAssignmentId: string | null
  readonly replacedAt: Date | null
  readonly consequence: Consequence | null
  readonly version: number
  readonly roundStatus: RoundStatus
}

/** An answer as somebody gives it. */
export interface GivenAnswer {
  readonly itemId: string
  readonly answer: AnswerKind
  readonly reason?: string | null
  readonly successorId?: string | null
}

export const mostReasonCharacters = 500
