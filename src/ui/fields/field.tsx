import { type ComponentChildren, Fragment } from 'preact'
import { useWords } from '../shell-context.ts'

/** What every field has. The id is the name, so that the error summary finds it. */
export interface FieldProps {
  name: string
  label: string
  hint?: string
  error?: string | null
  /** Only when the same name stands twice on a page. */
  id?: string
  optional?: boolean
  /** Keeps the label for screen readers alone, where the column or button beside it says the same. */
  labelHidden?: boolean
}

export interface Described {
  id: string
  hintId: string | undefined
  errorId: string | undefined
  describedBy: string | undefined
}

/** The ids that tie a control to its hint and its error. */
export function described({ name, id = name, hint, error }: FieldProps): Described {
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  return { id, hintId, errorId, describedBy: [hintId, errorId].filter(Boolean).join(' ') || undefined }
}

export function groupClass(error: string | null | undefined): string {
  return error ? 'form-group form-error tv-field' : 'form-group tv-field'
}

export function Optional() {
  const words = useWords()
  return <span class="tv-optional"> ({words.optional})</span>
}

/** Hint and error, in this order, below the label. */
export function HintAndError({
  field,
  ids,
  moreErrors = [],
}: {
  field: FieldProps
  ids: Described
  moreErrors?: readonly string[]
}) {
  return (
    <>
      {field.hint && (
        <span class="form-hint" id={ids.hintId}>
          {field.hint}
        </span>
      )}
      {field.error && (
        <span class="form-error-message" id={ids.errorId}>
          {field.error}
          {moreErrors.map((sentence) => (
            <Fragment key={sentence}>
              <br />
              {sentence}
            </Fragment>
          ))}
        </span>
      )}
    </>
  )
}

/** Label, hint, error, then the control. */
export function LabelledField({
  field,
  moreErrors,
  children,
}: {
  field: FieldProps
  /** Below the first one, in the same message. */
  moreErrors?: readonly string[]
  children: ComponentChildren
}) {
  const ids = described(field)
  return (
    <div class={groupClass(field.error)}>
      <label class={field.labelHidden ? 'tv-hidden' : 'form-label'} for={ids.id}>
        {field.label}
        {field.optional && <Optional />}
      </label>
      <HintAndError field={field} ids={ids} moreErrors={moreErrors} />
      {children}
    </div>
  )
}
