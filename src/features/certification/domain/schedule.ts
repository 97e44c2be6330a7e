import { addDays, type CivilDay, civilDay } from '../../../kernel/civil-day.ts'

/** The same day so many months later; the last of the month where there is no such day: 29-02 becomes 28-02. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  const text = [toMonth, Math.min(date, last)].map((part) => String(part).padStart(2, '0')).join('-')
  return civilDay(`${toYear}-${text}`)
}

/** A round that asks about this part of those who hold a role has asked about the role. */
export const nearlyAll = 0.9

/**
 * Whether a round of all municipalities counts as the one that the plan of a role would have started: it asks about nearly
 * everybody who holds the role today. One for those left over from another round does not: the plan stays.
 */
export const countsForPlan = ({ lines, holders }: { readonly lines: number; readonly holders: number }) =>
  lines > 0 && lines >= holders * nearlyAll

export interface Schedule {
  /** Days are counted from here and never from each other: a 29th of February comes back in leap years. */
  readonly anchorOn: CivilDay
  /** The latest due day that a round was started for. */
  readonly lastDueOn: CivilDay | null
  readonly months: number
}

/** The first due day after the one a round was started for. */
export function nextDueOn({ anchorOn, lastDueOn, months }: Schedule): CivilDay {
  let count = 0
  while (lastDueOn !== null && addMonths(anchorOn, count * months) <= lastDueOn) count += 1
  return addMonths(anchorOn, count * months)
}

/** The first due day from today on: what went by is not made up for. */
export function nextFrom(schedule: Schedule, today: CivilDay): CivilDay {
  return nextDueOn({ ...schedule, lastDueOn: skippedBefore(schedule, today) })
}

/** The latest due day before today, started or not; null when none has been. */
export function skippedBefore(schedule: Schedule, today: CivilDay): CivilDay | null {
  return dueNow(schedule, addDays(today, -1)) ?? schedule.lastDueOn
}

/**
 * The due day to start a round for today; null when none has come. A server that was down for years starts one round,
 * for the latest day it missed.
 */
export function dueNow(schedule: Schedule, today: CivilDay): CivilDay | null {
  let due: CivilDay | null = null
  for (let next = nextDueOn(schedule); next <= today; next = nextDueOn({ ...schedule, lastDueOn: next }))
    due = next
  return due
}
