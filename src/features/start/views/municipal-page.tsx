import type { ComponentChildren } from 'preact'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  capitalised,
  EmptyState,
  GroupHeading,
  Heading,
  longDay,
  Tally,
  type TallyItem,
  TwoColumns,
  WorkList,
} from '../../../ui/index.ts'
import { dueGroups, groupByDue } from '../domain.ts'
import { notificationsPath, taskListPath } from '../paths.ts'
import type { EndingRole } from '../queries/roles.ts'
import type { OpenTask, TaskYear as Year } from '../queries/tasks.ts'
import { startTexts } from '../texts.ts'
import { endingTally } from './ending-roles.tsx'
import { TaskYear } from './task-year.tsx'
import { type Reading, workItemOf } from './work-items.tsx'

export interface MunicipalPageProps extends Reading {
  readonly organisationName: string
  /** What waits for the person, soonest first. */
  readonly tasks: readonly OpenTask[]
  /** What waits for others in the municipality; absent where the page shows all as one's own. */
  readonly others?: readonly OpenTask[]
  readonly year: Year
  readonly newAnswers: number
  /** Notifications of one's own that are unread. */
  readonly unread: number
  /** Roles of the municipality that end, to whoever gives roles. */
  readonly ending?: readonly EndingRole[]
  readonly aside: ComponentChildren
}

function tallyOf({ year, newAnswers, unread, ending = [], language }: MunicipalPageProps): TallyItem[] {
  const texts = startTexts(language)
  const answers: TallyItem = {
    icon: 'chat',
    count: newAnswers,
    words: texts.newAnswersCount(newAnswers),
    href: '#svar',
  }
  const notifications: TallyItem = {
    icon: 'notifications',
    count: unread,
    words: texts.unreadCount(unread),
    href: notificationsPath,
  }
  return [
    { icon: 'signal-red', count: year.overdue, words: texts.overdue },
    { icon: 'signal-yellow', count: year.thisWeek, words: texts.thisWeek },
    { icon: 'signal-green', count: year.later, words: texts.later },
    { icon: 'signal-none', count: year.answeredThisYear, words: texts.answeredThisYear, quiet: true },
    ...endingTally(ending, language),
    ...(newAnswers > 0 ? [answers] : []),
    ...(unread > 0 ? [notifications] : []),
  ]
}

const lines = { overdue: 'red', thisWeek: 'yellow', later: 'dark' } as const

function Groups(props: MunicipalPageProps) {
  const { tasks, year, today, language } = props
  const texts = startTexts(language)
  const groups = groupByDue(tasks, today)
  return (
    <>
      {dueGroups
        .filter((group) => groups[group].length > 0)
        .map((group) => (
          <section key={group}>
            <GroupHeading title={texts.groups[group]} count={year[group]} line={lines[group]} />
            <WorkList items={groups[group].map((task) => workItemOf(task, props, task === tasks[0]))} />
            {year[group] > groups[group].length && (
              <p class="tv-note">{texts.notShown(year[group] - groups[group].length)}</p>
            )}
          </section>
        ))}
    </>
  )
}

function NothingWaits({ year, others, language }: MunicipalPageProps) {
  const texts = startTexts(language)
  const next = year.nextDueOn && texts.emptyNext(formatCivilDay(year.nextDueOn))
  const empty = others ? texts.emptyUser : texts.emptyNone
  return <EmptyState title={texts.emptyTitle}>{next ? `${next} ${empty}` : empty}</EmptyState>
}

function OtherTasks(props: MunicipalPageProps) {
  const { others = [], tasks, year, language } = props
  if (others.length === 0) return null
  const texts = startTexts(language)
  const all = year.open - tasks.length
  return (
    <section>
      <GroupHeading title={texts.othersTitle} count={all} />
      <details class="tv-older">
        <summary>{texts.showOthers(others.length)}</summary>
        <WorkList items={others.map((task) => workItemOf(task, props, false))} />
      </details>
    </section>
  )
}

/** What waits for somebody in a municipality: by deadline, with the next step on each button. */
export function MunicipalPage(props: MunicipalPageProps) {
  const { tasks, year, today, language, organisationName } = props
  const texts = startTexts(language)
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.title} />
      <Tally items={tallyOf(props)} />
      <TwoColumns aside={props.aside} asideLast>
        {tasks.length === 0 ? <NothingWaits {...props} /> : <Groups {...props} />}
        <OtherTasks {...props} />
        {year.total > 0 && (
          <p class="tv-more">
            <a href={taskListPath}>{texts.allTasks(year.total)}</a>
          </p>
        )}
      </TwoColumns>
      <TaskYear year={year} {...{ today, language, organisationName }} />
    </>
  )
}
