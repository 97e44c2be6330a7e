import { addDays, type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { NonResponse } from '../../roles/index.ts'
import { type Brake, removesOn } from './closing.ts'
import { lateDays, type RoundStatus } from './round.ts'

export interface StandingRole {
  readonly roleName: string
  readonly nonResponse: NonResponse
  /** Known from the close on. */
  readonly removesOn: CivilDay | null
  readonly brake: Brake | null
}

export interface StandingInput {
  readonly status: RoundStatus
  readonly closesOn: CivilDay
  readonly closedAt: Date | null
  /** Only those in which a line waits for an answer. */
  readonly roles: readonly StandingRole[]
}

/** Where a round stands on a day: the same for all who look, the central body as the municipalities. */
export interface Standing {
  /** Null while it is open; the last day to answer where that has gone by and nobody has closed it yet. */
  readonly closedOn: CivilDay | null
  /** The last day announced has gone by, as the task's deadline has; an early close makes nobody late. */
  readonly isOverdue: boolean
  /** The last day on which every line that waits takes an answer; null: none does, or no day is set. */
  readonly answerableUntil: CivilDay | null
  /** The last day for each role, where one is set and has not gone by; the earliest first. */
  readonly lastDays: readonly LastDay[]
}

export interface LastDay {
  readonly day: CivilDay
  readonly roleNames: readonly string[]
}

const standsToRemove = (role: StandingRole): boolean =>
  role.nonResponse === 'remove' && role.brake !== 'held' && role.brake !== 'rejected'

/**
 * Days after the close are counted from the last day announced, or from the close where that came later: as those until
 * a removal, and until the round is settled. What is removed on a day takes answers until the day before.
 */
export function standingOf(round: StandingInput, today: CivilDay): Standing {
  const isOverdue = today > round.closesOn
  const none = { isOverdue, answerableUntil: null, lastDays: [] }
  if (round.status === 'open') return { ...none, closedOn: isOverdue ? round.closesOn : null }
  const closedOn = round.closedAt ? civilDayOf(round.closedAt) : round.closesOn
  if (round.status === 'settled') return { ...none, closedOn }
  const lateUntil = removesOn(round.closesOn, closedOn, lateDays)
  const dayOf = (role: StandingRole) =>
    standsToRemove(role) && role.removesOn ? addDays(role.removesOn, -1) : lateUntil
  const byDay = Map.groupBy(
    round.roles.filter((role) => dayOf(role) >= today),
    dayOf,
  )
  const lastDays = [...byDay]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, roles]): LastDay => ({ day, roleNames: roles.map(({ roleName }) => roleName) }))
  return { closedOn, isOverdue, answerableUntil: lastDays[0]?.day ?? null, lastDays }
}
