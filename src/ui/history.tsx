import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { useWords } from './shell-context.ts'
import { Instant } from './time.tsx'
import { keepDays } from './words.tsx'

export interface HistoryItem {
  readonly id: string
  readonly at: Date
  readonly text: ComponentChildren
}

export interface HistoryListProps {
  /** Newest first. */
  items: readonly HistoryItem[]
  /** How many are shown at once; the rest unfold. */
  shown?: number
  /** 'Vis tre ældre hændelser'. */
  olderLabel?: string
}

function Items({ items }: { items: readonly HistoryItem[] }) {
  return (
    <ol class="tv-history">
      {items.map((item) => (
        <li key={item.id}>
          <Instant at={item.at} />
          <div>{keepDays(item.text)}</div>
        </li>
      ))}
    </ol>
  )
}

/** What happened, newest first, along a line. */
export function HistoryList({ items, shown = 3, olderLabel }: HistoryListProps) {
  const words = useWords()
  const older = items.slice(shown)
  return (
    <>
      <Items items={items.slice(0, shown)} />
      {older.length > 0 && (
        <details class="tv-older">
          <summary>{olderLabel ?? words.showOlder}</summary>
          <Items items={older} />
        </details>
      )}
    </>
  )
}

export interface Step {
  readonly title: string
  readonly state: 'done' | 'current' | 'waiting' | 'failed'
  /** When, and what was read back. */
  readonly notes?: readonly ComponentChildren[]
}

/** The steps of an access from role to door, downwards. */
export function ProvisioningSteps({ steps }: { steps: readonly Step[] }) {
  const words = useWords()
  const said = { done: words.done, current: words.underWay, waiting: words.waiting, failed: words.failed }
  return (
    <ol>
      {steps.map((step) => (
        <li key={step.title} class={`tv-step tv-step-${step.state}`}>
          <span class="tv-step-mark" aria-hidden="true">
            {step.state === 'done' && <Icon name="completed" size="small" />}
            {step.state === 'failed' && <Icon name="overdue" size="small" />}
            {step.state === 'current' && <Icon name="sync" size="small" />}
          </span>
          <div>
            <p class="tv-step-title">
              {step.title}
              <span class="tv-hidden"> ({said[step.state]})</span>
            </p>
            {step.notes?.map((note) => (
              <p key={note} class="tv-step-note">
                {keepDays(note)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

export interface ComingStep {
  readonly title: string
  readonly text: string
  readonly when: string
  /** Who it waits for: oneself (dark), somebody else (yellow), the portal (grey). */
  readonly by: 'you' | 'other' | 'portal'
}

/** 'Så sker der dette': what follows, side by side. */
export function ComingSteps({ steps }: { steps: readonly ComingStep[] }) {
  return (
    <ol class="tv-coming">
      {steps.map((step, index) => (
        <li key={step.title} class={`tv-coming-${step.by}`}>
          <p class="tv-coming-title">
            {index + 1}. {step.title}
          </p>
          <p>{step.text}</p>
          <p class="tv-note">{keepDays(step.when)}</p>
        </li>
      ))}
    </ol>
  )
}
