import type { ComponentChildren } from 'preact'
import { Button } from './buttons.tsx'
import { Form } from './form.tsx'
import { href } from './href.ts'
import { Icon } from './icon.tsx'
import { useWords } from './shell-context.ts'

export interface FilterBarProps {
  /** The list's own address: filters live in it. */
  action: string
  /** What is kept beside the filters (sorting). */
  hidden?: Readonly<Record<string, string>>
  children: ComponentChildren
}

/** Fields side by side on a grey area, sent by GET. Scripts send them when changed; without, by the button. */
export function FilterBar({ action, hidden, children }: FilterBarProps) {
  const words = useWords()
  return (
    <Form action={action} method="get" hidden={hidden} class="tv-filters">
      {children}
      <Button>{words.filter}</Button>
    </Form>
  )
}

export interface FoldedFiltersProps {
  /** 'Flere filtre'. */
  label: string
  /** Unfolded from the beginning: a filter is set. */
  open: boolean
  children: ComponentChildren
}

/** Filters that a phone folds away, so that the list begins on its first screen; a wide screen shows them all. */
export function FoldedFilters({ label, open, children }: FoldedFiltersProps) {
  return (
    <details class="tv-filters-more" open={open}>
      <summary>{label}</summary>
      <div class="tv-filters-fields">{children}</div>
    </details>
  )
}

export interface Chip {
  readonly label: string
  /** The list without this filter. */
  readonly removeHref: string
}

export interface FilterResultProps {
  /** '21 kommuner', with the number in bold. */
  count: number
  noun: string
  chips?: readonly Chip[]
  /** The list without filters. */
  clearHref?: string
  /** Bulk buttons that name the count. */
  actions?: ComponentChildren
}

/** How many there are, by which filters, and what can be done with all of them. */
export function FilterResult({ count, noun, chips = [], clearHref, actions }: FilterResultProps) {
  const words = useWords()
  return (
    <div class="tv-filter-result">
      <p data-result-count role="status">
        <strong>{count.toLocaleString('da-DK')}</strong> {noun}
      </p>
      {chips.length > 0 && (
        <ul class="tv-chips" aria-label={words.chosenFilters}>
          {chips.map((chip) => (
            <li key={chip.label}>
              <a class="tv-chip" href={href(chip.removeHref)}>
                <span class="tv-hidden">{words.removeFilter(chip.label)}</span>
                <span aria-hidden="true">{chip.label}</span>
                <Icon name="close" />
              </a>
            </li>
          ))}
          {clearHref && (
            <li>
              <a href={href(clearHref)}>{words.clearFilters}</a>
            </li>
          )}
        </ul>
      )}
      {actions && <div class="tv-filter-actions">{actions}</div>}
    </div>
  )
}

export interface CursorPagerProps {
  previousHref?: string | null
  nextHref?: string | null
  /** 'Viser 50 af 98'. */
  shown?: string
}

/** To the next and previous page of a list; nothing when there is one page. */
export function CursorPager({ previousHref, nextHref, shown }: CursorPagerProps) {
  const words = useWords()
  if (!previousHref && !nextHref) return shown ? <p class="tv-shown">{shown}</p> : null
  return (
    <nav class="tv-pager" aria-label={words.pages}>
      {shown && <p class="tv-shown">{shown}</p>}
      {previousHref && (
        <a href={href(previousHref)} rel="prev">
          <Icon name="chevron-left" size="large" />
          {words.previousPage}
        </a>
      )}
      {nextHref && (
        <a href={href(nextHref)} rel="next">
          {words.nextPage}
          <Icon name="chevron-right" size="large" />
        </a>
      )}
    </nav>
  )
}
