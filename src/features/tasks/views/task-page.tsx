import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { Heading, TwoColumns } from '../../../ui/index.ts'
import { TaskLadder } from '../../reminders/index.ts'
import { AttachmentSections, MessagesSection, NotesSection, QuestionsSection } from './exchange-sections.tsx'
import { TaskNextStep } from './next-step.tsx'
import { ClassificationSection, HistorySection, LinkedSections, WrittenSections } from './task-sections.tsx'
import { TaskBadges, TaskFacts, TaskPageNav } from './task-side.tsx'
import type { TaskView } from './task-view.ts'

/** The whole task: title, next step, facts, then every section of the real page in its order (T3). */
export function TaskPageView({ view }: { view: TaskView }) {
  const { task, texts } = view
  // The central body sees 98 pages with this title: whose it is comes first.
  const origins: Partial<Record<TaskView['audienceKind'], string>> = {
    all: texts.fromAll,
    vacated: texts.fromVacancy,
  }
  const origin = origins[view.audienceKind] ?? texts.fromSome
  const heading = (
    <Heading
      metaTitle={`#${task.number}`}
      meta={view.isOwn ? origin : task.organisationName}
      title={task.title}
      badges={<TaskBadges view={view} />}
    />
  )
  const aside = (
    <>
      <TaskNextStep view={view} />
      <TaskFacts view={view} />
      {view.reminders && (
        <TaskLadder {...{ language: view.language, today: view.today }} standing={view.reminders} />
      )}
      <TaskPageNav view={view} />
    </>
  )
  return (
    <>
      <p class="tv-print-only">{texts.printed(task.number, formatCivilDay(view.today))}</p>
      <TwoColumns heading={heading} aside={aside}>
        <WrittenSections view={view} />
        <HistorySection view={view} />
        <NotesSection view={view} />
        <LinkedSections view={view} />
        <ClassificationSection view={view} />
        <AttachmentSections view={view} />
        <QuestionsSection view={view} />
        <MessagesSection view={view} />
      </TwoColumns>
    </>
  )
}
