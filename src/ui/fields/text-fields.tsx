import type { InputHTMLAttributes } from 'preact'
import type { CivilDay } from '../../kernel/civil-day.ts'
import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import { useWords } from '../shell-context.ts'
import { described, type FieldProps, LabelledField } from './field.tsx'

export interface TextFieldProps extends FieldProps {
  value?: string | null
  type?: 'text' | 'email' | 'search' | 'tel' | 'url' | 'password'
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url' | 'search'
  autocomplete?: string
  maxLength?: number
  width?: 'short' | 'medium' | 'full'
  readOnly?: boolean
  /** Ids of known values to choose among while typing (a `Suggestions` list). */
  list?: string
}

/** Preact types an input by its `type`; the types above all take the same attributes. */
function inputAttributes(props: TextFieldProps): InputHTMLAttributes<HTMLInputElement> {
  const ids = described(props)
  return {
    class: `form-input tv-width-${props.width ?? 'medium'}`,
    type: props.type ?? 'text',
    id: ids.id,
    name: props.name,
    value: props.value ?? '',
    inputmode: props.inputMode,
    autocomplete: props.autocomplete ?? 'off',
    maxLength: props.maxLength,
    readOnly: props.readOnly,
    list: props.list,
    required: !props.optional,
    'aria-describedby': ids.describedBy,
    'aria-invalid': props.error ? 'true' : undefined,
  } as InputHTMLAttributes<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  return (
    <LabelledField field={props}>
      <input {...inputAttributes(props)} />
    </LabelledField>
  )
}

/** The values offered to a `TextField` with this `list`. */
export function Suggestions({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}

export interface TextAreaProps extends FieldProps {
  value?: string | null
  rows?: number
  maxLength?: number
  width?: 'medium' | 'wide' | 'full'
}

export function TextArea(props: TextAreaProps) {
  const ids = described(props)
  return (
    <LabelledField field={props}>
      <textarea
        class={`form-input tv-width-${props.width ?? 'wide'}`}
        id={ids.id}
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        required={!props.optional}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error ? 'true' : undefined}
      >
        {props.value ?? ''}
      </textarea>
    </LabelledField>
  )
}

export interface DateFieldProps extends FieldProps {
  /** A day, or what was typed when it was no day. */
  value?: CivilDay | string | null
}

/** A day as plain text, dd-mm-åååå: typed faster than picked, and read back as it was written. */
export function DateField(props: DateFieldProps) {
  const words = useWords()
  const day = props.value ? findCivilDay(props.value) : null
  return (
    <TextField
      {...props}
      value={day ? formatCivilDay(day) : props.value}
      hint={props.hint ?? words.dayHint}
      inputMode="numeric"
      maxLength={10}
      width="short"
    />
  )
}

export interface FileFieldProps extends FieldProps {
  /** As the browser takes it: '.pdf,.docx'. */
  accept?: string
  multiple?: boolean
  /** Further sentences below `error`: a file can be wrong in many places. */
  moreErrors?: readonly string[]
}

export function FileField(props: FileFieldProps) {
  const ids = described(props)
  return (
    <LabelledField field={props} moreErrors={props.moreErrors}>
      <input
        class="tv-file-input"
        type="file"
        id={ids.id}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        required={!props.optional}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error ? 'true' : undefined}
      />
    </LabelledField>
  )
}
