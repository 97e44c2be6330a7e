import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { href } from './href.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { keepDays } from './words.tsx'

/** Primary once a page; warning only where an irreversible act is confirmed. */
export type ButtonKind = 'primary' | 'secondary' | 'warning'

interface Look {
  kind?: ButtonKind
  icon?: IconName
  /** As wide as its panel. */
  wide?: boolean
  children: ComponentChildren
}

/** Written out, so that the build finds each class. */
const kinds: Record<ButtonKind, string> = {
  primary: 'button-primary',
  secondary: 'button-secondary',
  warning: 'button-warning',
}

const buttonClass = (kind: ButtonKind, wide: boolean | undefined): string =>
  `button ${kinds[kind]} tv-button${wide ? ' tv-wide' : ''}`

export interface ButtonProps extends Look {
  type?: 'submit' | 'button'
  name?: string
  value?: string
  /** The form it sends, when it stands outside it. */
  form?: string
  formAction?: string
}

export function Button({ kind = 'secondary', icon, wide, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} class={buttonClass(kind, wide)} {...rest}>
      {icon && <Icon name={icon} size="large" />}
      {children}
    </button>
  )
}

export interface ButtonLinkProps extends Look {
  href: string
  /** Said to screen readers when the visible words are not enough: begins with the visible words. */
  label?: string
}

/** A link that looks like a button: it leads to the next step. */
export function ButtonLink({
  kind = 'secondary',
  icon,
  wide,
  children,
  href: address,
  label,
}: ButtonLinkProps) {
  return (
    <a class={buttonClass(kind, wide)} href={href(address)} aria-label={label}>
      {icon && <Icon name={icon} size="large" />}
      {children}
    </a>
  )
}

/** A button that looks like a link: it sends its form. */
export function LinkButton({ children, ...rest }: Omit<ButtonProps, 'kind' | 'icon' | 'wide'>) {
  return (
    <button type="submit" class="tv-link-button" {...rest}>
      {children}
    </button>
  )
}

export interface WayOut {
  readonly label: string
  readonly href: string
}

export interface BlockedButtonProps {
  children: ComponentChildren
  /** Why not, in words one can act on. Shown on the page, never in a tooltip. */
  reason: string
  /** Where one can do something about it. */
  wayOut?: WayOut | null
  icon?: IconName
  wide?: boolean
}

/** A button that does nothing yet, with the reason beside it. It can be reached by keyboard, so the reason is heard. */
export function BlockedButton({ children, reason, wayOut, icon, wide }: BlockedButtonProps) {
  const reasonId = `why-not-${useId()}`
  return (
    <div class="tv-blocked">
      <button
        type="button"
        class={`${buttonClass('secondary', wide)} tv-button-blocked`}
        aria-disabled="true"
        aria-describedby={reasonId}
      >
        {icon && <Icon name={icon} size="large" />}
        {children}
      </button>
      <p class="tv-reason" id={reasonId}>
        <Icon name="info" size="large" />
        <span>
          {keepDays(reason)}
          {wayOut && (
            <>
              {' '}
              <a href={href(wayOut.href)}>{wayOut.label}</a>
            </>
          )}
        </span>
      </p>
    </div>
  )
}
