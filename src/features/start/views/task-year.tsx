import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { type WheelItem, YearWheel } from '../../../ui/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { listedBesideWheel, shortened } from '../domain.ts'
import { taskListPath, taskPath } from '../paths.ts'
import type { TaskYear as Year } from '../queries/tasks.ts'
import { startTexts } from '../texts.ts'

interface TaskYearProps {
  readonly year: Year
  readonly today: CivilDay
  readonly language: Language
  readonly organisationName: string
}

/** The municipality's tasks on the round of the year; nothing when the year asks for nothing. */
export function TaskYear({ year, today, language, organisationName }: TaskYearProps) {
  if (year.days.length === 0) return null
  const texts = startTexts(language)
  const listed = listedBesideWheel(year.days)
  const items = year.days.map((task): WheelItem => {
    const title = shortened(task.title, 90)
    return {
      id: String(task.number),
      day: task.day,
      signal: deadlineSignal(
        { status: task.isAnswered ? 'completed' : 'notStarted', dueOn: task.day },
        today,
      ),
      ring: 1,
      label: task.isAnswered ? texts.answeredTask(title) : `${title} (#${task.number})`,
      href: taskPath(task.number),
      listed: listed.has(task.number),
    }
  })
  const open = year.days.filter((task) => !task.isAnswered)
  const overdue = open.filter((task) => task.day < today).length
  return (
    <YearWheel
      year={Number(today.slice(0, 4))}
      today={today}
      title={texts.yearTitle(Number(today.slice(0, 4)), organisationName)}
      note={texts.yearNote}
      summary={texts.yearSummary(year.answeredThisYear, overdue, open.length - overdue)}
      items={items}
    >
      <a href={taskListPath}>{texts.allTasks(year.total)}</a>
    </YearWheel>
  )
}
