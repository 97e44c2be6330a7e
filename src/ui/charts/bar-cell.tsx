export interface BarCellProps {
  readonly count: number
  /** The longest bar of its column; at least `count`. */
  readonly most: number
}

/** A number as a bar, for a column of a table: the number itself stands beside it, so this is for the eye alone. */
export function BarCell({ count, most }: BarCellProps) {
  const share = most > 0 ? (100 * count) / most : 0
  return (
    <svg class="tv-bar-cell" width="100%" height="16" aria-hidden="true">
      {/* What is there at all can be seen. */}
      <rect y="2" width={`${count > 0 ? Math.max(share, 1) : 0}%`} height="12" rx="2" />
    </svg>
  )
}
