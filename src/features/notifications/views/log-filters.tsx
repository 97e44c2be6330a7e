import { type Chip, DateField, FilterBar, FoldedFilters, SelectField, TextField } from '../../../ui/index.ts'
import { isReason, type MailState, mailStates, reasons } from '../domain.ts'
import { type LogWords, logHref } from '../log-address.ts'
import { logPath } from '../paths.ts'
import type { NotificationTexts } from '../texts.ts'

interface LogFiltersProps {
  readonly counts: Partial<Record<MailState, number>>
  readonly words: LogWords
  readonly texts: NotificationTexts
}

/** Whom, about what, why, how it went and when: all of it in the address. */
export function LogFilters({ counts, words, texts }: LogFiltersProps) {
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
          options={reasons.map((value) => ({ value, label: texts.reasons[value] }))}
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
