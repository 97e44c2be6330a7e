import type { Actor } from '../../../kernel/actor.ts'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { HolderAccess } from '../../assignments/index.ts'
import type { TaskStanding } from '../../reminders/index.ts'
import type { DeadlineSignal } from '../domain/deadline-signal.ts'
import type { Exchange } from '../queries/exchange.ts'
import type { TaskEvent } from '../queries/history.ts'
import type { TaskPage } from '../queries/task-page.ts'
import type { TaskPageTexts } from '../task-page-texts.ts'

/** A message or note that was refused: shown again in its own form. */
export interface TypedText {
  readonly form: 'message' | 'note'
  readonly text: string
  readonly fields: FieldFaults
}

/** All that the parts of the task's page show, for one onlooker. */
export interface TaskView extends TaskPage {
  readonly actor: Actor
  readonly today: CivilDay
  readonly language: Language
  readonly texts: TaskPageTexts
  readonly signal: DeadlineSignal
  /** Where the access of the bound role's holders stands; empty where the role opens none, or is another's matter. */
  readonly accesses: readonly HolderAccess[]
  /** What it is reminded of; null when it is answered or has no deadline. */
  readonly reminders: TaskStanding | null
  readonly exchange: Exchange
  readonly history: readonly TaskEvent[]
  /** The onlooker is of the municipality whose task it is. */
  readonly isOwn: boolean
  readonly mayAnswer: boolean
  readonly mayOptOut: boolean
  readonly mayAssignPeople: boolean
  readonly mayAttach: boolean
  /** The central body's promise in working days (setting ANSWER_DAYS). */
  readonly answerDays: number
  readonly typed: TypedText | null
}
