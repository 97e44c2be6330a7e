import type { DeadlineSignal } from './deadline-signal.ts'
import { type Priority, type TaskState, taskStates } from './task.ts'

/** 'open' is everything not answered. */
export const stateFilters = ['open', ...taskStates] as const
export type StateFilter = 'open' | TaskState

export const taskSorts = ['due', 'newest', 'title', 'priority'] as const
export type TaskSort = (typeof taskSorts)[number]

/** What a list of tasks is narrowed by; null and '' narrow nothing. */
export interface TaskFilter {
  readonly state: StateFilter | null
  readonly priority: Priority | null
  readonly signal: DeadlineSignal | null
  readonly project: string | null
  readonly phase: string | null
  readonly theme: string | null
  /** A user's id, 'me' or 'nobody'. */
  readonly responsible: string | null
  /** For those who reach more than their own municipality. */
  readonly municipalityId: number | null
  /** Words of the text, or the task's number with or without '#'. */
  readonly q: string
}

/** A place in a list: after or before the task with these values of the sorting's keys. */
export interface TaskCursor {
  readonly direction: 'after' | 'before'
  readonly key: readonly (string | number | boolean)[]
}

/** Tasks of one page. */
export const pageSize = 50

/** The task's number a search may mean. */
export function numberIn(q: string): number | null {
  const digits = /^#?(\d{1,15})$/.exec(q.trim())?.[1]
  return digits ? Number(digits) : null
}
