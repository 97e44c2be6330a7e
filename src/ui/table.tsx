import type { ComponentChildren } from 'preact'
import { href } from './href.ts'
import { keepDays } from './words.tsx'

export interface Column<Row> {
  /** Key of the column, and of its `sort` in the address. */
  readonly key: string
  readonly title: string
  readonly cell: (row: Row, index: number) => ComponentChildren
  /** Figures stand to the right. */
  readonly figures?: boolean
  /** The column that names the row: a row header. */
  readonly naming?: boolean
  /** As narrow as its content. */
  readonly narrow?: boolean
  /** The title only for screen readers (selection, actions). */
  readonly titleHidden?: boolean
  /** In a table that is 'brief' on a phone: on one line with its neighbour, or not shown where the row leads to it. */
  readonly onPhone?: 'beside' | 'leftOut'
  /** Where the same list is, sorted by this column. */
  readonly sortHref?: string
  readonly sorted?: 'ascending' | 'descending'
}

export interface TableProps<Row> {
  /** Said to screen readers; shown when `captionShown`. */
  caption: string
  captionShown?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /**
   * 'cards' (default): on a phone each row is a card; 'brief': a card of few lines without labels, for long lists whose
   * values speak for themselves; 'scroll': the frame scrolls, for tables of figures.
   */
  onPhone?: 'cards' | 'brief' | 'scroll' | 'shrink'
  /** Tinted rows: what still needs an answer. */
  tinted?: (row: Row) => boolean
  /** A last row of sums. */
  foot?: ComponentChildren
}

const onPhoneClasses = { beside: 'tv-beside', leftOut: 'tv-left-out' } as const

function classesOf<Row>({ figures, narrow, onPhone }: Column<Row>): string | undefined {
  const classes = [figures && 'tv-figures', narrow && 'tv-narrow', onPhone && onPhoneClasses[onPhone]]
  return classes.filter(Boolean).join(' ') || undefined
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const title = column.titleHidden ? <span class="tv-hidden">{column.title}</span> : column.title
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a table shown as cards loses its roles unless they are said
    <th scope="col" role="columnheader" class={classesOf(column)} aria-sort={column.sorted}>
      {column.sortHref ? (
        <a class="tv-sort" href={href(column.sortHref)}>
          {title}
          {column.sorted && <span aria-hidden="true">{column.sorted === 'ascending' ? ' ↑' : ' ↓'}</span>}
        </a>
      ) : (
        title
      )}
    </th>
  )
}

function Cell<Row>({ column, row, index }: { column: Column<Row>; row: Row; index: number }) {
  const said = column.cell(row, index)
  const kept = keepDays(said)
  // One piece: in a card each child of a cell would stand on a line of its own.
  const content = kept === said ? said : <span>{kept}</span>
  const shared = { class: classesOf(column), 'data-title': column.titleHidden ? undefined : column.title }
  return column.naming ? (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <th scope="row" role="rowheader" {...shared}>
      {content}
    </th>
  ) : (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <td role="cell" {...shared}>
      {content}
    </td>
  )
}

const phoneClasses = {
  cards: 'tv-table-cards',
  brief: 'tv-table-cards tv-table-brief',
  scroll: 'tv-table-scroll',
  shrink: 'tv-table-shrink',
} as const

/** Rows with hairlines; no zebra, no vertical lines. On a phone each row becomes a card with its labels. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, keyOf, onPhone = 'cards', tinted } = props
  const table = (
    // biome-ignore lint/a11y/noRedundantRoles: a table shown as cards loses its roles unless they are said
    <table class={`table tv-table ${phoneClasses[onPhone]}`} role="table">
      <caption class={props.captionShown ? undefined : 'tv-hidden'}>{caption}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <thead role="rowgroup">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tr role="row">
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/noRedundantRoles: as above
          <tr key={keyOf(row)} role="row" class={tinted?.(row) ? 'tv-tinted' : undefined}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} index={index} />
            ))}
          </tr>
        ))}
      </tbody>
      {props.foot}
    </table>
  )
  if (onPhone !== 'scroll') return table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section class="tv-scroll" aria-label={caption} tabIndex={0}>
      {table}
    </section>
  )
}

/** The name in a row and what stands small below it. */
export function Named({ name, note }: { name: ComponentChildren; note?: ComponentChildren }) {
  return (
    <>
      <span class="tv-name">{name}</span>
      {note && <span class="tv-note">{note}</span>}
    </>
  )
}
