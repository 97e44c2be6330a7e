import type { Option } from './choice-fields.tsx'

export interface AnswerChoiceProps {
  name: string
  /** For screen readers: 'Svar for Anders Skov'. */
  label: string
  value?: string | null
  options: readonly Option[]
  /** Locked, with the reason told beside it; its element's id. */
  lockedBecause?: string
}

/** The answer in a row of real radio buttons (stacked on a phone), as the yearly confirmation asks it. */
export function AnswerChoice({ name, label, value, options, lockedBecause }: AnswerChoiceProps) {
  const locked = lockedBecause !== undefined
  return (
    <fieldset class="tv-answer-choice" aria-describedby={lockedBecause}>
      <legend class="tv-hidden">{label}</legend>
      {options.map((option, index) => {
        const id = index === 0 ? name : `${name}-${index + 1}`
        return (
          <div key={option.value}>
            <input
              type="radio"
              id={id}
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={locked || option.disabled}
            />
            <label for={id}>{option.label}</label>
          </div>
        )
      })}
    </fieldset>
  )
}
