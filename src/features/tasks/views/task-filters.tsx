import {
  type Chip,
  FilterBar,
  FilterResult,
  FoldedFilters,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { TaskFilter } from '../domain/task-filter.ts'
import { addressWords, fieldsOf, taskListAddress } from '../list-address.ts'
import { taskListPath } from '../paths.ts'
import type { TaskListTexts } from '../task-list-texts.ts'
import type { TaskListView } from './task-list-view.ts'

/** Choices of a field: the address's words with the labels of the page. */
function choices<K extends string>(words: Record<K, string>, labels: Record<K, string>) {
  return (Object.keys(words) as K[]).map((key) => ({ value: words[key], label: labels[key] }))
}

const same = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

export function TaskFilters({ view }: { view: TaskListView }) {
  const { texts, options, address, isCentral } = view
  const fields = fieldsOf(address)
  const select = (name: string, label: string, values: readonly { value: string; label: string }[]) => (
    <SelectField
      name={name}
      label={label}
      value={fields[name]}
      emptyLabel={texts.all}
      options={values}
      optional={false}
      submitOnChange
    />
  )
  const people = [
    ...(isCentral ? [] : [{ value: addressWords.people.me, label: texts.me }]),
    { value: addressWords.people.nobody, label: texts.nobody },
    ...options.responsibles.map((person) => ({ value: person.id, label: person.name })),
  ]
  return (
    <FilterBar action={taskListPath}>
      <TextField name="q" type="search" label={texts.search} value={fields.q} maxLength={200} />
      <FoldedFilters label={texts.moreFilters} open={chipsOf(view).length > 0}>
        {select('status', texts.status, choices(addressWords.states, texts.states))}
        {select('signal', texts.signal, choices(addressWords.signals, texts.signals))}
        {select('prioritet', texts.priority, choices(addressWords.priorities, texts.priorities))}
        {isCentral &&
          select(
            'kommune',
            texts.municipality,
            options.municipalities.map(({ id, name }) => ({ value: String(id), label: name })),
          )}
        {select('projekt', texts.project, same(options.projects))}
        {select('fase', texts.phase, same(options.phases))}
        {select('tema', texts.theme, same(options.themes))}
        {select('ansvarlig', texts.responsible, people)}
        <SelectField
          name="sort"
          label={texts.sort}
          value={fields.sort ?? addressWords.sorts.due}
          options={choices(addressWords.sorts, texts.sorts)}
          submitOnChange
        />
      </FoldedFilters>
    </FilterBar>
  )
}

/** What each filter is called on its chip. */
function chipLabels(view: TaskListView): Partial<Record<keyof TaskFilter, string>> {
  const { texts, options } = view
  const { filter } = view.address
  const municipality = options.municipalities.find(({ id }) => id === filter.municipalityId)
  const labels: Partial<Record<keyof TaskFilter, string | null | undefined | false>> = {
    q: filter.q && `“${filter.q}”`,
    state: filter.state && `${texts.status}: ${texts.states[filter.state]}`,
    signal: filter.signal && `${texts.signal}: ${texts.signals[filter.signal]}`,
    priority: filter.priority && `${texts.priority}: ${texts.priorities[filter.priority]}`,
    municipalityId:
      filter.municipalityId !== null &&
      `${texts.municipality}: ${municipality?.name ?? filter.municipalityId}`,
    project: filter.project && `${texts.project}: ${filter.project}`,
    phase: filter.phase && `${texts.phase}: ${filter.phase}`,
    theme: filter.theme && `${texts.theme}: ${filter.theme}`,
    responsible:
      filter.responsible && `${texts.responsible}: ${personLabel(view, filter.responsible, texts)}`,
  }
  return Object.fromEntries(Object.entries(labels).flatMap(([key, label]) => (label ? [[key, label]] : [])))
}

function personLabel({ options }: TaskListView, responsible: string, texts: TaskListTexts): string {
  if (responsible === 'me') return texts.me
  if (responsible === 'nobody') return texts.nobody
  return options.responsibles.find(({ id }) => id === responsible)?.name ?? '-'
}

export function chipsOf(view: TaskListView): Chip[] {
  const { filter, sort } = view.address
  return Object.entries(chipLabels(view)).map(([key, label]) => {
    const { [key as keyof TaskFilter]: _removed, ...rest } = filter
    return { label, removeHref: taskListAddress(rest, sort) }
  })
}

export function TaskResult({ view }: { view: TaskListView }) {
  const { texts, count, address } = view
  return (
    <FilterResult
      count={count}
      noun={texts.noun(count)}
      chips={chipsOf(view)}
      clearHref={taskListAddress({}, address.sort)}
    />
  )
}
