import { useContext } from 'preact/hooks'
import { assetHref } from './assets.ts'
import type { IconName } from './icon-names.ts'
import { ShellContext } from './shell-context.ts'

/** The address of one shape in the sprite. */
export function useIconHref(): (name: IconName) => string {
  const sprite = assetHref(useContext(ShellContext).assets, 'icons.svg')
  return (name) => `${sprite}#${name}`
}

export interface IconProps {
  name: IconName
  /** 16, 18 (default), 20 or 24 pixels at the standard text size. */
  size?: 'small' | 'medium' | 'large' | 'button'
}

/** A shape beside its word: hidden from screen readers, since the word says it. */
export function Icon({ name, size = 'medium' }: IconProps) {
  const iconHref = useIconHref()
  return (
    <svg class={`tv-icon tv-icon-${size}`} aria-hidden="true" focusable="false">
      <use href={iconHref(name)} />
    </svg>
  )
}
