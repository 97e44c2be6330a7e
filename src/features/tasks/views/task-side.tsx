import type { ComponentChildren } from 'preact'
import {
  Day,
  deadlineWords,
  type Fact,
  Facts,
  PageNav,
  PriorityBadge,
  Signal,
  StatusBadge,
} from '../../../ui/index.ts'
import { soonDays } from '../domain/deadline-signal.ts'
import { isAnswered, type NamedPerson, stateOf } from '../domain/task.ts'
import { peoplePath, startDayPath } from '../paths.ts'
import { taskListTexts } from '../task-list-texts.ts'
import type { TaskView } from './task-view.ts'

/** Signal, status and priority below the title: shape, word and colour (T6). */
export function TaskBadges({ view }: { view: TaskView }) {
  const { task, signal, today, language } = view
  const words = deadlineWords(signal, task.dueOn, today, language)
  return (
    <>
      {signal !== 'none' && <Signal kind={signal} words={words.long} />}
      <StatusBadge status={stateOf(task)} />
      <PriorityBadge priority={task.priority} />
    </>
  )
}

function DeadlineFact({ view }: { view: TaskView }): ComponentChildren {
  const { task, signal, today, language, texts } = view
  if (!isAnswered(task) && !task.dueOn) return texts.noDeadline
  const { colour } = deadlineWords(signal, task.dueOn, today, language)
  return <Signal kind={signal} words={task.outcome === 'lapsed' ? texts.lapsedTitle : colour} />
}

/** A link named by its verb, with what it is about for those who hear it alone. */
const link = (href: string, verb: string, about: string) => (
  <a href={href}>
    {verb}
    <span class="tv-hidden"> {about.toLocaleLowerCase('da')}</span>
  </a>
)

/** Who performs; while nobody is chosen, a task that asks for a role proposes its holders (T10). */
function performerOf({ task, texts, mayAssignPeople, proposedNames }: TaskView): string | null {
  if (task.performer) return task.performer.name
  const proposes = mayAssignPeople && !isAnswered(task) && proposedNames.length > 0
  return proposes ? texts.suggested(proposedNames.join(', ')) : null
}

/** The labels of the real page, in its order (T3). */
export function TaskFacts({ view }: { view: TaskView }) {
  const { task, texts } = view
  const states = taskListTexts(view.language)
  const personFact = (label: string, person: NamedPerson | null): Fact => ({
    label,
    value: person?.name ?? null,
    link: view.mayAssignPeople
      ? link(peoplePath(task.number), person ? texts.change : texts.choose, label)
      : undefined,
  })
  const facts: Fact[] = [
    { label: texts.deadline, value: <DeadlineFact view={view} /> },
    { label: texts.priority, value: states.priorities[task.priority] },
    { label: texts.status, value: states.states[stateOf(task)] },
    personFact(texts.responsible, task.responsible),
    { ...personFact(texts.performer, task.performer), value: performerOf(view) },
    {
      label: texts.startsOn,
      value: task.startsOn && <Day day={task.startsOn} />,
      link: view.mayAnswer
        ? link(startDayPath(task.number), task.startsOn ? texts.change : texts.choose, texts.startsOn)
        : undefined,
    },
    { label: texts.dueOn, value: task.dueOn && <Day day={task.dueOn} /> },
  ]
  return (
    <>
      <Facts facts={facts} />
      <details class="tv-older">
        <summary>{texts.signalRule}</summary>
        <p class="tv-note">{texts.signalRuleText(soonDays)}</p>
      </details>
    </>
  )
}

export function TaskPageNav({ view }: { view: TaskView }) {
  const { texts, exchange, history, appendices } = view
  const items = [
    { id: 'maal', label: texts.goal },
    { id: 'beskrivelse', label: texts.description },
    { id: 'anbefalet', label: texts.recommended },
    { id: 'kvalitetskriterier', label: texts.qualityCriteria },
    { id: 'historik', label: texts.history, count: history.length },
    { id: 'interne-noter', label: texts.notes, count: exchange.notes.length },
    { id: 'forudsaetninger', label: texts.prerequisites },
    { id: 'projekt', label: texts.classification },
    { id: 'bilag', label: texts.appendicesAndFiles, count: appendices.length + exchange.attachments.length },
    ...(exchange.questions.length > 0
      ? [{ id: 'spoergsmaal', label: texts.questionsShort, count: exchange.questions.length }]
      : []),
    { id: 'beskeder', label: texts.messages, count: exchange.messages.length },
  ]
  return <PageNav title={texts.onThisPage} items={items} />
}
