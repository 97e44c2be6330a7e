import type { ComponentChildren } from 'preact'
import { CountBadge } from './badges.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './shell-context.ts'
import { keepDays } from './words.tsx'

export interface PanelCardProps {
  title?: string
  id?: string
  count?: number
  urgent?: boolean
  /** Surface: grey without an edge, for what is only read. */
  surface?: boolean
  children: ComponentChildren
}

/** A box at the side. Its direct children of class `tv-panel-part` are parted by hairlines. */
export function PanelCard({ title, id, count, urgent, surface, children }: PanelCardProps) {
  return (
    <section class={surface ? 'tv-panel tv-panel-surface' : 'tv-panel'} id={id}>
      {title && (
        <h2 class="tv-panel-title">
          {title}
          {count !== undefined && (
            <>
              {' '}
              <CountBadge count={count} urgent={urgent} />
            </>
          )}
        </h2>
      )}
      {children}
    </section>
  )
}

/** One of several things in a panel, with a hairline to the next. */
export function PanelPart({ children }: { children: ComponentChildren }) {
  return <div class="tv-panel-part">{children}</div>
}

export interface NextStepProps {
  title: string
  text?: ComponentChildren
  /** Buttons below each other; the first one primary. */
  children?: ComponentChildren
  /** Visible, never loud: the way to opt out. */
  otherwise?: ComponentChildren
}

/** What is asked for now. Stands right after the title. */
export function NextStep({ title, text, children, otherwise }: NextStepProps) {
  const words = useWords()
  return (
    <section class="tv-panel tv-next-step" id="next-step">
      <p class="tv-next-step-word">{words.nextStep}</p>
      <h2>{title}</h2>
      {text && (
        <div class="tv-next-step-text">{typeof text === 'string' ? <p>{keepDays(text)}</p> : text}</div>
      )}
      {children && <div class="tv-next-step-actions">{children}</div>}
      {otherwise && <div class="tv-next-step-otherwise">{otherwise}</div>}
    </section>
  )
}

export interface InsidePanelProps {
  title: string
  id?: string
  /** Who can see it and who cannot (T8, T9). */
  seenBy: string
  children?: ComponentChildren
}

/** Violet and a padlock: internal notes and local tasks. Violet means nothing else. */
export function InsidePanel({ title, id, seenBy, children }: InsidePanelProps) {
  return (
    <section class="tv-inside" id={id}>
      <h2>{title}</h2>
      <p class="tv-inside-seen-by">
        <Icon name="lock" size="large" />
        <span>{seenBy}</span>
      </p>
      {children}
    </section>
  )
}

export interface EmptyStateProps {
  title?: string
  children: ComponentChildren
}

/** Nothing here, and what comes next. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div class="tv-panel tv-panel-surface tv-empty">
      {title && <h2 class="tv-panel-title">{title}</h2>}
      {typeof children === 'string' ? <p>{keepDays(children)}</p> : children}
    </div>
  )
}

export interface ConfirmPanelProps {
  /** The question, with the name: 'Afslut rollen for Jonas Vium?' */
  title: string
  /** 1 (standard): it is the page's own heading. */
  level?: 1 | 2
  text: ComponentChildren
  /** A warning button that says what it does, and the link that leaves all as it is. */
  children: ComponentChildren
}

/** Asked on a page of its own before an irreversible act. */
export function ConfirmPanel({ title, level = 1, text, children }: ConfirmPanelProps) {
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <section class="tv-panel tv-confirm">
      <Title class="tv-confirm-title">{title}</Title>
      {typeof text === 'string' ? <p>{keepDays(text)}</p> : text}
      {children}
    </section>
  )
}

/** A quiet remark with an icon: 'Indtil Nina har logget på, giver rollen hende ingenting.' */
export function Remark({
  icon = 'info',
  children,
}: {
  icon?: 'info' | 'success' | 'warning' | 'person'
  children: ComponentChildren
}) {
  return (
    <p class={`tv-remark tv-remark-${icon}`}>
      <Icon name={icon} size="large" />
      <span>{keepDays(children)}</span>
    </p>
  )
}
