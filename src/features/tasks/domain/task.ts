import type { CivilDay } from '../../../kernel/civil-day.ts'

/** T5. */
export const priorities = ['mandatory', 'recommended', 'voluntary'] as const
export type Priority = (typeof priorities)[number]

/** T4. */
export const taskStatuses = ['notStarted', 'inProgress', 'completed'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** How a completed task was answered (T4); `lapsed`: closed by its own rules, and nobody had answered. */
export const outcomes = ['participated', 'optedOut', 'lapsed'] as const
export type Outcome = (typeof outcomes)[number]

/** Status and outcome in one word, as lists and badges show it. */
export const taskStates = ['notStarted', 'inProgress', 'completed', 'optedOut', 'lapsed'] as const
export type TaskState = (typeof taskStates)[number]

export interface NamedPerson {
  readonly id: string | null
  readonly name: string
}

/** The role a task asks for a holder of (T10). */
export interface BoundRole {
  readonly id: string
  readonly name: string
  /** The first day without it, said or past: it is given to nobody more. Null: it lasts. */
  readonly endsBefore: CivilDay | null
}

/** One municipality's own copy of what the central body published (T2); the text is the template's. */
export interface Task {
  readonly number: number
  readonly organisationId: number
  readonly organisationName: string
  readonly templateId: string
  readonly rolloutId: string
  readonly title: string
  readonly priority: Priority
  readonly status: TaskStatus
  readonly outcome: Outcome | null
  readonly responsible: NamedPerson | null
  readonly performer: NamedPerson | null
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  /** Counts changes; the ETag. */
  readonly version: number
  readonly receivedAt: Date
  readonly changedAt: Date
  /** The role the template asks for a holder of (T10). */
  readonly boundRole: BoundRole | null
  /** Names of those in this municipality who hold the bound role today. */
  readonly holderNames: readonly string[]
  /** Names of those who will hold it later: from a day to come, or from their first sign-in. The municipality's own business. */
  readonly comingHolderNames: readonly string[]
  /** Where the task is answered when it is not answered here; it then completes itself. */
  readonly answerPath: string | null
  /** Unmet prerequisites stop the answer instead of warning (T7). */
  readonly isPrerequisiteWall: boolean
  /** Prerequisites this municipality has not answered yet. */
  readonly unmetPrerequisites: readonly { readonly number: number; readonly title: string }[]
}

/** Nothing more is asked: it has an answer, or lapsed. */
export const isAnswered = (task: Pick<Task, 'status'>): boolean => task.status === 'completed'

export const stateOf = ({ status, outcome }: Pick<Task, 'status' | 'outcome'>): TaskState =>
  status === 'completed' && (outcome === 'optedOut' || outcome === 'lapsed') ? outcome : status
