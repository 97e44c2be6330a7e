import { type CivilDay, civilDayOf, daysBetween } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  type Column,
  Day,
  deadlineWords,
  href,
  Named,
  Signal,
  StatusBadge,
  Table,
} from '../../../ui/index.ts'
import { deadlineSignal, stateOf } from '../../tasks/index.ts'
import { taskPath } from '../paths.ts'
import { type ProgressTexts, progressTexts } from '../progress-texts.ts'
import type { ProgressRow } from '../queries/progress-rows.ts'

interface ProgressTableProps {
  readonly language: Language
  readonly today: CivilDay
  readonly caption: string
  readonly rows: readonly ProgressRow[]
  /** False for a supplier: no names, and no way into the municipalities' own tasks. */
  readonly seesPeople: boolean
}

/** The municipalities behind the numbers, the one that has waited longest first. */
export function ProgressTable({ language, today, caption, rows, seesPeople }: ProgressTableProps) {
  const texts = progressTexts(language)
  const columns: Column<ProgressRow>[] = [
    {
      key: 'municipality',
      title: texts.municipality,
      naming: true,
      cell: (row) => <Municipality row={row} isLink={seesPeople} />,
    },
    {
      key: 'status',
      title: texts.status,
      cell: (row) => <StatusBadge status={stateOf(row)} />,
    },
    { key: 'due', title: texts.due, cell: (row) => <Due {...{ row, today, language, texts }} /> },
  ]
  const aboutPeople: Column<ProgressRow>[] = [
    {
      key: 'administrator',
      title: texts.administrator,
      cell: (row) => <Administrators {...{ row, texts }} />,
    },
    { key: 'last', title: texts.last, cell: (row) => <Last row={row} texts={texts} /> },
  ]
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={(row) => String(row.number)}
      columns={seesPeople ? [...columns, ...aboutPeople] : columns}
    />
  )
}

function Municipality({ row, isLink }: { row: ProgressRow; isLink: boolean }) {
  return (
    <Named
      name={isLink ? <a href={taskPath(row.number)}>{row.shortName}</a> : row.shortName}
      note={row.region ?? undefined}
    />
  )
}

interface DueProps {
  row: ProgressRow
  today: CivilDay
  language: Language
  texts: ProgressTexts
}

function Due({ row, today, language, texts }: DueProps) {
  if (row.status === 'completed')
    return <Signal kind="none" words={row.outcome === 'lapsed' ? texts.bar.lapsed : texts.answeredWord} />
  if (!row.dueOn) return texts.noDue
  const kind = deadlineSignal(row, today)
  const words =
    kind === 'red'
      ? texts.daysOver(daysBetween(row.dueOn, today))
      : deadlineWords(kind, row.dueOn, today, language).short
  return <Signal kind={kind} words={words} />
}

function Administrators({ row, texts }: { row: ProgressRow; texts: ProgressTexts }) {
  if (!row.administrators || row.administrators.length === 0) {
    const badge = (
      <Badge variant="warning" icon="warning">
        {texts.noAdministrator}
      </Badge>
    )
    return <Named name={badge} note={texts.noAdministratorNext} />
  }
  return (
    <>
      {row.administrators.map(({ name, email }) => (
        <Named key={name} name={name} note={email && <a href={href(`mailto:${email}`)}>{email}</a>} />
      ))}
    </>
  )
}

function Last({ row, texts }: { row: ProgressRow; texts: ProgressTexts }) {
  if (!row.lastEvent || !row.lastAt) return texts.nothingYet
  return (
    <>
      {texts.events[row.lastEvent] ?? texts.otherEvent} <Day day={civilDayOf(row.lastAt)} />
    </>
  )
}
