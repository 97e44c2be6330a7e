import type { ComponentChildren } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import {
  type Chip,
  CursorPager,
  EmptyState,
  FilterBar,
  FilterResult,
  Section,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import {
  contactChoices,
  dueChoices,
  type FilterWords,
  listHref,
  listId,
  statusChoices,
} from '../progress-filter.ts'
import { type ProgressTexts, progressTexts } from '../progress-texts.ts'

interface ProgressListProps {
  readonly language: Language
  readonly path: string
  readonly words: FilterWords
  readonly regions: readonly string[]
  readonly total: number
  readonly nextHref: string | null
  readonly allHref: string | null
  readonly extractHref: string
  readonly isFiltered: boolean
  /** Tasks that closed without an answer. */
  readonly lapsed: number
  readonly seesPeople: boolean
  readonly children: ComponentChildren
}

/** Filters, the chosen ones as chips, and the table below. */
export function ProgressList(props: ProgressListProps) {
  const { language, path, words, total, nextHref, allHref, isFiltered } = props
  const texts = progressTexts(language)
  return (
    <Section id={listId} title={words.status === '' ? texts.missing : texts.chosen}>
      <Filters {...props} />
      <FilterResult
        count={total}
        noun={texts.noun(total)}
        chips={chipsOf(words, path, texts)}
        clearHref={listHref(path, {})}
        actions={<a href={props.extractHref}>{texts.extract}</a>}
      />
      {total === 0 ? <Nobody {...{ texts, path, isFiltered }} lapsed={props.lapsed} /> : props.children}
      {allHref && (
        <p class="tv-more">
          <a href={allHref}>{texts.showAll(total)}</a>
        </p>
      )}
      <CursorPager nextHref={nextHref} />
    </Section>
  )
}

interface NobodyProps extends Pick<ProgressListProps, 'path' | 'isFiltered' | 'lapsed'> {
  readonly texts: ProgressTexts
}

/** Nobody is waited for: all have answered, or some tasks closed without an answer. */
function Nobody({ texts, path, isFiltered, lapsed }: NobodyProps) {
  if (isFiltered) return <EmptyState>{texts.nobodyFound}</EmptyState>
  if (lapsed > 0)
    return (
      <Section level={3} title={texts.nobodyOpenTitle}>
        <p>
          {texts.nobodyOpen(lapsed)}{' '}
          <a href={listHref(path, { status: 'lukket-uden-svar' })}>{texts.seeLapsed}</a>
        </p>
      </Section>
    )
  return (
    <Section level={3} title={texts.everybodyTitle}>
      <p>{texts.everybody}</p>
    </Section>
  )
}

function Filters({ language, path, words, regions, seesPeople }: ProgressListProps) {
  const texts = progressTexts(language)
  return (
    <FilterBar action={listHref(path, {})}>
      <SelectField
        name="region"
        label={texts.region}
        emptyLabel={texts.allRegions}
        value={words.region}
        options={regions.map((region) => ({ value: region, label: region }))}
        optional
        submitOnChange
      />
      <SelectField
        name="status"
        label={texts.status}
        emptyLabel={texts.unanswered}
        value={words.status}
        options={statusChoices.map((value) => ({ value, label: texts.statuses[value] }))}
        optional
        submitOnChange
      />
      <SelectField
        name="frist"
        label={texts.due}
        emptyLabel={texts.any}
        value={words.frist}
        options={dueChoices.map((value) => ({ value, label: texts.dues[value] }))}
        optional
        submitOnChange
      />
      {seesPeople && (
        <SelectField
          name="kontakt"
          label={texts.contact}
          emptyLabel={texts.any}
          value={words.kontakt}
          options={contactChoices.map((value) => ({ value, label: texts.contacts[value] }))}
          optional
          submitOnChange
        />
      )}
      <TextField
        name="q"
        label={seesPeople ? texts.search : texts.searchSupplier}
        type="search"
        value={words.q}
        optional
      />
    </FilterBar>
  )
}

/** Each filter that stands in the address, and the address without it. */
function chipsOf(words: FilterWords, path: string, texts: ProgressTexts): Chip[] {
  const labels = {
    region: words.region,
    status: texts.statuses[words.status as keyof typeof texts.statuses],
    frist: texts.dues[words.frist as keyof typeof texts.dues],
    kontakt: texts.contacts[words.kontakt as keyof typeof texts.contacts],
    q: words.q && `"${words.q}"`,
  }
  return (Object.keys(labels) as (keyof typeof labels)[]).flatMap((name) =>
    labels[name] ? [{ label: labels[name], removeHref: listHref(path, { ...words, [name]: '' }) }] : [],
  )
}
