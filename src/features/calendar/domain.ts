import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import type { Refusal } from '../../kernel/errors.ts'
import { type UserSystemRole, userSystemRoles } from '../../kernel/permissions.ts'

/** Whose calendar it is. */
export const feedKinds = ['person', 'municipality'] as const
export type FeedKind = (typeof feedKinds)[number]

/** Those who may see tasks: a person's calendar is open for as long as they are one of them. */
export const readers: readonly UserSystemRole[] = (Object.keys(userSystemRoles) as UserSystemRole[]).filter(
  (role) => (userSystemRoles[role] as readonly string[]).includes('task.read'),
)

/** Days that is remembered from how many places a calendar was fetched. */
export const fetchesKeptFor = 30

/** How old `last_fetched_at` may grow before a fetch writes it again: programs ask often. */
export const isFetchedLongAgo = (lastFetchedAt: Date | null, now: Date): boolean =>
  lastFetchedAt === null || now.getTime() - lastFetchedAt.getTime() >= 60_000

/** What a file's name says of the secret: 43 characters and '.ics'. Anything else is the secret of nothing. */
export const secretIn = (file: string): string => file.replace(/\.ics$/, '')

/** A task with a deadline, as a calendar shows it. */
export interface DueTask {
  readonly number: number
  readonly title: string
  readonly dueOn: CivilDay
  /** What the calendar's person is to the task; neither in a municipality's. */
  readonly isResponsible: boolean
  readonly isPerformer: boolean
}

/** A round of confirmation that lacks answers. */
export interface ClosingRound {
  readonly id: string
  readonly name: string
  /** About somebody who has left: its name names them. */
  readonly isOfLeaver: boolean
  readonly isOfMover: boolean
  readonly closesOn: CivilDay
}

/** A role of the calendar's person that ends by its own date. */
export interface EndingRole {
  readonly assignmentId: string
  readonly roleName: string
  readonly endsBefore: CivilDay
}

/** What a calendar is made of. Deadlines of advisories will be one more list. */
export interface Deadlines {
  readonly tasks: readonly DueTask[]
  readonly rounds: readonly ClosingRound[]
  readonly roles: readonly EndingRole[]
}

/** One day in a calendar. */
export interface Entry {
  /** The same for as long as the thing is the same, whatever happens to it. */
  readonly key: string
  readonly on: CivilDay
  readonly summary: string
  readonly description: string
  /** Where it is dealt with, within the portal. */
  readonly path: string
}

/** The sentences of a calendar in one language. */
export interface EntryWords {
  readonly task: (title: string) => string
  readonly taskText: (number: number, part: 'both' | 'responsible' | 'performer' | 'none') => string
  readonly round: (name: string) => string
  readonly leaverRound: string
  readonly moverRound: string
  readonly roundText: string
  readonly role: (name: string) => string
  readonly roleText: string
}

const partOf = ({ isResponsible, isPerformer }: DueTask) => {
  if (isResponsible && isPerformer) return 'both'
  if (isResponsible) return 'responsible'
  return isPerformer ? 'performer' : 'none'
}

/** What is to be done by which day, earliest first. It names nobody but the calendar's own person. */
export function entriesOf(deadlines: Deadlines, words: EntryWords): Entry[] {
  const tasks = deadlines.tasks.map((task) => ({
    key: `opgave-${task.number}`,
    on: task.dueOn,
    summary: words.task(task.title),
    description: words.taskText(task.number, partOf(task)),
    path: `/opgaver/${task.number}`,
  }))
  const rounds = deadlines.rounds.map((round) => ({
    key: `bekraeftelse-${round.id}`,
    on: round.closesOn,
    summary: round.isOfLeaver
      ? words.leaverRound
      : round.isOfMover
        ? words.moverRound
        : words.round(round.name),
    description: words.roundText,
    path: `/bekraeftelser/${round.id}`,
  }))
  const roles = deadlines.roles.map((role) => ({
    key: `rolle-${role.assignmentId}`,
    // Half-open: the last day is the one before.
    on: addDays(role.endsBefore, -1),
    summary: words.role(role.roleName),
    description: words.roleText,
    path: '/mine-roller',
  }))
  return [...tasks, ...rounds, ...roles].sort(
    (one, other) => one.on.localeCompare(other.on) || one.key.localeCompare(other.key),
  )
}

/** An entry as it was last time the calendar was fetched. */
export interface KeptEntry {
  readonly uid: string
  /** Of all it says, as hexadecimal digits. */
  readonly digest: string
  readonly sequence: number
  readonly changedAt: Date
  readonly isGone: boolean
}

/** Whether a calendar says something else than last time. */
export function hasChanged(
  now: readonly { uid: string; digest: string }[],
  kept: readonly KeptEntry[],
): boolean {
  const there = new Map(kept.filter(({ isGone }) => !isGone).map(({ uid, digest }) => [uid, digest]))
  return now.length !== there.size || now.some(({ uid, digest }) => there.get(uid) !== digest)
}

/** Who acts for another organisation than their own has no calendar there: roles and tasks are at home. */
export const onlyAtHome: Refusal = {
  code: 'not-a-user-here',
  sentence: {
    da: 'Skift til din egen organisation, og lav kalenderen der. Det er dér, du har roller og opgaver.',
    en: 'Change to your own organisation and make the calendar there. That is where you have roles and tasks.',
  },
}
