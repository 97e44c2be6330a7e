import type { ComponentChildren } from 'preact'
import { href } from './href.ts'

export interface FormProps {
  action: string
  method?: 'post' | 'get'
  /** Hidden fields: the forgery token, the version the change is made against. */
  hidden?: Readonly<Record<string, string>>
  /** Fields of an earlier page that go along, a pair for each value. */
  carried?: readonly (readonly [name: string, value: string])[]
  /** Set when the form sends files. */
  files?: boolean
  id?: string
  class?: string
  children: ComponentChildren
}

/** A form. The browser's own checks are off: ours answer with the typed values kept and a summary of faults. */
export function Form({ action, method = 'post', hidden, files, id, class: className, ...rest }: FormProps) {
  const { carried = [], children } = rest
  return (
    <form
      action={href(action)}
      method={method}
      id={id}
      class={className}
      encType={files ? 'multipart/form-data' : undefined}
      noValidate
    >
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {carried.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** The buttons of a form in a row: the one that acts first, then the link that leaves. */
export function FormActions({ children }: { children: ComponentChildren }) {
  return <div class="tv-actions">{children}</div>
}

/** Fields side by side from 768 pixels, below each other on a phone. */
export function FieldRow({ children }: { children: ComponentChildren }) {
  return <div class="tv-field-row">{children}</div>
}
