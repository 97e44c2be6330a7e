import { type CivilDay, daysBetween } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  deadlineWords,
  relativeDay,
  type SignalKind,
  StatusBadge,
  type WorkItem,
  weekday,
} from '../../../ui/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { firstSentence, type NextStep, nextStepOf, type Viewer } from '../domain.ts'
import { answersAt, chooseHolderPath, peoplePath, taskPath } from '../paths.ts'
import type { OpenTask } from '../queries/tasks.ts'
import { type StartTexts, startTexts } from '../texts.ts'

export interface Reading {
  readonly viewer: Viewer
  readonly today: CivilDay
  readonly language: Language
}

/** Where the button leads: to the step itself, not only to the task. */
function stepPath(step: NextStep, task: OpenTask): string {
  if (step === 'answer' && task.answerPath) return task.answerPath
  if (step === 'choosePerson' && task.boundRoleId) return chooseHolderPath(task.boundRoleId, task.number)
  if (step === 'readAnswer') return answersAt(task.number)
  return step === 'namePeople' ? peoplePath(task.number) : taskPath(task.number)
}

function textOf(task: OpenTask, step: NextStep, texts: StartTexts): string {
  if (step === 'readAnswer') return texts.newAnswerOn
  if (!task.boundRoleId) return firstSentence(task.assignment) || firstSentence(task.goal)
  if (task.holderCount > 0) return texts.holderPresent
  if (task.isRoleEnding) return texts.roleEnds
  // T5: only a mandatory task leaves no choice.
  return task.priority === 'mandatory' ? texts.chooseHolder : texts.takeStand
}

const metaOf = (task: OpenTask, texts: StartTexts): string[] => [
  `#${task.number}`,
  texts.priorities[task.priority],
  [task.project, task.phase].filter(Boolean).join(', '),
  task.responsibleName ? texts.responsible(task.responsibleName) : texts.noResponsible,
  ...(task.performerName ? [texts.performer(task.performerName)] : []),
]

/** When something is due, as a row's left column says it. */
export function whenOf(kind: SignalKind, dueOn: CivilDay | null, today: CivilDay, language: Language) {
  const left = dueOn ? daysBetween(today, dueOn) : -1
  return {
    signal: kind,
    signalWords: deadlineWords(kind, dueOn, today, language).short,
    dueOn,
    ...(dueOn && left >= 0 && left < 7 ? { weekday: weekday(dueOn, language) } : {}),
    ...(kind === 'red' && dueOn ? { distance: relativeDay(dueOn, today, language) } : {}),
  }
}

/** A task as a row: when, what, next step. A task without a deadline is in good time. */
export function workItemOf(task: OpenTask, reading: Reading, isFirst: boolean): WorkItem {
  const { language, today, viewer } = reading
  const texts = startTexts(language)
  const step = nextStepOf(task, viewer)
  const kind = task.dueOn ? deadlineSignal(task, today) : 'green'
  return {
    ...whenOf(kind, task.dueOn, today, language),
    id: String(task.number),
    title: task.title,
    href: taskPath(task.number),
    text: textOf(task, step, texts),
    meta: metaOf(task, texts),
    ...(task.status === 'inProgress' ? { badges: <StatusBadge status="inProgress" /> } : {}),
    action: { label: texts.steps[step], href: stepPath(step, task), primary: isFirst },
  }
}
