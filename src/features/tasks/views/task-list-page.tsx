import type { ComponentChildren } from 'preact'
import {
  type Column,
  CursorPager,
  Day,
  deadlineWords,
  EmptyState,
  Heading,
  Named,
  PanelCard,
  PriorityBadge,
  Signal,
  StatusBadge,
  Table,
} from '../../../ui/index.ts'
import { deadlineSignal } from '../domain/deadline-signal.ts'
import { stateOf } from '../domain/task.ts'
import { taskListAddress } from '../list-address.ts'
import { galleryRolePath, ownRolePath, taskPath } from '../paths.ts'
import type { TaskListItem } from '../queries/task-list.ts'
import { chipsOf, TaskFilters, TaskResult } from './task-filters.tsx'
import type { TaskListView } from './task-list-view.ts'

export function TaskListPage({ view }: { view: TaskListView }) {
  const { texts, slice, address, count, isCentral } = view
  const { filter, sort } = address
  const at = (cursor: typeof slice.before) => cursor && taskListAddress(filter, sort, cursor)
  return (
    <>
      <Heading title={texts.title} lead={isCentral ? texts.leadAll : texts.leadOwn} />
      <TaskFilters view={view} />
      <RoleHits view={view} />
      <TaskResult view={view} />
      {slice.items.length > 0 ? (
        <>
          <Table
            caption={texts.title}
            columns={columnsOf(view)}
            rows={slice.items}
            keyOf={(item) => String(item.number)}
          />
          <CursorPager
            previousHref={at(slice.before)}
            nextHref={at(slice.after)}
            shown={texts.shown(slice.items.length, count)}
          />
        </>
      ) : (
        <Nothing view={view} />
      )}
    </>
  )
}

/** Roles that match the words: to one's own municipality's page of the role, or to the gallery's. */
function RoleHits({ view }: { view: TaskListView }) {
  const { texts, roles, isCentral } = view
  if (roles.length === 0) return null
  return (
    <PanelCard title={texts.rolesFound}>
      <ul>
        {roles.map((role) => (
          <li key={role.id}>
            <a href={isCentral ? galleryRolePath(role.id) : ownRolePath(role.id)}>{role.name}</a>
            {role.solution && <span class="tv-note"> {role.solution}</span>}
          </li>
        ))}
      </ul>
    </PanelCard>
  )
}

function Nothing({ view }: { view: TaskListView }) {
  const { texts, isCentral } = view
  if (chipsOf(view).length === 0)
    return (
      <EmptyState title={texts.nothingYet}>
        {isCentral ? texts.nothingYetTextCentral : texts.nothingYetText}
      </EmptyState>
    )
  return (
    <EmptyState title={texts.nothingFound}>
      <p>
        {texts.nothingFoundText} <a href={taskListAddress({})}>{texts.clear}</a>
      </p>
    </EmptyState>
  )
}

function DeadlineCell({ view, item }: { view: TaskListView; item: TaskListItem }): ComponentChildren {
  const { texts, today, language } = view
  const signal = deadlineSignal(item, today)
  if (item.status !== 'completed' && !item.dueOn) return texts.noDeadline
  const words = deadlineWords(signal, item.dueOn, today, language)
  const shown = item.outcome === 'lapsed' ? texts.states.lapsed : words.short
  return (
    <Named
      name={<Signal kind={signal} words={shown} />}
      note={item.dueOn ? <Day day={item.dueOn} /> : undefined}
    />
  )
}

function columnsOf(view: TaskListView): Column<TaskListItem>[] {
  const { texts, isCentral } = view
  const municipality: Column<TaskListItem> = {
    key: 'municipality',
    title: texts.municipality,
    cell: (item) => item.municipality,
  }
  return [
    {
      key: 'task',
      title: texts.task,
      naming: true,
      cell: (item) => (
        <Named
          name={<a href={taskPath(item.number)}>{item.title}</a>}
          note={`#${item.number}, ${item.project}`}
        />
      ),
    },
    ...(isCentral ? [municipality] : []),
    { key: 'deadline', title: texts.deadline, cell: (item) => <DeadlineCell view={view} item={item} /> },
    { key: 'status', title: texts.status, cell: (item) => <StatusBadge status={stateOf(item)} /> },
    { key: 'priority', title: texts.priority, cell: (item) => <PriorityBadge priority={item.priority} /> },
    { key: 'responsible', title: texts.responsible, cell: (item) => item.responsibleName ?? '-' },
  ]
}
