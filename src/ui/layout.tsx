import type { ComponentChildren } from 'preact'

export interface TwoColumnsProps {
  /** The 360 pixels to the right; on a phone it comes before the content unless `asideLast`. */
  aside: ComponentChildren
  /** Stands above the content, and first on a phone: title, then next step, then the rest. */
  heading?: ComponentChildren
  asideLast?: boolean
  children: ComponentChildren
}

/** Content and a side column. The order in the document is the order on the phone. */
export function TwoColumns({ aside, heading, asideLast, children }: TwoColumnsProps) {
  const side = <div class="tv-columns-aside">{aside}</div>
  return (
    <div class="tv-columns">
      {heading && <div class="tv-columns-heading">{heading}</div>}
      {!asideLast && side}
      <div class={heading ? 'tv-columns-content' : 'tv-columns-content tv-columns-alone'}>{children}</div>
      {asideLast && side}
    </div>
  )
}

/** Two equal halves from 992 pixels up (map and curve). */
export function Halves({ children }: { children: ComponentChildren }) {
  return <div class="tv-halves">{children}</div>
}

/** Room between the parts of a page that are no sections. */
export function Stack({ children }: { children: ComponentChildren }) {
  return <div class="tv-stack">{children}</div>
}
