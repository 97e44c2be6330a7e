import { addDays, type CivilDay, daysBetween } from '../../../kernel/civil-day.ts'
import type { RoundStatus } from './round.ts'

/** Days before the close; the last one comes after it, while a late answer still counts (C5). */
export const reminderDays = [30, 20, 10, 3, -5] as const
export type ReminderDays = (typeof reminderDays)[number]

/** How long after its day the last reminder is still worth sending. */
const lastsFor = 9

export const reminderDay = (closesOn: CivilDay, days: ReminderDays): CivilDay => addDays(closesOn, -days)

/**
 * The reminder that is due today, sent before or not: the latest whose day has come. After a stop of the server the
 * one missed last is sent, and those before it never. Null before the first, for a day before the round began, and for
 * one before a close that has come early.
 */
export function reminderDueOn(
  round: { readonly startedOn: CivilDay; readonly closesOn: CivilDay; readonly status: RoundStatus },
  today: CivilDay,
): ReminderDays | null {
  const isOver = today > round.closesOn
  if (isOver) {
    const since = daysBetween(reminderDay(round.closesOn, -5), today)
    return since >= 0 && since <= lastsFor ? -5 : null
  }
  if (round.status !== 'open') return null
  const reached = reminderDays.filter((days) => days > 0 && reminderDay(round.closesOn, days) <= today)
  const latest = reached.at(-1)
  if (latest === undefined || reminderDay(round.closesOn, latest) <= round.startedOn) return null
  return latest
}
