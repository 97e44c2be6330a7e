import type { CivilDay } from '../../../kernel/civil-day.ts'
import {
  type AnswerState,
  findMunicipalityPlace,
  Halves,
  ProgressCurve,
  StackedBar,
  StatRow,
  Table,
  type Tile,
  TileMap,
} from '../../../ui/index.ts'
import { answeredOf, answerStateOf, overdueOf, percentOf } from '../domain.ts'
import { taskPath } from '../paths.ts'
import type { Progress, ProgressCharts } from '../progress.ts'
import { listHref } from '../progress-filter.ts'
import type { ProgressTexts } from '../progress-texts.ts'
import type { MunicipalTask, RegionNumbers } from '../queries/progress.ts'

interface ChartsProps {
  readonly texts: ProgressTexts
  readonly today: CivilDay
  readonly path: string
  readonly progress: Progress
  readonly charts: ProgressCharts
  /** A supplier's tiles lead to the list: the tasks are the municipalities' own. */
  readonly mayOpenTasks: boolean
}

export function NumbersRow({ texts, progress, path }: Pick<ChartsProps, 'texts' | 'progress' | 'path'>) {
  const { all, holders } = progress
  const overdue = overdueOf(all)
  const participate =
    holders === null ? (
      texts.participate
    ) : (
      <>
        {texts.participateAnd} <strong>{texts.holders(holders)}</strong> {texts.holdRole}
      </>
    )
  const lapsed = <a href={listHref(path, { status: 'lukket-uden-svar' })}>{texts.lapsed}</a>
  return (
    <StatRow
      stats={[
        {
          figure: answeredOf(all),
          of: texts.ofMunicipalities(all.total),
          text: texts.haveAnswered(percentOf(answeredOf(all), all.total)),
        },
        { figure: all.participated, text: participate },
        { figure: all.optedOut, text: texts.optedOut },
        ...(all.lapsed > 0 ? [{ figure: all.lapsed, text: lapsed }] : []),
        {
          figure: overdue,
          text: overdue > 0 ? <a href={listHref(path, { frist: 'over' })}>{texts.overdue}</a> : texts.overdue,
          urgent: true,
        },
      ]}
    />
  )
}

export function NumbersBar({ texts, progress }: Pick<ChartsProps, 'texts' | 'progress'>) {
  const { all } = progress
  return (
    <StackedBar
      summary={texts.barSummary(answeredOf(all), all.total, all.participated, all.optedOut)}
      parts={[
        { state: 'completed', count: all.participated, label: texts.bar.completed },
        { state: 'optedOut', count: all.optedOut, label: texts.bar.optedOut },
        { state: 'lapsed', count: all.lapsed, label: texts.bar.lapsed },
        { state: 'inProgress', count: all.inProgress, label: texts.bar.inProgress },
        { state: 'notStarted', count: all.notStarted, label: texts.bar.notStarted },
        { state: 'overdueInProgress', count: all.overdueInProgress, label: texts.bar.overdueInProgress },
        { state: 'overdue', count: all.overdueNotStarted, label: texts.bar.overdue },
      ]}
    />
  )
}

/** The three letters of a municipality that is not on the map: the first of its name. */
const lettersOf = (name: string): string => name.slice(0, 3).toLocaleUpperCase('da')

function tileOf(task: MunicipalTask, { today, path, mayOpenTasks }: ChartsProps): Tile {
  const place = task.code ? findMunicipalityPlace(task.code) : null
  const inList = { status: 'alle', q: task.shortName }
  return {
    code: task.code ?? String(task.organisationId),
    place: place && { row: place.row, col: place.col },
    letters: place?.letters ?? lettersOf(task.shortName),
    name: task.shortName,
    state: answerStateOf(task, today),
    href: mayOpenTasks ? taskPath(task.number) : listHref(path, inList),
    test: task.isTest,
  }
}

/** Map and regions, curve beside. */
export function Charts(props: ChartsProps) {
  const { texts, progress, charts, path } = props
  const { all, rollout } = progress
  const summary = texts.summary(answeredOf(all), all.total, overdueOf(all))
  return (
    <Halves>
      <div>
        <h2>{texts.municipalities}</h2>
        <TileMap
          summary={summary}
          tiles={charts.tasks.map((task) => tileOf(task, props))}
          note={props.mayOpenTasks ? texts.mapNote : texts.mapNoteSupplier}
          stateHref={(state) => stateHref(state, props)}
        />
      </div>
      <div>
        <h2>{texts.overTime}</h2>
        <ProgressCurve summary={summary} points={charts.days} total={all.total} deadline={rollout.dueOn} />
        <h2>{texts.regions}</h2>
        <Regions texts={texts} regions={progress.regions} path={path} />
      </div>
    </Halves>
  )
}

/** The list of those in a state; null where the list's filters cannot tell them from others. */
function stateHref(state: AnswerState, { path, progress }: ChartsProps): string | null {
  const { overdueInProgress, overdueNotStarted } = progress.all
  switch (state) {
    case 'completed':
      return listHref(path, { status: 'deltager' })
    case 'optedOut':
      return listHref(path, { status: 'deltager-ikke' })
    case 'lapsed':
      return listHref(path, { status: 'lukket-uden-svar' })
    case 'inProgress':
      return overdueInProgress === 0 ? listHref(path, { status: 'i-gang' }) : null
    case 'notStarted':
      return overdueNotStarted === 0 ? listHref(path, { status: 'ikke-paabegyndt' }) : null
    case 'overdueInProgress':
      return listHref(path, { status: 'i-gang', frist: 'over' })
    case 'overdue':
      return listHref(path, { status: 'ikke-paabegyndt', frist: 'over' })
  }
}

interface RegionsProps {
  readonly texts: ProgressTexts
  readonly regions: readonly RegionNumbers[]
  readonly path: string
}

/** Each region leads to its municipalities in the list; what is outside the regions cannot be chosen there. */
function Regions({ texts, regions, path }: RegionsProps) {
  return (
    <Table
      caption={texts.regionsCaption}
      onPhone="shrink"
      rows={regions}
      keyOf={(row: RegionNumbers) => row.region ?? ''}
      columns={[
        {
          key: 'region',
          title: texts.region,
          naming: true,
          cell: (row) =>
            row.region ? <a href={listHref(path, { region: row.region })}>{row.region}</a> : texts.noRegion,
        },
        {
          key: 'answered',
          title: texts.answered,
          figures: true,
          cell: (row) => texts.countOf(answeredOf(row), row.total),
        },
        {
          key: 'overdue',
          title: texts.overdueColumn,
          figures: true,
          cell: (row) =>
            row.region && overdueOf(row) > 0 ? (
              <a
                href={listHref(path, { region: row.region, frist: 'over' })}
                aria-label={`${overdueOf(row)} ${texts.overdueIn(row.region)}`}
              >
                {overdueOf(row)}
              </a>
            ) : (
              overdueOf(row)
            ),
        },
      ]}
    />
  )
}
