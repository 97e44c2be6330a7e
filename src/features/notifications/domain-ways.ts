import type { Side } from '../../kernel/actor.ts'
import { addDays, type CivilDay, civilDayOf } from '../../kernel/civil-day.ts'
import { isWorkingDay, weekdayOf, workingDayOnOrAfter } from '../../kernel/danish-holidays.ts'
import type { Permission } from '../../kernel/permissions.ts'
import { instantInCopenhagen } from '../../kernel/wall-time.ts'
import { type AudienceName, type Reason, reasons, rules } from './domain.ts'

/** How somebody is told of something (N1): in the portal always, unless it is off, and by mail at once or in a digest. */
export const ways = ['atOnce', 'daily', 'weekly', 'portal', 'off'] as const
export type Way = (typeof ways)[number]

/** Why a reason can't be turned off, where it can't. `red`: it is always told at once, also in quiet hours (N1). */
export type Firmness = 'red' | 'mayLoseAccess' | 'duty' | 'letter'

export interface Habit {
  /** What holds until the person chooses otherwise. */
  readonly way: Way
  readonly firm: Firmness | null
}

const usual: Habit = { way: 'atOnce', firm: null }

/** Reasons that are told in another way than usual. A new one that is not here comes at once and may be turned off. */
const habits: Partial<Record<Reason, Habit>> = {
  taskReceived: { way: 'atOnce', firm: 'duty' },
  taskCorrected: { way: 'daily', firm: null },
  taskLapsed: { way: 'daily', firm: null },
  certificationOpened: { way: 'atOnce', firm: 'duty' },
  certificationReminder: { way: 'atOnce', firm: 'duty' },
  certificationLosing: { way: 'atOnce', firm: 'red' },
  certificationClosed: { way: 'daily', firm: null },
  brakeApproved: { way: 'atOnce', firm: 'red' },
  certificationConsequence: { way: 'atOnce', firm: 'mayLoseAccess' },
  ownCertificationConsequence: { way: 'atOnce', firm: 'mayLoseAccess' },
  roundHeld: { way: 'atOnce', firm: 'red' },
  roleEnded: { way: 'atOnce', firm: 'mayLoseAccess' },
  roleEndingSoon: { way: 'atOnce', firm: 'mayLoseAccess' },
  ownRoleEndingSoon: { way: 'atOnce', firm: 'mayLoseAccess' },
  roleEnding: { way: 'atOnce', firm: 'mayLoseAccess' },
  pendingTookEffect: { way: 'daily', firm: null },
  roleVacated: { way: 'atOnce', firm: 'red' },
  letter: { way: 'atOnce', firm: 'letter' },
  accessClosed: { way: 'daily', firm: 'mayLoseAccess' },
  accessFailed: { way: 'atOnce', firm: 'red' },
  certificateExpiring: { way: 'atOnce', firm: 'duty' },
  targetPaused: { way: 'atOnce', firm: 'red' },
  closingDelayed: { way: 'atOnce', firm: 'red' },
  accessReactivated: { way: 'atOnce', firm: 'red' },
  accessUnlinked: { way: 'daily', firm: null },
  removalsHeld: { way: 'atOnce', firm: 'red' },
  reconciliationAborted: { way: 'atOnce', firm: 'duty' },
  taskReminder: { way: 'atOnce', firm: 'duty' },
  taskOverdue: { way: 'atOnce', firm: 'red' },
  remindersReachedCentral: { way: 'atOnce', firm: 'red' },
  nobodyReached: { way: 'atOnce', firm: 'duty' },
}

export const habitOf = (reason: Reason): Habit => habits[reason] ?? usual

/** Told three days ahead: the weekly digest would come when it is over. */
const overWithinAWeek: readonly Reason[] = [
  'taskReminder',
  'certificationReminder',
  'roleEndingSoon',
  'ownRoleEndingSoon',
]

/** The ways one may choose for a reason. */
export function waysOf(reason: Reason): readonly Way[] {
  const { firm } = habitOf(reason)
  if (firm === 'red') return ['atOnce']
  return ways.filter(
    (way) => !(way === 'off' && firm) && !(way === 'weekly' && overWithinAWeek.includes(reason)),
  )
}

/** Reasons by what they are about, as the page of choices shows them. A digest is no reason of its own. */
export const chosenReasons: readonly Reason[] = reasons.filter((reason) => reason !== 'digest')

/** When somebody wants no mails. Full hours in Copenhagen; from 20 until 7 is over the night. */
export interface Hours {
  readonly quietFrom: number | null
  readonly quietUntil: number | null
  /** No mails on Saturdays, Sundays and holidays either. */
  readonly workingDaysOnly: boolean
}

export const anyHour: Hours = { quietFrom: null, quietUntil: null, workingDaysOnly: false }

const atHour = (day: CivilDay, hour: number): Date =>
  instantInCopenhagen(`${day}T${String(hour).padStart(2, '0')}:00:00`)

/** Until when it is closed at an instant, or until when to ask again; null: it is open. */
function closedUntil(at: Date, { quietFrom, quietUntil, workingDaysOnly }: Hours): Date | null {
  const day = civilDayOf(at)
  if (workingDaysOnly && !isWorkingDay(day)) return atHour(addDays(day, 1), 0)
  if (quietFrom === null || quietUntil === null) return null
  const opens = atHour(day, quietUntil)
  const closes = atHour(day, quietFrom)
  if (quietFrom < quietUntil) return at >= closes && at < opens ? opens : null
  if (at < opens) return opens
  return at >= closes ? atHour(addDays(day, 1), 0) : null
}

/**
 * The first instant from `from` on at which a mail may come: `from` itself, or the end of the quiet hours, on a working
 * day where only those will do. Reckoned by the clock on the wall, so that it holds across summer time.
 */
export function firstOpening(from: Date, hours: Hours): Date {
  let at = from
  for (let later = closedUntil(at, hours); later; later = closedUntil(at, hours)) at = later
  return at
}

/** The hour digests come at, in Copenhagen: an hour after reminders are told, so that those of the day are in them. */
const digestHour = 8

/** What digests are due for at an instant: what happened before each of these. Null: none today. */
export interface DueDigests {
  readonly daily: Date
  readonly weekly: Date
}

const weekStart = (day: CivilDay): CivilDay => addDays(day, 1 - weekdayOf(day))

/** The first working day of a week: the weekly digest comes on Monday, or on the first day after a holiday. */
const firstWorkingDay = (day: CivilDay): CivilDay => workingDayOnOrAfter(weekStart(day))

/**
 * Digests come at eight on working days, the weekly one on the first of them in the week. After a time when nobody
 * worked, the latest hour that has passed counts, once; never on a day off.
 */
export function dueDigests(now: Date): DueDigests | null {
  const today = civilDayOf(now)
  const daily = atHour(today, digestHour)
  if (!isWorkingDay(today) || now < daily) return null
  const monday = firstWorkingDay(today)
  // In a week of holidays alone the first working day is in the next week: then the week before counts.
  const weekly = atHour(monday <= today ? monday : firstWorkingDay(addDays(today, -7)), digestHour)
  return { daily, weekly }
}

const centralAudiences: readonly AudienceName[] = ['operations', 'threadOwner', 'editors']

/** What people of a side may be told of, and so choose between. */
export const reasonsFor = (side: Side): Reason[] =>
  chosenReasons.filter((reason) =>
    rules.some(
      (rule) => rule.reason === reason && centralAudiences.includes(rule.to) === (side === 'central'),
    ),
  )

/** What somebody of an audience may do, by which they are one of it; whoever is in no list here may be anybody. */
const permissionOf: Partial<Record<AudienceName, Permission>> = {
  administrators: 'assignment.write',
  holdersAdministrators: 'assignment.write',
  operations: 'provisioning.operate',
  editors: 'reminder.write',
  threadOwner: 'message.answer',
}

/** What one person may be told of as they stand today, for their own page: nobody chooses between what never comes. */
export const ownReasons = (side: Side, permissions: ReadonlySet<Permission>): Reason[] =>
  reasonsFor(side).filter((reason) =>
    rules.some((rule) => {
      const needed = permissionOf[rule.to]
      return rule.reason === reason && (!needed || permissions.has(needed))
    }),
  )

/** What a reason is about; the choices are shown under it. */
export const subjects = ['tasks', 'confirmations', 'roles', 'access', 'operations'] as const
export type WaySubject = (typeof subjects)[number]

const subjectsByReason: Readonly<Partial<Record<Reason, WaySubject>>> = {
  messageAnswered: 'tasks',
  messageReceived: 'tasks',
  remindersReachedCentral: 'tasks',
  nobodyReached: 'tasks',
  ownCertificationConsequence: 'confirmations',
  roundHeld: 'confirmations',
  brakeApproved: 'confirmations',
  brakeRejected: 'confirmations',
  certificateExpiring: 'operations',
  targetPaused: 'operations',
  closingDelayed: 'operations',
  accessReactivated: 'operations',
  accessUnlinked: 'operations',
  removalsHeld: 'operations',
  reconciliationAborted: 'operations',
}

/** All that is named for a thing is about it; what is not, is about roles. */
export function subjectOf(reason: Reason): WaySubject {
  const named = subjectsByReason[reason]
  if (named) return named
  if (reason.startsWith('task')) return 'tasks'
  if (reason.startsWith('certification')) return 'confirmations'
  return reason.startsWith('access') ? 'access' : 'roles'
}

/** What is wrong with quiet hours as they were chosen; null: nothing. */
export function whyNotHours({ quietFrom, quietUntil }: Hours): 'bothHours' | 'sameHours' | null {
  if ((quietFrom === null) !== (quietUntil === null)) return 'bothHours'
  return quietFrom !== null && quietFrom === quietUntil ? 'sameHours' : null
}
