import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  AnswerGrid,
  CheckboxField,
  EmptyState,
  FilterBar,
  type GridGroup,
  Heading,
  SelectField,
  StateLegend,
  TextField,
} from '../../../ui/index.ts'
import { columnTitle, type GridFilter, type MunicipalityAnswers, type RegionAnswers } from '../domain-grid.ts'
import { gridTexts } from '../grid-texts.ts'
import { projectPath, rolloutPath, taskPath } from '../paths.ts'
import { listHref } from '../progress-filter.ts'
import type { Project } from '../queries/project-grid.ts'

interface GridPageProps {
  readonly language: Language
  readonly project: Project
  /** After filtering. */
  readonly grid: readonly RegionAnswers[]
  readonly regions: readonly string[]
  readonly filter: GridFilter
  /** False for a supplier: the tasks are the municipalities' own. */
  readonly mayOpenTasks: boolean
}

/** Every municipality's answer to every task of a project. */
export function GridPage(props: GridPageProps) {
  const { language, project, grid, mayOpenTasks } = props
  const texts = gridTexts(language)
  if (project.rollouts.length === 0) {
    return (
      <>
        <Heading metaTitle={texts.project} title={project.name} />
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      </>
    )
  }
  const municipalities = grid.flatMap((group) => group.municipalities)
  const answered = municipalities.reduce((sum, one) => sum + one.answered, 0)
  const total = municipalities.reduce((sum, one) => sum + one.total, 0)
  const tasks = project.rollouts.length
  return (
    <>
      <Heading
        metaTitle={texts.project}
        meta={texts.meta(municipalities.length, tasks)}
        title={project.name}
        lead={mayOpenTasks ? texts.lead(answered, total) : texts.leadSupplier(answered, total)}
      />
      <Filters {...props} />
      {grid.length === 0 ? (
        <EmptyState>
          <p>
            {texts.nobodyFound} <a href={projectPath(project.id)}>{texts.reset}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <div class="tv-legend-line">
            <StateLegend />
          </div>
          <AnswerGrid
            caption={texts.caption(municipalities.length, tasks)}
            columns={project.rollouts.map((rollout, index) => ({
              key: rollout.id,
              short: shortOf(project.rollouts, index, texts.task(index + 1)),
              title: columnTitle(rollout.title),
              href: rolloutPath(rollout.id),
            }))}
            groups={grid.map((group) => groupOf(group, props))}
          />
        </>
      )}
    </>
  )
}

/** 'Rolle 3'; with the day it was sent when several columns have the same words. */
function shortOf(rollouts: Project['rollouts'], index: number, unnamed: string): string {
  const rollout = rollouts[index]
  const prefix = rollout?.numberPrefix
  if (!rollout || !prefix) return unnamed
  const isAlone = rollouts.filter(({ numberPrefix }) => numberPrefix === prefix).length === 1
  return isAlone ? prefix : `${prefix}, ${formatCivilDay(rollout.sentOn)}`
}

function groupOf(group: RegionAnswers, { language, project, mayOpenTasks }: GridPageProps): GridGroup {
  const address = (municipality: MunicipalityAnswers, index: number, number: number): string => {
    const rollout = project.rollouts[index]
    if (mayOpenTasks || !rollout) return taskPath(number)
    return listHref(rolloutPath(rollout.id), { status: 'alle', q: municipality.name })
  }
  return {
    name: group.region ?? gridTexts(language).noRegion,
    sums: group.sums,
    rows: group.municipalities.map((municipality) => ({
      code: String(municipality.organisationId),
      name: municipality.name,
      answered: municipality.answered,
      total: municipality.total,
      cells: municipality.cells.map(
        (cell, index) => cell && { state: cell.state, href: address(municipality, index, cell.number) },
      ),
    })),
  }
}

function Filters({ language, project, regions, filter }: GridPageProps) {
  const texts = gridTexts(language)
  return (
    <FilterBar action={projectPath(project.id)}>
      <SelectField
        name="region"
        label={texts.region}
        emptyLabel={texts.allRegions}
        value={filter.region}
        options={regions.map((region) => ({ value: region, label: region }))}
        optional
        submitOnChange
      />
      <TextField name="q" label={texts.find} type="search" value={filter.q} optional />
      <CheckboxField name="over" label={texts.onlyOverdue} checked={filter.onlyOverdue} submitOnChange />
    </FilterBar>
  )
}
