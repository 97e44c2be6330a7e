import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { PendingState } from '../../assignments/index.ts'
import type { Consequence } from './closing.ts'
import type { RoundStatus } from './round.ts'

export const answerKinds = ['keep', 'withdraw', 'replace'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** What was read back of an access (A2): closed; open all the same, by another assignment; or there was none. */
export const accessOutcomes = ['closed', 'continues', 'none'] as const
export type AccessOutcome = (typeof accessOutcomes)[number]

/** Somebody who takes over and has not signed in yet (R3). */
export interface Newcomer {
  readonly name: string
  readonly email: string
  /** The person's id at the sign-in of the municipality; when given, the e-mail alone does not match. */
  readonly userUuid?: string | null
}

/** Who takes over: everything that gives the role to the successor asks for the kind (`actions/successors.ts`). */
export type Successor =
  | { readonly kind: 'user'; readonly userId: string; readonly name: string }
  | ({ readonly kind: 'newcomer' } & Newcomer)

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
  /** The day on which the role ended for the holder, by whatever cause; null while they hold it. */
  readonly heldEndedOn: CivilDay | null
  readonly answer: AnswerKind | null
  readonly reason: string | null
  readonly successorId: string | null
  readonly successorAssignmentId: string | null
  /** The promise to a successor who had not signed in yet. */
  readonly successorPendingId: string | null
  /** Where that promise stands; null when there is none. */
  readonly successorState: PendingState | null
  /** The promise was made by this answer. */
  readonly isPromisedHere: boolean
  /** The last day the one replaced keeps the role; null: nobody waits to be replaced. */
  readonly replacesBy: CivilDay | null
  readonly replacedAt: Date | null
  readonly consequence: Consequence | null
  /** What was read back of an access that was lost; `none` where the role opens none, null while it is awaited. */
  readonly accessOutcome: AccessOutcome | null
  readonly version: number
  /** As of the day it is read: a round whose last day has gone by is closed, also where nobody has closed it yet. */
  readonly roundStatus: RoundStatus
}

/** Promised to somebody who did not get the role, whatever the reason. */
export const isUnfilled = ({ successorState: state }: Pick<Item, 'successorState'>): boolean =>
  state === 'refused' || state === 'expired' || state === 'withdrawn'

/** An answer as somebody gives it. */
export interface GivenAnswer {
  readonly itemId: string
  readonly answer: AnswerKind
  readonly reason?: string | null
  readonly successorId?: string | null
  readonly newcomer?: Newcomer | null
}

export const mostReasonCharacters = 500
