import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { keepDays } from './words.tsx'

export type AlertKind = 'success' | 'info' | 'warning' | 'error'

const icons: Record<AlertKind, IconName> = {
  success: 'success',
  info: 'info',
  warning: 'warning',
  error: 'error',
}

/** Written out, so that the build finds each class. */
const classes: Record<AlertKind, string> = {
  success: 'alert-success',
  info: 'alert-info',
  warning: 'alert-warning',
  error: 'alert-error',
}

export interface AlertProps {
  kind: AlertKind
  title?: string
  /** 'status' for what has just happened, 'alert' only for what stops the person. */
  role?: 'status' | 'alert'
  children?: ComponentChildren
}

/** A message at the top of a page or of the part it speaks of. */
export function Alert({ kind, title, role, children }: AlertProps) {
  return (
    <div class={`alert ${classes[kind]} tv-alert`} role={role}>
      <Icon name={icons[kind]} size="button" />
      <div class="tv-alert-text">
        {title && <p class="tv-alert-title">{title}</p>}
        {typeof children === 'string' ? <p>{keepDays(children)}</p> : children}
      </div>
    </div>
  )
}
