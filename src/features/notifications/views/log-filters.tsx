import type { Language } from '../../../kernel/language.ts'
import { type Chip, DateField, FilterBar, FoldedFilters, SelectField, TextField } from '../../../ui/index.ts'
import { isReason, type MailState, mailStates, type Reason, reasons, rules } from '../domain.ts'
import { type LogWords, logHref } from '../log-address.ts'
import { logPath } from '../paths.ts'
import type { NotificationTexts } from '../texts.ts'

/** What the central body alone is told of: no municipality has a mail of it. */
const isInside = (reason: Reason): boolean => {
  const named = rules.filter((rule) => rule.reason === reason)
  return named.length > 0 && named.every(({ to }) => ['operations', 'editors', 'threadOwner'].includes(to))
}

interface LogFiltersProps {
  readonly language: Language
  readonly isCentral: boolean
  readonly counts: Partial<Record<MailState, number>>
  readonly words: LogWords
  readonly texts: NotificationTexts
}

/** Whom, about what, why, how it went and when: all of it in the address. */
export function LogFilters({ language, isCentral, counts, words, texts }: LogFiltersProps) {
  const offered = reasons
    .filter((reason) => isCentral || !isInside(reason))
    .map((value) => ({ value, label: texts.reasons[value] }))
    .sort((one, other) => one.label.localeCompare(other.label, language))
  const isFolded = !(words.grund || words.tilstand || words.fra || words.til)
  return (
    <FilterBar action={logPath}>
      <TextField name="q" type="search" label={texts.searchPerson} value={words.q} optional={false} />
      <TextField name="om" type="search" label={texts.searchThing} value={words.om} optional={false} />
      <FoldedFilters label={texts.moreFilters} open={!isFolded}>
        <SelectField
          name="grund"
          label={texts.reason}
          emptyLabel={texts.allStates}
          value={words.grund}
          optional={false}
          submitOnChange
          options={offered}
        />
        <SelectField
          name="tilstand"
          label={texts.state}
          emptyLabel={texts.allStates}
          value={words.tilstand}
          optional={false}
          submitOnChange
          options={mailStates.map((value) => ({
            value,
            label: `${texts.states[value]} (${counts[value] ?? 0})`,
          }))}
        />
        <DateField name="fra" label={texts.from} value={words.fra} optional={false} />
        <DateField name="til" label={texts.to} value={words.til} optional={false} />
      </FoldedFilters>
    </FilterBar>
  )
}

/** Each filter that stands in the address, and the address without it. */
export function logChips(words: LogWords, texts: NotificationTexts): Chip[] {
  const state = mailStates.find((one) => one === words.tilstand)
  const labels: Record<keyof LogWords, string | undefined> = {
    q: words.q && `"${words.q}"`,
    om: words.om && `"${words.om}"`,
    grund: isReason(words.grund) ? texts.reasons[words.grund] : undefined,
    tilstand: state && texts.states[state],
    fra: words.fra && `${texts.from} ${words.fra}`,
    til: words.til && `${texts.to} ${words.til}`,
  }
  return (Object.keys(labels) as (keyof LogWords)[]).flatMap((name) =>
    labels[name] ? [{ label: labels[name], removeHref: logHref(logPath, { ...words, [name]: '' }) }] : [],
  )
}
