import type { Actor } from '../../kernel/actor.ts'
import { addDays, type CivilDay, civilDayOf } from '../../kernel/civil-day.ts'

/** Whose start page it is: each kind of person has other things waiting. */
export type StartKind =
  | 'administrator'
  | 'user'
  | 'editor'
  | 'operations'
  | 'auditor'
  | 'analyst'
  | 'supplier'

/** The page that fits what somebody may do; with several rights, the one that asks most of them. */
export function startKindOf(actor: Pick<Actor, 'side' | 'permissions'>): StartKind {
  if (actor.side === 'supplier') return 'supplier'
  if (actor.side === 'municipality')
    return actor.permissions.has('assignment.write') ? 'administrator' : 'user'
  if (actor.permissions.has('message.answer')) return 'editor'
  if (actor.permissions.has('provisioning.operate')) return 'operations'
  return actor.permissions.has('audit.read') ? 'auditor' : 'analyst'
}

/** The Sunday of a day's week: Danish weeks begin on Monday. */
export function endOfWeek(day: CivilDay): CivilDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, (7 - weekday) % 7)
}

/** The Monday of a day's week. */
export const startOfWeek = (day: CivilDay): CivilDay => addDays(endOfWeek(day), -6)

export const dueGroups = ['overdue', 'thisWeek', 'later'] as const
export type DueGroup = (typeof dueGroups)[number]

/** Overdue, due by Sunday, or later; what has no deadline is later. */
export function dueGroupOf(dueOn: CivilDay | null, today: CivilDay): DueGroup {
  if (!dueOn) return 'later'
  if (dueOn < today) return 'overdue'
  return dueOn <= endOfWeek(today) ? 'thisWeek' : 'later'
}

/** The same tasks in their groups, each in the order given. */
export function groupByDue<T extends { readonly dueOn: CivilDay | null }>(
  tasks: readonly T[],
  today: CivilDay,
): Record<DueGroup, T[]> {
  const groups: Record<DueGroup, T[]> = { overdue: [], thisWeek: [], later: [] }
  for (const task of tasks) groups[dueGroupOf(task.dueOn, today)].push(task)
  return groups
}

/** What the page's button asks for: the real next step, 'open' only when no better is known. */
export type NextStep = 'answer' | 'choosePerson' | 'readAnswer' | 'finish' | 'begin' | 'namePeople' | 'open'

export interface Steppable {
  readonly status: 'notStarted' | 'inProgress'
  /** Where it is answered, when that is a page of its own. */
  readonly answerPath: string | null
  readonly boundRoleId: string | null
  /** The role ends or has ended: it can be given to nobody. */
  readonly isRoleEnding: boolean
  readonly holderCount: number
  readonly responsibleId: string | null
  readonly performerId: string | null
  readonly hasNewAnswer: boolean
}

export interface Viewer {
  readonly id: string
  readonly mayAssignRoles: boolean
  readonly mayNamePeople: boolean
}

export const isMine = (task: Pick<Steppable, 'responsibleId' | 'performerId'>, viewerId: string): boolean =>
  task.responsibleId === viewerId || task.performerId === viewerId

/** The step that brings this task nearest to its answer, for this viewer. */
export function nextStepOf(task: Steppable, viewer: Viewer): NextStep {
  // Whoever may not answer there may read the task, and do nothing to it.
  if (task.answerPath) return viewer.mayAssignRoles ? 'answer' : task.hasNewAnswer ? 'readAnswer' : 'open'
  // T10: a task that asks for a role waits for a holder.
  if (task.boundRoleId && task.holderCount === 0 && !task.isRoleEnding)
    return viewer.mayAssignRoles ? 'choosePerson' : task.hasNewAnswer ? 'readAnswer' : 'open'
  if (task.boundRoleId) return 'finish'
  if (task.hasNewAnswer) return 'readAnswer'
  if (task.status === 'inProgress') return 'finish'
  if (isMine(task, viewer.id)) return 'begin'
  const isNobodys = !task.responsibleId && !task.performerId
  return isNobodys && viewer.mayNamePeople ? 'namePeople' : 'open'
}

/** Most characters of a task's text in a row. */
export const mostTextCharacters = 150

/** Markdown without its marks, on one line. */
function plainWords(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+/gm, '')
    .replace(/(\*\*|__|[*`~])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Cut at a word's end, with an ellipsis, when longer than `most` characters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:]+$/, '')} …`
}

/** The beginning of a message, without the marks of Markdown. */
export const beginningOf = (markdown: string, most: number): string => shortened(plainWords(markdown), most)

/** The first sentence of a text, without the marks of Markdown; '' when there is none. */
export function firstSentence(markdown: string): string {
  const paragraph = markdown.split(/\n\s*\n/).find((part) => plainWords(part) !== '') ?? ''
  const text = plainWords(paragraph)
  // A full stop ends a sentence only before a capital: 'kl. 9' and '1. februar' go on.
  const end = /[.?](?=\s+\p{Lu})/u.exec(text)
  return shortened(end ? text.slice(0, end.index + 1) : text, mostTextCharacters)
}

export interface YearTask {
  readonly number: number
  readonly title: string
  /** The due day, or the day it was answered. */
  readonly day: CivilDay
  readonly isAnswered: boolean
}

/** Most tasks in the list beside the year's wheel. */
export const mostListed = 7

/** Numbers of the tasks listed beside the wheel: the latest answer, then what is open, soonest first. */
export function listedBesideWheel(tasks: readonly YearTask[]): Set<number> {
  const byDay = tasks.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const open = byDay.filter((task) => !task.isAnswered)
  const answered = byDay.filter((task) => task.isAnswered)
  const room = Math.max(1, mostListed - open.length)
  return new Set([...answered.slice(-room), ...open.slice(0, mostListed - 1)].map((task) => task.number))
}

/** Where the work on a person's access stands, as provisioning records it. */
export type RecordState = 'preparing' | 'waitingManual' | 'active' | 'failed' | 'held' | 'paused' | 'closed'

export interface AccessStanding {
  /** Null: the work has not begun. */
  readonly state: RecordState | null
  readonly activeSince: Date | null
  readonly nextAttemptAt: Date | null
}

/** In the design system's words. */
export type ShownAccess =
  | { readonly kind: 'active'; readonly since: CivilDay }
  | { readonly kind: 'preparing' | 'awaitingManual' | 'held' }
  | { readonly kind: 'failed'; readonly retryAt: Date | null }

/**
 * What the holder of a role sees of their access. Only for those whose role is current: a closed record of theirs is
 * about to be opened anew. A paused target is a failure with a next attempt to the one who waits.
 */
export function shownAccessOf(standing: AccessStanding): ShownAccess {
  switch (standing.state) {
    case 'active':
      return standing.activeSince
        ? { kind: 'active', since: civilDayOf(standing.activeSince) }
        : { kind: 'preparing' }
    case 'waitingManual':
      return { kind: 'awaitingManual' }
    case 'held':
      return { kind: 'held' }
    case 'failed':
    case 'paused':
      return { kind: 'failed', retryAt: standing.nextAttemptAt }
    default:
      return { kind: 'preparing' }
  }
}

/** How many municipalities nothing reaches now, and how many somebody can be told in again that missed something. */
export interface UnreachedCount {
  readonly nobody: number
  readonly missed: number
}
