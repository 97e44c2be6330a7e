import type { ComponentChildren } from 'preact'
import { href } from './href.ts'
import { useWords } from './shell-context.ts'

export interface SectionProps {
  /** Where `PageNav` leads. */
  id?: string
  title: string
  /** An empty section is one line: its heading and '-' (T3). */
  empty?: boolean
  /** Level 3 stands inside a section, without a line above. */
  level?: 2 | 3
  /** To the right of the heading. */
  aside?: ComponentChildren
  children?: ComponentChildren
}

/** A labelled part of a page, with a hairline to the next. */
export function Section({ id, title, empty, level = 2, aside, children }: SectionProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  const kind = level === 2 ? 'tv-section' : 'tv-subsection'
  if (empty) {
    return (
      <section class={`${kind} tv-section-empty`} id={id}>
        <Title>{title}</Title>
        <p>-</p>
        {aside}
      </section>
    )
  }
  return (
    <section class={kind} id={id}>
      {aside ? (
        <div class="tv-section-head">
          <Title>{title}</Title>
          {aside}
        </div>
      ) : (
        <Title>{title}</Title>
      )}
      {children}
    </section>
  )
}

export interface PageNavItem {
  readonly id: string
  readonly label: string
  readonly count?: number
}

/** 'På denne side': the way to each section, with the number of things in it. */
export function PageNav({ title, items }: { title?: string; items: readonly PageNavItem[] }) {
  const words = useWords()
  const name = title ?? words.onThisPage
  return (
    <nav class="tv-panel tv-panel-surface tv-page-nav" aria-label={name}>
      <p class="tv-page-nav-title">{name}</p>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <a href={href(`#${item.id}`)}>{item.label}</a>
            {item.count !== undefined && item.count > 0 && <span>{item.count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}
