import type { ComponentChildren } from 'preact'
import { described, type FieldProps, groupClass, HintAndError, LabelledField, Optional } from './field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

export interface SelectFieldProps extends FieldProps {
  value?: string | null
  options: readonly Option[]
  /** A first, empty choice: 'Vælg', 'Alle regioner'. */
  emptyLabel?: string
  width?: 'short' | 'medium' | 'full'
  /** Filters are sent when changed, where scripts run. */
  submitOnChange?: boolean
}

export function SelectField(props: SelectFieldProps) {
  const ids = described(props)
  return (
    <LabelledField field={props}>
      <select
        class={`form-select tv-width-${props.width ?? 'medium'}`}
        id={ids.id}
        name={props.name}
        required={!props.optional && props.emptyLabel === undefined}
        data-submit-on-change={props.submitOnChange ? '' : undefined}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error ? 'true' : undefined}
      >
        {props.emptyLabel !== undefined && (
          <option value="" selected={!props.value}>
            {props.emptyLabel}
          </option>
        )}
        {props.options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            selected={option.value === props.value}
            disabled={option.disabled}
          >
            {option.label}
          </option>
        ))}
      </select>
    </LabelledField>
  )
}

/** The id of a choice: the first carries the field's own, so that the error summary leads there. */
const choiceId = (id: string, index: number): string => (index === 0 ? id : `${id}-${index + 1}`)

interface ChoicesProps extends FieldProps {
  type: 'radio' | 'checkbox'
  options: readonly Option[]
  isChosen: (value: string) => boolean
  after?: (value: string) => ComponentChildren
}

function Choices(props: ChoicesProps) {
  const ids = described(props)
  const kind = props.type === 'radio' ? 'form-radio' : 'form-checkbox'
  const group = props.type === 'radio' ? 'form-group-radio tv-choice' : 'form-group-checkbox tv-choice'
  return (
    <div class={groupClass(props.error)}>
      <fieldset aria-describedby={ids.describedBy}>
        <legend class={props.labelHidden ? 'tv-hidden' : 'form-label'}>
          {props.label}
          {props.optional && <Optional />}
        </legend>
        <HintAndError field={props} ids={ids} />
        {props.options.map((option, index) => {
          const id = choiceId(ids.id, index)
          const hintId = option.hint ? `${id}-choice-hint` : undefined
          return (
            <div key={option.value} class={group}>
              <input
                class={kind}
                type={props.type}
                id={id}
                name={props.name}
                value={option.value}
                checked={props.isChosen(option.value)}
                disabled={option.disabled}
                aria-describedby={hintId}
              />
              <label for={id}>{option.label}</label>
              {option.hint && (
                <span class="form-hint" id={hintId}>
                  {option.hint}
                </span>
              )}
              {props.after?.(option.value)}
            </div>
          )
        })}
      </fieldset>
    </div>
  )
}

export interface RadioGroupProps extends FieldProps {
  value?: string | null
  options: readonly Option[]
  /** What belongs to one choice, shown below it. */
  after?: (value: string) => ComponentChildren
}

export function RadioGroup(props: RadioGroupProps) {
  return <Choices {...props} type="radio" isChosen={(value) => value === props.value} />
}

export interface CheckboxGroupProps extends FieldProps {
  values?: readonly string[]
  options: readonly Option[]
}

export function CheckboxGroup(props: CheckboxGroupProps) {
  return <Choices {...props} type="checkbox" isChosen={(value) => props.values?.includes(value) ?? false} />
}

export interface CheckboxFieldProps extends FieldProps {
  checked?: boolean
  /** What is sent when it is ticked; 'ja' unless given. */
  value?: string
  submitOnChange?: boolean
}

/** One yes or no. */
export function CheckboxField(props: CheckboxFieldProps) {
  const ids = described(props)
  return (
    <div class={groupClass(props.error)}>
      <HintAndError field={{ ...props, hint: undefined }} ids={ids} />
      <div class="form-group-checkbox tv-choice">
        <input
          class="form-checkbox"
          type="checkbox"
          id={ids.id}
          name={props.name}
          value={props.value ?? 'ja'}
          checked={props.checked}
          data-submit-on-change={props.submitOnChange ? '' : undefined}
          aria-describedby={ids.describedBy}
          aria-invalid={props.error ? 'true' : undefined}
        />
        <label for={ids.id} class={props.labelHidden ? 'tv-label-hidden' : undefined}>
          {props.labelHidden ? <span class="tv-hidden">{props.label}</span> : props.label}
        </label>
        {props.hint && (
          <span class="form-hint" id={ids.hintId}>
            {props.hint}
          </span>
        )}
      </div>
    </div>
  )
}
