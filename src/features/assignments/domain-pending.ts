import { addDays, type CivilDay, civilDayOf } from '../../kernel/civil-day.ts'
import { emailKeyOf, hasAddressForm } from '../../kernel/email-address.ts'
import type { FieldFaults, Refusal } from '../../kernel/errors.ts'
import { instantInCopenhagen } from '../../kernel/wall-time.ts'
import {
  isLapsed,
  type OpenAssignment,
  type Period,
  type RoleLimits,
  whyNoRoom,
  whyNotGive,
  whyNotUsed,
} from './domain.ts'
import type { Standing } from './domain-many.ts'
import { beginsTooLate, retired } from './domain-role-ends.ts'

export { emailKeyOf }

/** Days after the one it was given on, the last of which is its last whole one: then a pending assignment lapses (R3). */
export const pendingDays = 30

/** A pending assignment that nothing has settled yet. */
export interface WaitingAssignment {
  readonly id: string
  readonly name: string
  readonly emailKey: string
  readonly userUuid: string | null
  readonly isPrimary: boolean
  /** Null: the day of the sign-in. */
  readonly startsOn: CivilDay | null
  readonly endsBefore: CivilDay | null
  readonly replaces: string | null
}

/** How long an address is kept after the role was given, refused, expired or withdrawn: to be asked about it (days). */
export const rememberedDays = 90

/** What was settled before this has served: its addresses are forgotten. */
export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - rememberedDays * 86_400_000)

/** The midnight that ends the last day: people are told a day, and it is theirs to its end. */
export const lapsesAt = (givenAt: Date): Date =>
  instantInCopenhagen(`${addDays(civilDayOf(givenAt), pendingDays + 1)}T00:00:00`)

/** The last day on which the person can sign in and get the role: before it lapses, and before the role ends. */
export function lastDayOf(
  pending: { readonly expiresAt: Date },
  { ending }: Pick<RoleLimits, 'ending'> = { ending: null },
): CivilDay {
  const lastDay = civilDayOf(new Date(pending.expiresAt.getTime() - 1))
  return ending && ending.endsBefore <= lastDay ? addDays(ending.endsBefore, -1) : lastDay
}

export function pendingFaults(wanted: { readonly name: string; readonly email: string }): FieldFaults {
  const faults: FieldFaults = {}
  if (!wanted.name.trim()) {
    faults.name = { da: 'Skriv personens navn.', en: 'Write the person’s name.' }
  }
  if (!hasAddressForm(wanted.email)) {
    faults.email = {
      da: 'Skriv en arbejdsmail. Den skal have et @, fx navn@kommune.dk.',
      en: 'Write a work email address. It must have an @, e.g. name@municipality.dk.',
    }
  }
  return faults
}

/** Somebody as their own municipality's sign-in asserts them. */
export interface AssertedPerson {
  readonly id: string
  readonly email: string | null
}

/** Whether the person who signs in is the one who waits (R3): where a UUID was given, the e-mail alone is not enough. */
export function isMeant(
  waiting: Pick<WaitingAssignment, 'emailKey' | 'userUuid'>,
  person: AssertedPerson,
): boolean {
  if (waiting.userUuid !== null) return waiting.userUuid === person.id
  return person.email !== null && waiting.emailKey === emailKeyOf(person.email)
}

/** The user who is meant by an address or a UUID that was typed, or null: who has signed in needs no promise. */
export const meantUser = <User extends AssertedPerson>(
  users: readonly User[],
  typed: { readonly email: string; readonly userUuid?: string | null },
): User | null => {
  const meant = { emailKey: emailKeyOf(typed.email), userUuid: typed.userUuid?.toLowerCase() ?? null }
  return users.find((user) => isMeant(meant, user)) ?? null
}

/** Whether two that wait for one role mean the same person: they become one (R3). */
export function isSamePerson(
  one: Pick<WaitingAssignment, 'emailKey' | 'userUuid'>,
  other: Pick<WaitingAssignment, 'emailKey' | 'userUuid'>,
): boolean {
  if (one.userUuid !== null && other.userUuid !== null) return one.userUuid === other.userUuid
  return one.emailKey === other.emailKey
}

/** From when to when it would count if its person signed in on `today`. */
export const promisedPeriod = (
  waiting: Pick<WaitingAssignment, 'startsOn' | 'endsBefore'>,
  today: CivilDay,
): Period => ({
  startsOn: waiting.startsOn !== null && waiting.startsOn > today ? waiting.startsOn : today,
  endsBefore: waiting.endsBefore,
})

/** Why the role cannot be promised to somebody who has not signed in yet; null when it can. */
export function whyNotPromise(
  role: RoleLimits,
  open: readonly OpenAssignment[],
  promised: readonly Period[],
  wanted: Period & { readonly replaces: string | null },
): Refusal | null {
  return whyNotUsed(role) ?? whyNoRoom(role, open, promised, wanted)
}

/** A role to be promised to somebody who has not signed in yet, among many. */
export interface WantedPromise extends WaitingAssignment {
  readonly roleId: string
  readonly email: string
  /** Assignments and promises of the role on their way out, beside the one replaced: they take no place. */
  readonly leaving: readonly string[]
}

export type JudgedPromise =
  | { readonly refusal: Refusal }
  /** @property promise under the id of the one it is one with, when it was promised already (`isAgain`) */
  | { readonly refusal: null; readonly promise: WantedPromise; readonly isAgain: boolean }

/** Each in turn, as if promised one after the other; the same person twice is one promise, with the newer days (R3). */
export function judgePromises(
  standings: ReadonlyMap<string, Standing>,
  waiting: readonly (WaitingAssignment & { readonly roleId: string })[],
  wanted: readonly WantedPromise[],
  today: CivilDay,
): JudgedPromise[] {
  const all = [...waiting]
  return wanted.map((one) => {
    const standing = standings.get(one.roleId)
    if (!standing) return { refusal: retired }
    const isLeaving = ({ id }: { readonly id: string }) => one.leaving.includes(id)
    const same = all.find((other) => other.roleId === one.roleId && isSamePerson(other, one))
    const others = all.filter((other) => other.roleId === one.roleId && other !== same && !isLeaving(other))
    const open = standing.open.filter((assignment) => !isLeaving(assignment))
    const period = { ...promisedPeriod(one, today), replaces: one.replaces }
    const promised = others.map((other) => promisedPeriod(other, today))
    const refusal = whyNotPromise(standing, open, promised, period)
    if (refusal) return { refusal }
    // The stricter of the two stays: a UUID once given is asked for.
    const userUuid = one.userUuid ?? same?.userUuid ?? null
    const isPrimary = one.isPrimary && standing.hasPrimary
    const promise = { ...one, id: same?.id ?? one.id, userUuid, isPrimary }
    all.splice(0, all.length, ...all.filter((other) => other !== same), promise)
    return { refusal: null, promise, isAgain: same !== undefined }
  })
}

type Wish = Omit<WaitingAssignment, 'id' | 'name' | 'emailKey' | 'userUuid'>

/** Several that turn out to be one person's: all that they promise together. */
export function joinedWish(waiting: readonly [WaitingAssignment, ...WaitingAssignment[]]): Wish {
  const starts = waiting.map((one) => one.startsOn)
  const ends = waiting.map((one) => one.endsBefore)
  const days = (list: readonly (CivilDay | null)[]) =>
    list.flatMap((day) => (day === null ? [] : [day])).toSorted()
  return {
    isPrimary: waiting.some((one) => one.isPrimary),
    startsOn: starts.includes(null) ? null : (days(starts)[0] ?? null),
    endsBefore: ends.includes(null) ? null : (days(ends).at(-1) ?? null),
    replaces: waiting.find((one) => one.replaces)?.replaces ?? null,
  }
}

/** What comes of pending assignments to one role once their person has signed in. */
export type Effect =
  | { readonly kind: 'heldAlready'; readonly assignmentId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'given'; readonly period: Period; readonly wish: Wish }

const over: Refusal = {
  code: 'period-over',
  sentence: {
    da: 'Den sidste dag med rollen var gået, da personen loggede på.',
    en: 'The last day with the role had passed when the person signed in.',
  },
}

/** Decided anew at the sign-in: what has changed since it was promised counts. */
export function effectOf(
  role: RoleLimits,
  open: readonly OpenAssignment[],
  waiting: readonly [WaitingAssignment, ...WaitingAssignment[]],
  person: { readonly id: string; readonly name: string },
  today: CivilDay,
): Effect {
  const held = open.find((assignment) => assignment.userId === person.id)
  if (held) return { kind: 'heldAlready', assignmentId: held.id }
  const wish = joinedWish(waiting)
  const period = promisedPeriod(wish, today)
  if (isLapsed(period, today)) return { kind: 'refused', refusal: over }
  if (beginsTooLate(role, period)) return { kind: 'refused', refusal: retired }
  const wanted = { ...period, userId: person.id, userName: person.name, replaces: wish.replaces }
  // What was promised before it was said that the role ends still holds until then.
  const refusal = whyNotGive({ ...role, ending: null }, open, wanted)
  return refusal ? { kind: 'refused', refusal } : { kind: 'given', period, wish }
}

/** How a pending assignment stands. */
export type PendingState = 'waiting' | 'tookEffect' | 'refused' | 'expired' | 'withdrawn'

/** It lapses on its day, whether the job has come round to it or not. */
export function pendingStateOf(
  pending: { readonly outcome: Exclude<PendingState, 'waiting'> | null; readonly expiresAt: Date },
  now: Date,
): PendingState {
  return pending.outcome ?? (pending.expiresAt <= now ? 'expired' : 'waiting')
}

/** Why it cannot be withdrawn; null when it can. */
export function whyNotWithdraw(state: PendingState): Refusal | null {
  if (state === 'waiting') return null
  return {
    code: 'already-settled',
    sentence: {
      da: 'Den venter ikke længere på personens første login.',
      en: 'The role is no longer waiting for the person’s first sign-in.',
    },
  }
}
