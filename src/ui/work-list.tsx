import type { ComponentChildren } from 'preact'
import type { CivilDay } from '../kernel/civil-day.ts'
import { ButtonLink } from './buttons.tsx'
import type { SignalKind } from './deadline-words.ts'
import { href } from './href.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { Signal } from './signal.tsx'
import { Day } from './time.tsx'
import { keepDays } from './words.tsx'

export interface WorkItem {
  readonly id: string
  readonly signal: SignalKind
  /** 'Over fristen', 'I overmorgen'. */
  readonly signalWords: string
  readonly dueOn: CivilDay | null
  /** Before the day: 'fredag'. */
  readonly weekday?: string
  /** Below the day: '9 dage siden'. */
  readonly distance?: string
  readonly title: string
  readonly href: string
  readonly text?: string
  /** Small facts: '#139534', 'Frivillig'. */
  readonly meta?: readonly string[]
  /** Badges before or after the small facts. */
  readonly badgesBefore?: ComponentChildren
  readonly badges?: ComponentChildren
  /** The verb on the button: 'Vælg person'. Primary for the page's one first step. */
  readonly action?: { readonly label: string; readonly href: string; readonly primary?: boolean }
}

function WorkRow({ item }: { item: WorkItem }) {
  const titleId = `work-${item.id}`
  return (
    <li class="tv-work-row">
      <div class="tv-work-when">
        <Signal kind={item.signal} words={item.signalWords} />
        {item.dueOn && (
          <p>
            {item.weekday && `${item.weekday} `}
            <Day day={item.dueOn} />
          </p>
        )}
        {item.distance && <p>{item.distance}</p>}
      </div>
      <div class="tv-work-what">
        <h3>
          <a id={titleId} href={href(item.href)}>
            {item.title}
          </a>
        </h3>
        {item.text && <p>{keepDays(item.text)}</p>}
        <div class="tv-work-meta">
          {item.badgesBefore}
          {item.meta?.map((words) => (
            <span key={words}>{keepDays(words)}</span>
          ))}
          {item.badges}
        </div>
      </div>
      {item.action && (
        <div class="tv-work-action">
          <ButtonLink
            kind={item.action.primary ? 'primary' : 'secondary'}
            href={item.action.href}
            label={`${item.action.label}: ${item.title}`}
          >
            {item.action.label}
          </ButtonLink>
        </div>
      )}
    </li>
  )
}

/** The rows of a start page group: when, what, next step. */
export function WorkList({ items }: { items: readonly WorkItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <WorkRow key={item.id} item={item} />
      ))}
    </ul>
  )
}

export interface TallyItem {
  readonly icon: IconName
  readonly count: number
  readonly words: string
  readonly href?: string
  /** Finished recedes. */
  readonly quiet?: boolean
}

/** The counts under the start page's heading. */
export function Tally({ items }: { items: readonly TallyItem[] }) {
  return (
    <ul class="tv-tally">
      {items.map((item) => (
        <li key={item.words} class={item.quiet ? 'tv-quiet' : undefined}>
          <Icon name={item.icon} />
          {item.href ? (
            <a href={href(item.href)}>
              {item.count} {item.words}
            </a>
          ) : (
            <span>
              {item.quiet ? item.count : <strong>{item.count}</strong>} {item.words}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
