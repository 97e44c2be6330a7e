import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { useWords } from './shell-context.ts'
import { keepDays } from './words.tsx'

export type BadgeVariant =
  | 'outline'
  | 'quiet'
  | 'started'
  | 'done'
  | 'hatched'
  | 'inside'
  | 'success'
  | 'info'
  | 'warning'
  | 'error'
  | 'closed'

export interface BadgeProps {
  variant: BadgeVariant
  icon?: IconName
  children: ComponentChildren
}

export function Badge({ variant, icon, children }: BadgeProps) {
  return (
    <span class={`badge tv-badge tv-badge-${variant}`}>
      {icon && <Icon name={icon} size="small" />}
      <span>{keepDays(children)}</span>
    </span>
  )
}

/** Status of a task; 'optedOut' was answered with an opt-out, 'lapsed' closed without an answer (T4). */
export type TaskStatus = 'notStarted' | 'inProgress' | 'completed' | 'optedOut' | 'lapsed'

const statusLook: Record<TaskStatus, { variant: BadgeVariant; icon: IconName }> = {
  notStarted: { variant: 'outline', icon: 'not-started' },
  inProgress: { variant: 'started', icon: 'in-progress' },
  completed: { variant: 'done', icon: 'completed' },
  optedOut: { variant: 'hatched', icon: 'opted-out' },
  lapsed: { variant: 'closed', icon: 'close' },
}

export function StatusBadge({ status }: { status: TaskStatus }) {
  const words = useWords()
  const { variant, icon } = statusLook[status]
  return (
    <Badge variant={variant} icon={icon}>
      {words[status]}
    </Badge>
  )
}

export type Priority = 'mandatory' | 'recommended' | 'voluntary'

export function PriorityBadge({ priority }: { priority: Priority }) {
  const words = useWords()
  return <Badge variant="outline">{words[priority]}</Badge>
}

export function NewBadge() {
  const words = useWords()
  return <Badge variant="info">{words.isNew}</Badge>
}

export function PrimaryBadge() {
  const words = useWords()
  return <Badge variant="quiet">{words.primary}</Badge>
}

export function MissingAnswerBadge() {
  const words = useWords()
  return <Badge variant="warning">{words.missingAnswer}</Badge>
}

/** Violet and a padlock: only one's own side can see it. The words say whose. */
export function InsideBadge({ children }: { children: ComponentChildren }) {
  return (
    <Badge variant="inside" icon="lock">
      {children}
    </Badge>
  )
}

export type Tlp = 'RED' | 'AMBER' | 'AMBER+STRICT' | 'GREEN' | 'CLEAR'

const tlpClass: Record<Tlp, string> = {
  RED: 'red',
  AMBER: 'amber',
  'AMBER+STRICT': 'amber',
  GREEN: 'green',
  CLEAR: 'clear',
}

/** The label of TLP 2.0: black field, the official colour, the word in full (K1). */
export function TlpBadge({ label }: { label: Tlp }) {
  return <span class={`badge tv-badge tv-tlp tv-tlp-${tlpClass[label]}`}>TLP:{label}</span>
}

/** A count in a disc beside a heading. */
export function CountBadge({ count, urgent }: { count: number; urgent?: boolean }) {
  return <span class={urgent ? 'tv-count tv-count-urgent' : 'tv-count'}>{count}</span>
}
