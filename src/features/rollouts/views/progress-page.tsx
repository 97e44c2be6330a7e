import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Heading, Section, Table } from '../../../ui/index.ts'
import { extractPath, projectPath, rolloutPath, taskPath, templatePath } from '../paths.ts'
import type { Progress, ProgressCharts, RowsPage } from '../progress.ts'
import type { FilterWords } from '../progress-filter.ts'
import { type ProgressTexts, progressTexts } from '../progress-texts.ts'
import type { MunicipalTask } from '../queries/progress.ts'
import { rolloutTexts } from '../texts.ts'
import { Charts, NumbersBar, NumbersRow } from './progress-charts.tsx'
import { ProgressList } from './progress-list.tsx'
import { ProgressTable } from './progress-table.tsx'

interface ProgressPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly progress: Progress
  readonly charts: ProgressCharts
  readonly list: RowsPage
  readonly words: FilterWords
  readonly nextHref: string | null
  /** To the whole list, when only its beginning is shown. */
  readonly allHref: string | null
  readonly isFiltered: boolean
  readonly seesPeople: boolean
  readonly mayReadTemplates: boolean
}

/** Numbers, bar, map and curve, then the municipalities behind them. */
export function ProgressPage(props: ProgressPageProps) {
  const { language, today, progress, charts, list, words, seesPeople } = props
  const texts = progressTexts(language)
  const { rollout } = progress
  const path = rolloutPath(rollout.id)
  return (
    <>
      <Heading
        metaTitle={rolloutTexts(language).rollout}
        meta={texts.sent(
          rollout.taskCount,
          formatCivilDay(civilDayOf(rollout.publishedAt)),
          rollout.isReturning ? 'own' : rollout.dueOn && formatCivilDay(rollout.dueOn),
        )}
        title={rollout.title}
      />
      <NumbersRow {...{ texts, progress, path }} />
      <NumbersBar texts={texts} progress={progress} />
      <Links {...props} texts={texts} />
      <Charts {...{ texts, today, path, progress, charts }} mayOpenTasks={seesPeople} />
      <ProgressList
        {...{ language, path, words, seesPeople }}
        regions={progress.regions.flatMap(({ region }) => region ?? [])}
        total={list.total}
        nextHref={props.nextHref}
        allHref={props.allHref}
        extractHref={extractPath(rollout.id)}
        isFiltered={props.isFiltered}
        lapsed={progress.all.lapsed}
      >
        <ProgressTable
          {...{ language, today, seesPeople }}
          caption={words.status === '' ? texts.missing : texts.chosen}
          rows={list.rows}
        />
      </ProgressList>
      {seesPeople && <Reasons texts={texts} tasks={charts.tasks} />}
    </>
  )
}

function Links({ texts, progress, mayReadTemplates }: ProgressPageProps & { texts: ProgressTexts }) {
  const { rollout } = progress
  return (
    <p class="tv-actions tv-on-screen">
      {mayReadTemplates && <a href={templatePath(rollout.templateId)}>{texts.template}</a>}
      <a href={projectPath(rollout.projectId)}>{texts.project}</a>
    </p>
  )
}

/** What those who opted out wrote: they count as answered, and their reasons are worth reading (T4). */
function Reasons({ texts, tasks }: { texts: ProgressTexts; tasks: readonly MunicipalTask[] }) {
  const optedOut = tasks.filter((task) => task.outcome === 'optedOut')
  return (
    <Section id="deltager-ikke" title={texts.reasons} empty={optedOut.length === 0}>
      <Table
        caption={texts.reasons}
        rows={optedOut}
        keyOf={(task: MunicipalTask) => String(task.number)}
        columns={[
          {
            key: 'municipality',
            title: texts.municipality,
            naming: true,
            cell: (task) => <a href={taskPath(task.number)}>{task.shortName}</a>,
          },
          { key: 'reason', title: texts.reason, cell: (task) => task.reason ?? '-' },
        ]}
      />
    </Section>
  )
}
