import type { ComponentChildren } from 'preact'

export interface LiveProps {
  /** Unique on the page. */
  id: string
  /** Seconds between looks. */
  every?: number
  /** Set when nothing more will happen: the words are said to screen readers once, and the page stops asking. */
  settled?: string | null
  children: ComponentChildren
}

/** A part that follows what is under way (an access being prepared). Without scripts it shows how things stood. */
export function Live({ id, every = 3, settled, children }: LiveProps) {
  return (
    <div id={id} data-refresh={every} data-settled={settled ?? undefined}>
      {children}
    </div>
  )
}
