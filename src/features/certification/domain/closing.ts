import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import type { NonResponse } from '../../roles/index.ts'
import { type RoundKind, removalDay } from './round.ts'

/**
 * What came of a line without an answer (C3, C4); `elsewhere`: its role had ended outside the round; `returned`: one who
 * had left is back (C6); `askedAgain`: a round again took it over before it came to anything here (C5).
 */
export const consequences = [
  'kept',
  'suspended',
  'grace',
  'held',
  'removed',
  'elsewhere',
  'returned',
  'askedAgain',
] as const
export type Consequence = (typeof consequences)[number]

/** The line needs no answer here any more, whoever asks. */
export const moot = ['elsewhere', 'returned', 'askedAgain'] as const satisfies readonly Consequence[]

export const isMoot = (consequence: Consequence | null): boolean =>
  consequence !== null && (moot as readonly Consequence[]).includes(consequence)

/** Whether the line lacks an answer that would still change something. */
export const isWaiting = (line: {
  readonly answer: string | null
  readonly consequence: Consequence | null
}): boolean => line.answer === null && line.consequence !== 'removed' && !isMoot(line.consequence)

/** `superseded`: all who were held are asked again in another round. */
export const brakes = ['held', 'approved', 'rejected', 'superseded'] as const
export type Brake = (typeof brakes)[number]

/** The brake (C4): more than this part of a role's holders, or more than this number, at once without an answer. */
const brakeShare = 0.1
const brakeNumber = 20

export interface BrakeInput {
  readonly kind: RoundKind
  readonly nonResponse: NonResponse
  /** People; of a round about a leaver those of all such rounds. */
  readonly undecided: number
  /** Everybody who held the role at the start. */
  readonly holders: number
}

/**
 * Whether so many would lose the role at once that operations must approve (C4). One alone who has left is no crowd,
 * however few hold the role; several at once may be a directory that failed.
 */
export function mustBrake({ kind, nonResponse, undecided, holders }: BrakeInput): boolean {
  if (nonResponse === 'keep' || undecided === 0) return false
  if (kind === 'leaver' && undecided === 1) return false
  return undecided > brakeNumber || undecided > holders * brakeShare
}

const atClose: Record<NonResponse, Consequence> = { keep: 'kept', suspend: 'suspended', remove: 'grace' }

/** What the close makes of a line without an answer. */
export const consequenceOf = (nonResponse: NonResponse, isHeld: boolean): Consequence =>
  isHeld ? 'held' : atClose[nonResponse]

/**
 * The day of removal. Counted from the last day to answer as announced, also when the round closed before it; from the
 * close when that came late, as after a stop of the server: nobody loses a day of the grace (C3).
 * @param closedOn the civil day of the close; in time it is the day after the last one to answer
 */
export function removesOn(closesOn: CivilDay, closedOn: CivilDay, graceDays: number): CivilDay {
  const lastDay = addDays(closedOn, -1)
  return removalDay(lastDay > closesOn ? lastDay : closesOn, graceDays)
}

/** Whole days to answer in that everybody has once the brake is let go, however short the grace. */
const wholeDays = 1

/**
 * The day of removal once operations have let go of the brake (C4): the one announced, unless they took so long that the
 * grace is to be counted from then. Nobody loses a role on the day they are told, or on the next.
 * @param announced as it was said at the close; null: none was
 */
export function removesOnceApproved(
  announced: CivilDay | null,
  today: CivilDay,
  graceDays: number,
): CivilDay {
  const earliest = addDays(today, Math.max(wholeDays + 1, graceDays))
  return announced !== null && announced > earliest ? announced : earliest
}
