import { addDays, type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { NonResponse } from '../../roles/index.ts'
import { removesOn } from './closing.ts'
import { lateDays, type RoundStatus } from './round.ts'

export interface StandingRole {
  readonly nonResponse: NonResponse
  /** Known from the close on. */
  readonly removesOn: CivilDay | null
  readonly brake: 'held' | 'approved' | 'rejected' | null
}

export interface StandingInput {
  readonly status: RoundStatus
  readonly closesOn: CivilDay
  readonly closedAt: Date | null
  /** Only those in which somebody is asked about. */
  readonly roles: readonly StandingRole[]
}

/** Where a round stands on a day: the same for all who look, the central body as the municipalities. */
export interface Standing {
  /** Null while it is open. */
  readonly closedOn: CivilDay | null
  /** The last day announced has gone by, as the task's deadline has; an early close makes nobody late. */
  readonly isOverdue: boolean
  /** The last day on which every line that waits takes an answer; null: none does, or no day is set. */
  readonly answerableUntil: CivilDay | null
}

const standsToRemove = (role: StandingRole): boolean =>
  role.nonResponse === 'remove' && role.brake !== 'held' && role.brake !== 'rejected'

/**
 * Days after the close are counted from the last day announced, or from the close where that came later: as those until
 * a removal, and until the round is settled. What is removed on a day takes answers until the day before.
 */
export function standingOf(round: StandingInput, today: CivilDay): Standing {
  const isOverdue = today > round.closesOn
  if (round.status === 'open') return { closedOn: null, isOverdue, answerableUntil: null }
  const closedOn = round.closedAt ? civilDayOf(round.closedAt) : round.closesOn
  if (round.status === 'settled') return { closedOn, isOverdue, answerableUntil: null }
  const lateUntil = removesOn(round.closesOn, closedOn, lateDays)
  const days = round.roles.map((role) =>
    standsToRemove(role) && role.removesOn ? addDays(role.removesOn, -1) : lateUntil,
  )
  const [answerableUntil = null] = days.filter((day) => day >= today).sort()
  return { closedOn, isOverdue, answerableUntil }
}
