import type { CivilDay } from '../../kernel/civil-day.ts'
import { type Answerable, type AnswerState, answerStateOf, byRegion } from './domain.ts'

/** One municipality's task of one of a project's roll-outs. */
export interface GridTask extends Answerable {
  readonly rolloutId: string
  readonly organisationId: number
  readonly shortName: string
  readonly region: string | null
  readonly number: number
}

export interface GridFilter {
  readonly region: string | null
  /** Part of a municipality's name, or ''. */
  readonly q: string
  /** Only municipalities with something overdue. */
  readonly onlyOverdue: boolean
}

interface Sum {
  readonly answered: number
  readonly total: number
}

export interface MunicipalityAnswers extends Sum {
  readonly organisationId: number
  readonly name: string
  /** One for each roll-out, in their order; null where no task was sent. */
  readonly cells: readonly ({ readonly state: AnswerState; readonly number: number } | null)[]
}

export interface RegionAnswers {
  /** Null for municipalities outside the regions: a test municipality. */
  readonly region: string | null
  /** One for each roll-out, in their order. */
  readonly sums: readonly Sum[]
  readonly municipalities: readonly MunicipalityAnswers[]
}

const isLate = (state: AnswerState): boolean => state === 'overdue' || state === 'overdueInProgress'
const isAnswered = (state: AnswerState | undefined): boolean => state === 'completed' || state === 'optedOut'

const sumOf = (cells: MunicipalityAnswers['cells']): Sum => ({
  answered: cells.filter((cell) => isAnswered(cell?.state)).length,
  total: cells.filter((cell) => cell !== null).length,
})

function groupBy<K, T>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing))
    if (group) group.push(thing)
    else groups.set(keyOf(thing), [thing])
  }
  return groups
}

/**
 * Every municipality's answer to every roll-out of a project, by region.
 * @param tasks in the order the municipalities are to be shown
 */
export function gridOf(
  rolloutIds: readonly string[],
  tasks: readonly GridTask[],
  filter: GridFilter,
  today: CivilDay,
): RegionAnswers[] {
  const wanted = tasks.filter(
    (task) =>
      (filter.region === null || task.region === filter.region) &&
      task.shortName.toLocaleLowerCase('da').includes(filter.q.toLocaleLowerCase('da')),
  )
  const regions = groupBy(wanted, (task) => task.region)
  const groups = [...regions].flatMap(([region, ofRegion]) => {
    const all = [...groupBy(ofRegion, (task) => task.organisationId).values()].map((own) =>
      answersOf(own, rolloutIds, today),
    )
    const municipalities = filter.onlyOverdue
      ? all.filter(({ cells }) => cells.some((cell) => cell && isLate(cell.state)))
      : all
    if (municipalities.length === 0) return []
    const sums = rolloutIds.map((_, index) => sumOf(municipalities.map(({ cells }) => cells[index] ?? null)))
    return [{ region, sums, municipalities }]
  })
  return groups.sort(byRegion)
}

function answersOf(
  own: readonly GridTask[],
  rolloutIds: readonly string[],
  today: CivilDay,
): MunicipalityAnswers {
  const byRollout = new Map(own.map((task) => [task.rolloutId, task]))
  const cells = rolloutIds.map((id) => {
    const task = byRollout.get(id)
    return task ? { state: answerStateOf(task, today), number: task.number } : null
  })
  const { organisationId, shortName } = own[0] as GridTask
  return { organisationId, name: shortName, cells, ...sumOf(cells) }
}

/** '(Rolle 3) Tildel medarbejder …' → 'Tildel medarbejder …', at most so many characters. */
export function columnTitle(title: string, most = 42): string {
  const bare = title.replace(/^\([^()]*\)\s*/, '')
  return bare.length > most ? `${bare.slice(0, most - 1).trimEnd()}…` : bare
}
