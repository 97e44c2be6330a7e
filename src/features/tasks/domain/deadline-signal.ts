import { addDays, type CivilDay, daysBetween } from '../../../kernel/civil-day.ts'
import type { TaskStatus } from './task.ts'

export const deadlineSignals = ['red', 'yellow', 'green', 'none'] as const
export type DeadlineSignal = (typeof deadlineSignals)[number]

/** Days before the deadline in which an unanswered task is yellow (T6). */
export const soonDays = 14

/**
 * The deadline's signal on a civil day in Copenhagen, computed and never stored (T6): answered (also by opting out)
 * none; overdue red; due within 14 days yellow; else green. Without a deadline there is nothing to signal.
 */
export function deadlineSignal(
  task: { readonly status: TaskStatus; readonly dueOn: CivilDay | null },
  today: CivilDay,
): DeadlineSignal {
  if (task.status === 'completed' || !task.dueOn) return 'none'
  const left = daysBetween(today, task.dueOn)
  if (left < 0) return 'red'
  return left <= soonDays ? 'yellow' : 'green'
}

/** The same rule as bounds of days, for lists: due days from (inclusive) and to (inclusive) of a signal's open tasks. */
export function signalBounds(
  signal: Exclude<DeadlineSignal, 'none'>,
  today: CivilDay,
): { readonly from: CivilDay | null; readonly to: CivilDay | null } {
  if (signal === 'red') return { from: null, to: addDays(today, -1) }
  if (signal === 'yellow') return { from: today, to: addDays(today, soonDays) }
  return { from: addDays(today, soonDays + 1), to: null }
}
