import type { FieldFaults } from '../kernel/errors.ts'
import type { Language } from '../kernel/language.ts'
import { Icon } from './icon.tsx'
import { useWords } from './shell-context.ts'

export interface Fault {
  /** The id of the field (its name, unless the field was given another); empty for the whole form. */
  readonly field: string
  readonly text: string
}

/** The faults of `InvalidInput` in the order they were found, for `Page` or `ErrorSummary`. */
export function faultList(faults: FieldFaults, language: Language): Fault[] {
  return Object.entries(faults).map(([field, sentence]) => ({ field, text: sentence[language] }))
}

/** What is wrong with one field, for its `error`; null when nothing is. */
export function faultOf(faults: FieldFaults | undefined, field: string, language: Language): string | null {
  return faults?.[field]?.[language] ?? null
}

/** The first thing on a page whose form was not right: each fault leads to its field. Focused when the page opens. */
export function ErrorSummary({ faults }: { faults: readonly Fault[] }) {
  const words = useWords()
  return (
    <div
      class="alert alert-error tv-alert tv-error-summary"
      id="error-summary"
      role="alert"
      tabIndex={-1}
      autofocus
      aria-labelledby="error-summary-title"
    >
      <Icon name="error" size="button" />
      <div class="tv-alert-text">
        <h2 class="tv-alert-title" id="error-summary-title">
          {words.errorCount(faults.length)}
        </h2>
        <ul>
          {faults.map((fault) => (
            <li key={fault.field}>
              {fault.field ? <a href={`#${fault.field}`}>{fault.text}</a> : fault.text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
