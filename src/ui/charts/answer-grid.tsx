import { href } from '../href.ts'
import { Icon } from '../icon.tsx'
import { useWords } from '../shell-context.ts'
import type { UiWords } from '../texts.ts'
import { type AnswerState, stateClass, stateGlyph, stateWords } from './answer-state.tsx'

export interface GridColumn {
  readonly key: string
  /** 'Rolle 1'. */
  readonly short: string
  /** 'Sikkerhedskoordinator', three short lines at most; a soft hyphen tells where it may break. */
  readonly title: string
  readonly href: string
}

export interface GridCell {
  readonly state: AnswerState
  readonly href: string
}

export interface GridRow {
  readonly code: string
  readonly name: string
  /** One for each column, in their order; null where the task was not sent. */
  readonly cells: readonly (GridCell | null)[]
  readonly answered: number
  readonly total: number
}

export interface GridGroup {
  readonly name: string
  /** Answered and asked in each column. */
  readonly sums: readonly { readonly answered: number; readonly total: number }[]
  readonly rows: readonly GridRow[]
}

export interface AnswerGridProps {
  caption: string
  columns: readonly GridColumn[]
  /** Regions. */
  groups: readonly GridGroup[]
}

function Row({ row, columns, words }: { row: GridRow; columns: readonly GridColumn[]; words: UiWords }) {
  const share = row.total > 0 ? (100 * row.answered) / row.total : 0
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {columns.map((column, index) => {
        const cell = row.cells[index]
        return (
          <td key={column.key}>
            {cell && (
              <a
                class={`tv-cell ${stateClass[cell.state]}`}
                href={href(cell.href)}
                aria-label={`${row.name}, ${column.short}: ${stateWords(cell.state, words)}`}
              >
                <Icon name={stateGlyph[cell.state]} size="small" />
              </a>
            )}
          </td>
        )
      })}
      <td class="tv-grid-sum">
        <span>{words.countOf(row.answered, row.total)}</span>
        <svg width="80" height="8" aria-hidden="true" focusable="false">
          <rect class="tv-progress-all" width="100%" height="8" />
          <rect class="tv-progress-done" width={`${share.toFixed(1)}%`} height="8" />
        </svg>
      </td>
    </tr>
  )
}

function Group({
  group,
  columns,
  words,
}: {
  group: GridGroup
  columns: readonly GridColumn[]
  words: UiWords
}) {
  return (
    <tbody>
      <tr class="tv-grid-group">
        <th scope="rowgroup">{group.name}</th>
        {columns.map((column, index) => {
          const sum = group.sums[index]
          return <td key={column.key}>{sum && words.countOf(sum.answered, sum.total)}</td>
        })}
        <td />
      </tr>
      {group.rows.map((row) => (
        <Row key={row.code} row={row} columns={columns} words={words} />
      ))}
    </tbody>
  )
}

/** Every municipality's answer to every task of a project. Under 992 pixels it scrolls inside its own frame. */
export function AnswerGrid({ caption, columns, groups }: AnswerGridProps) {
  const words = useWords()
  return (
    <section
      class={columns.length > 13 ? 'tv-grid-frame tv-grid-wide' : 'tv-grid-frame'}
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table class="tv-grid">
        <caption class="tv-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.municipality}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <a href={href(column.href)}>{column.short}</a>
                <span>{column.title}</span>
              </th>
            ))}
            <th scope="col">{words.answeredColumn}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.name} group={group} columns={columns} words={words} />
        ))}
      </table>
    </section>
  )
}
