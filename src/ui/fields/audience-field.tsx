import type { ComponentChildren } from 'preact'
import type { FieldFaults } from '../../kernel/errors.ts'
import type { Language } from '../../kernel/language.ts'
import { faultOf } from '../error-summary.tsx'
import { CheckboxGroup, RadioGroup } from './choice-fields.tsx'

export interface AudienceWords {
  readonly audience: string
  readonly all: string
  readonly byRegion: string
  readonly byList: string
  readonly regions: string
  readonly list: string
  readonly showList: string
}

export interface AudienceFieldProps {
  language: Language
  words: AudienceWords
  choices: {
    readonly regions: readonly string[]
    readonly municipalities: readonly { readonly id: number; readonly shortName: string }[]
  }
  chosen: {
    readonly audience: string
    readonly regions: readonly string[]
    readonly organisationIds: readonly string[]
  }
  faults: FieldFaults | undefined
  /** Further ways to choose, each with the field that belongs to it. */
  more?: readonly { readonly value: string; readonly label: string; readonly field: ComponentChildren }[]
}

/**
 * Which municipalities something is for: all, by region or by list. Fields `audience`, `regions`, `organisationIds`;
 * what belongs to a choice is shown once it is chosen, without scripts (rollouts.css).
 */
export function AudienceField({ language, words, choices, chosen, faults, more = [] }: AudienceFieldProps) {
  const fields: Record<string, ComponentChildren> = {
    regions: (
      <CheckboxGroup
        name="regions"
        label={words.regions}
        values={chosen.regions}
        error={faultOf(faults, 'regions', language)}
        options={choices.regions.map((region) => ({ value: region, label: region }))}
      />
    ),
    list: (
      // Long on a phone: it can be folded once one has chosen.
      <details class="tv-many-choices" open>
        <summary>{words.showList}</summary>
        <CheckboxGroup
          name="organisationIds"
          label={words.list}
          values={chosen.organisationIds}
          error={faultOf(faults, 'organisationIds', language)}
          options={choices.municipalities.map(({ id, shortName }) => ({
            value: String(id),
            label: shortName,
          }))}
        />
      </details>
    ),
    ...Object.fromEntries(more.map(({ value, field }) => [value, field])),
  }
  return (
    <RadioGroup
      name="audience"
      label={words.audience}
      value={chosen.audience}
      error={faultOf(faults, 'audience', language)}
      options={[
        { value: 'all', label: words.all },
        { value: 'regions', label: words.byRegion },
        { value: 'list', label: words.byList },
        ...more.map(({ value, label }) => ({ value, label })),
      ]}
      after={(kind) => fields[kind] && <div class="tv-of-choice">{fields[kind]}</div>}
    />
  )
}
