import { z } from 'zod'
import { isUuid } from '../../kernel/ids.ts'
import { readCursor, writeCursor } from './cursor-text.ts'
import type { DeadlineSignal } from './domain/deadline-signal.ts'
import type { Priority } from './domain/task.ts'
import type { StateFilter, TaskCursor, TaskFilter, TaskSort } from './domain/task-filter.ts'
import { taskListPath } from './paths.ts'

/** Danish words of the address ↔ what they mean. A word we do not know narrows nothing: old links keep working. */
const states: Record<StateFilter, string> = {
  open: 'ubesvaret',
  notStarted: 'ikke-paabegyndt',
  inProgress: 'i-gang',
  completed: 'fuldfoert',
  optedOut: 'deltager-ikke',
  lapsed: 'lukket-uden-svar',
}
const signals: Record<DeadlineSignal, string> = { red: 'roed', yellow: 'gul', green: 'groen', none: 'ingen' }
const priorities: Record<Priority, string> = {
  mandatory: 'obligatorisk',
  recommended: 'anbefalet',
  voluntary: 'frivillig',
}
const sorts: Record<TaskSort, string> = {
  due: 'frist',
  newest: 'nyeste',
  title: 'titel',
  priority: 'prioritet',
}
const people = { me: 'mig', nobody: 'ingen' }

function meant<K extends string>(words: Record<K, string>, text: string | undefined): K | null {
  const found = Object.entries(words).find(([, word]) => word === text)
  return found ? (found[0] as K) : null
}

// A parameter given twice is read as not given.
const text = z.string().max(1000).optional().catch(undefined)

/** The filters in the address of the list. */
export const listQuery = z.object({
  q: text,
  status: text,
  signal: text,
  prioritet: text,
  projekt: text,
  fase: text,
  tema: text,
  ansvarlig: text,
  kommune: text,
  sort: text,
  sted: text,
})

export interface ListAddress {
  readonly filter: TaskFilter
  readonly sort: TaskSort
  readonly cursor: TaskCursor | null
}

export function readAddress(query: z.output<typeof listQuery>): ListAddress {
  const sort = meant(sorts, query.sort) ?? 'due'
  const { ansvarlig, kommune } = query
  const person = meant(people, ansvarlig) ?? (ansvarlig && isUuid(ansvarlig) ? ansvarlig : null)
  const filter: TaskFilter = {
    state: meant(states, query.status),
    signal: meant(signals, query.signal),
    priority: meant(priorities, query.prioritet),
    project: query.projekt || null,
    phase: query.fase || null,
    theme: query.tema || null,
    responsible: person,
    municipalityId: kommune && /^\d{1,9}$/.test(kommune) ? Number(kommune) : null,
    q: (query.q ?? '').replaceAll('\u0000', '').trim().slice(0, 200),
  }
  return { filter, sort, cursor: readCursor(sort, query.sted) }
}

/** The filters as the fields of the form and the parameters of the address have them. */
export function fieldsOf({ filter, sort }: Pick<ListAddress, 'filter' | 'sort'>): Record<string, string> {
  const { responsible } = filter
  const isWord = responsible === 'me' || responsible === 'nobody'
  const all = {
    q: filter.q,
    status: filter.state && states[filter.state],
    signal: filter.signal && signals[filter.signal],
    prioritet: filter.priority && priorities[filter.priority],
    projekt: filter.project,
    fase: filter.phase,
    tema: filter.theme,
    ansvarlig: isWord ? people[responsible] : responsible,
    kommune: filter.municipalityId === null ? null : String(filter.municipalityId),
    sort: sort === 'due' ? null : sorts[sort],
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/**
 * The address of a list of tasks: shared or gone back to, it shows the same.
 * @param part what to narrow by; absent parts narrow nothing
 */
export function taskListAddress(
  part: Partial<TaskFilter>,
  sort: TaskSort = 'due',
  cursor?: TaskCursor | null,
): string {
  const filter = { ...noFilter, ...part }
  const params = new URLSearchParams(fieldsOf({ filter, sort }))
  if (cursor) params.set('sted', writeCursor(sort, cursor))
  const query = params.toString()
  return query ? `${taskListPath}?${query}` : taskListPath
}

export const noFilter: TaskFilter = {
  state: null,
  priority: null,
  signal: null,
  project: null,
  phase: null,
  theme: null,
  responsible: null,
  municipalityId: null,
  q: '',
}

/** The words a form's choices are sent as. */
export const addressWords = { states, signals, priorities, sorts, people }
