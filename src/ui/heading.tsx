import type { ComponentChildren } from 'preact'
import { keepDays } from './words.tsx'

export interface HeadingProps {
  /** The grey line above: number or kind, in bold ('#139534', 'Udrulning'). */
  metaTitle?: string
  /** … and where it comes from ('Opgave fra KOMBIT til alle kommuner'). */
  meta?: ComponentChildren
  title: string
  /** Signal and badges below the title. */
  badges?: ComponentChildren
  lead?: ComponentChildren
  /** The page's own button, on the line of the title where there is room. */
  action?: ComponentChildren
}

/** The page's one h1 with the line above and the badges below. */
export function Heading({ metaTitle, meta, title, badges, lead, action }: HeadingProps) {
  return (
    <div class="tv-heading">
      {(metaTitle || meta) && (
        <p class="tv-meta">
          {metaTitle && <strong>{metaTitle}</strong>} {keepDays(meta)}
        </p>
      )}
      {action ? (
        <div class="tv-title-line">
          <h1>{title}</h1>
          <div class="tv-title-action">{action}</div>
        </div>
      ) : (
        <h1>{title}</h1>
      )}
      {lead && <p class="tv-lead">{keepDays(lead)}</p>}
      {badges && <div class="tv-badges">{badges}</div>}
    </div>
  )
}

export function Lead({ children }: { children: ComponentChildren }) {
  return <p class="tv-lead">{children}</p>
}

/** Badges and small facts on one line. */
export function Badges({ children }: { children: ComponentChildren }) {
  return <div class="tv-badges">{children}</div>
}

export interface GroupHeadingProps {
  title: string
  id?: string
  count?: number
  /** The line below: red for overdue, yellow for soon, dark otherwise. */
  line?: 'red' | 'yellow' | 'dark'
  /** To the right: a note, a button. */
  aside?: ComponentChildren
}

/** The heading of a group of rows, with its count and a strong line below. */
export function GroupHeading({ title, id, count, line = 'dark', aside }: GroupHeadingProps) {
  return (
    <div class={`tv-group-heading tv-group-${line}`} id={id}>
      <h2>
        {title}
        {count !== undefined && (
          <>
            {' '}
            <span class={line === 'red' ? 'tv-count tv-count-urgent' : 'tv-count'}>{count}</span>
          </>
        )}
      </h2>
      {aside && <div class="tv-group-aside">{aside}</div>}
    </div>
  )
}
