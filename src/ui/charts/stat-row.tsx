import type { ComponentChildren } from 'preact'

export interface Stat {
  readonly figure: number
  /** Small, after the figure: 'af 98 kommuner'. */
  readonly of?: string
  readonly text: ComponentChildren
  /** Red: only for what is overdue. */
  readonly urgent?: boolean
}

/** The page's few numbers, the most important first and widest. */
export function StatRow({ stats }: { stats: readonly Stat[] }) {
  return (
    <ul class="tv-stats">
      {stats.map((stat, index) => (
        <li key={index}>
          <p class={stat.urgent && stat.figure > 0 ? 'tv-figure tv-figure-urgent' : 'tv-figure'}>
            {stat.figure.toLocaleString('da-DK')}
            {stat.of && (
              <>
                {' '}
                <span>{stat.of}</span>
              </>
            )}
          </p>
          <p class="tv-figure-text">{stat.text}</p>
        </li>
      ))}
    </ul>
  )
}

export interface ProgressLineProps {
  done: number
  total: number
}

/** How far something is, as a line; the words stand above it. */
export function ProgressLine({ done, total }: ProgressLineProps) {
  const share = total > 0 ? Math.min(100, (100 * done) / total) : 0
  return (
    <svg class="tv-progress-line" width="100%" height="12" aria-hidden="true" focusable="false">
      <rect class="tv-progress-all" width="100%" height="12" rx="6" />
      <rect class="tv-progress-done" width={`${share.toFixed(2)}%`} height="12" rx="6" />
    </svg>
  )
}
