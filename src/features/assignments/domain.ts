import { addDays, type CivilDay, daysBetween } from '../../kernel/civil-day.ts'
import type { FieldFaults, Refusal, Sentence } from '../../kernel/errors.ts'
import type { ConnectorName } from '../roles/index.ts'
import { givenNoMore, retired } from './domain-role-ends.ts'

/** Half-open (R2): `endsBefore` is the first day without. */
export interface Period {
  readonly startsOn: CivilDay
  readonly endsBefore: CivilDay | null
}

/** What the rules ask of a role. */
export interface RoleLimits {
  readonly minimumHolders: number
  readonly maximumHolders: number | null
  readonly hasPrimary: boolean
  readonly isRetired: boolean
  /** The first day without it; null: it lasts. */
  readonly ending: { readonly endsBefore: CivilDay } | null
  /** The latest task that asks for the role, when the municipality has answered that it does not take part (T10). */
  readonly optedOutTask: number | null
}

/** An assignment that has not ended; it may begin later. */
export interface OpenAssignment extends Period {
  readonly id: string
  readonly userId: string
  readonly isPrimary: boolean
}

export const covers = (period: Period, day: CivilDay): boolean =>
  period.startsOn <= day && (period.endsBefore === null || period.endsBefore > day)

/** Why an assignment ended that nobody ended: its last day went by. */
export const lastDayReached = 'Den sidste dag er nået.'

/** Over by its own end day, although nobody ended it. */
export const isLapsed = (period: Period, today: CivilDay): boolean =>
  period.endsBefore !== null && period.endsBefore <= today

/**
 * Most of the periods that any day within `within` belongs to. It is enough to count on the first day and on each day
 * a period begins: the number only grows there.
 */
export function mostAtOnce(periods: readonly Period[], within: Period): number {
  const days = [within.startsOn, ...periods.map((period) => period.startsOn)].filter((day) =>
    covers(within, day),
  )
  return Math.max(0, ...days.map((day) => periods.filter((period) => covers(period, day)).length))
}

const persons = (count: number): { da: string; en: string } =>
  count === 1 ? { da: 'én person', en: 'one person' } : { da: `${count} personer`, en: `${count} people` }

const optedOut = (task: number): Refusal => ({
  code: 'opted-out',
  sentence: {
    da: `I har svaret »deltager ikke« på opgaven #${task}, som beder om rollen. Genåbn opgaven, før I giver rollen til nogen.`,
    en: `You answered the task #${task}, which asks for the role, with “not taking part”. Reopen it before you give the role to anybody.`,
  },
})

/** Why nobody at all can be given the role; null when that is no matter of places. */
export function whyNotUsed(role: RoleLimits): Refusal | null {
  if (role.isRetired) return retired
  if (role.ending) return givenNoMore(role.ending.endsBefore)
  // T10: the answer and a holder do not go together; opting out asks the same the other way round.
  return role.optedOutTask === null ? null : optedOut(role.optedOutTask)
}

const full = (maximum: number): Refusal => ({
  code: 'maximum-holders',
  sentence: {
    da: `Højst ${persons(maximum).da} kan have rollen ad gangen. Afslut rollen for en anden først.`,
    en: `At most ${persons(maximum).en} can hold the role at a time. End it for somebody else first.`,
  },
})

const promisedAway = (maximum: number): Refusal => ({
  code: 'maximum-holders',
  sentence: {
    da: `Højst ${persons(maximum).da} kan have rollen ad gangen, og en venter på at få den ved første login. Fortryd den først.`,
    en: `At most ${persons(maximum).en} can hold the role at a time, and somebody is waiting to get it at their first sign-in. Withdraw that first.`,
  },
})

/** Why nobody more can be given the role, whatever the dates; null when somebody can. */
export function whyNotGiveToAnybody(
  role: RoleLimits,
  open: readonly Pick<Period, 'endsBefore'>[],
  promised: readonly Pick<Period, 'endsBefore'>[] = [],
): Refusal | null {
  const unused = whyNotUsed(role)
  if (unused) return unused
  const lasting = (periods: readonly Pick<Period, 'endsBefore'>[]): number =>
    periods.filter((period) => period.endsBefore === null).length
  return whyFull(role, lasting(open), lasting(promised))
}

/** @param held and promised: how many at once */
function whyFull(role: RoleLimits, held: number, promised: number): Refusal | null {
  const most = role.maximumHolders
  if (most === null || held + promised < most) return null
  return held >= most ? full(most) : promisedAway(most)
}

/** Why a role of these limits has no room for one more in a period; null when it has (R1). */
export function whyNoRoom(
  role: RoleLimits,
  open: readonly OpenAssignment[],
  promised: readonly Period[],
  wanted: Period & { readonly replaces?: string | null },
): Refusal | null {
  // C1: whoever is replaced keeps the role a little longer and does not count beside the successor.
  const staying = open.filter((assignment) => assignment.id !== wanted.replaces)
  const all = mostAtOnce([...staying, ...promised], wanted)
  const held = mostAtOnce(staying, wanted)
  return whyFull(role, held, all - held)
}

export interface Wanted extends Period {
  readonly userId: string
  readonly userName: string
  /** Id of the assignment it takes the place of. */
  readonly replaces?: string | null
}

/** Why this person cannot be given the role in this period (R2); null when they can. */
export function whyNotGive(
  role: RoleLimits,
  open: readonly OpenAssignment[],
  wanted: Wanted,
  /** What those are promised who wait for their first sign-in (R3). */
  promised: readonly Period[] = [],
): Refusal | null {
  const unused = whyNotUsed(role)
  if (unused) return unused
  if (open.some((assignment) => assignment.userId === wanted.userId)) {
    return {
      code: 'already-holder',
      sentence: {
        da: `${wanted.userName} har allerede rollen.`,
        en: `${wanted.userName} already holds the role.`,
      },
    }
  }
  return whyNoRoom(role, open, promised, wanted)
}

/** Said where several may be ended at once: what the role asks for, beside what there is (R1); null when nothing lacks in it. */
export function minimumBeside(
  role: Pick<RoleLimits, 'minimumHolders' | 'ending'>,
  held: number,
): Sentence | null {
  if (role.ending || role.minimumHolders === 0) return null
  return {
    da: `Rollen kræver mindst ${persons(role.minimumHolders).da}. I har ${persons(held).da} nu.`,
    en: `The role asks for at least ${persons(role.minimumHolders).en}. You have ${persons(held).en} now.`,
  }
}

/** Said before harm, never a wall (ADR 58): what a role lacks once `left` people hold it; null when that is enough (R1). */
export function shortageAfter(
  role: Pick<RoleLimits, 'minimumHolders' | 'ending'>,
  left: number,
): Sentence | null {
  // Nothing lacks in a role that ends.
  if (role.ending || left >= role.minimumHolders || left === 0) return null
  return {
    da: `Rollen kræver mindst ${persons(role.minimumHolders).da}. I har så kun ${persons(left).da}.`,
    en: `The role asks for at least ${persons(role.minimumHolders).en}. You then have only ${persons(left).en}.`,
  }
}

/** What is wrong with the days wanted: a role is never given backwards in time. */
export function periodFaults(wanted: Period, today: CivilDay): FieldFaults {
  const faults: FieldFaults = {}
  if (wanted.startsOn < today) {
    faults.startsOn = {
      da: 'Rollen kan tidligst begynde i dag.',
      en: 'The role can begin today at the earliest.',
    }
  }
  if (wanted.endsBefore !== null && wanted.endsBefore <= wanted.startsOn) {
    faults.endsBefore = {
      da: 'Den sidste dag kan ikke ligge før den første.',
      en: 'The last day cannot come before the first.',
    }
  }
  return faults
}

/** Why the assignment cannot be ended; null when it can. */
export function whyNotEnd(
  assignment: Period & { readonly endedAt: Date | null },
  today: CivilDay,
): Refusal | null {
  if (assignment.endedAt === null && !isLapsed(assignment, today)) return null
  return {
    code: 'already-ended',
    sentence: { da: 'Rollen er allerede afsluttet.', en: 'The role has already ended.' },
  }
}

/** Why the holder cannot be the primary one (R1); null when they can. */
export function whyNotBePrimary(
  role: Pick<RoleLimits, 'hasPrimary'>,
  assignment: Period & { readonly endedAt: Date | null },
  today: CivilDay,
): Refusal | null {
  if (!role.hasPrimary) {
    return {
      code: 'no-primary',
      sentence: { da: 'Rollen har ingen primær.', en: 'The role has no primary holder.' },
    }
  }
  const ended = whyNotEnd(assignment, today)
  if (ended || covers(assignment, today)) return ended
  return {
    code: 'not-begun',
    sentence: {
      da: 'Personen kan blive primær, når rollen er begyndt.',
      en: 'The person can become primary once the role has begun.',
    },
  }
}

/** How a role stands in one municipality (R4), the most urgent first; `role_standing_on` in the database decides. */
export type Standing = 'vacant' | 'tooFew' | 'noPrimary' | 'single' | 'filled' | 'notNeeded'

/** Where an access stands, in the words of the design system's badge. */
export type AccessState =
  | { readonly kind: 'active'; readonly since: CivilDay }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'closing' }
  | { readonly kind: 'awaitingManual' }
  | { readonly kind: 'held' }
  /** Without a time of the next try, that time has come. */
  | { readonly kind: 'failed'; readonly retryAt: Date | null }
  | { readonly kind: 'closed'; readonly on: CivilDay }

/** What went wrong the last time, by the code of the record, and when. */
export interface AccessFault {
  readonly code: string
  readonly at: Date
}

export interface ShownAccess {
  readonly state: AccessState
  /** Why the last attempt failed; null unless it did. */
  readonly fault: AccessFault | null
  /** Which server it is about, of several that do not stand alike; null else. */
  readonly connector: ConnectorName | null
}

export type AccessStates = ReadonlyMap<string, ShownAccess>

/** How often a page looks again at an access that seconds decide, and at one that is tried again later. */
const looksAgainAfter: Partial<Record<AccessState['kind'], number>> = { preparing: 2, closing: 2, failed: 10 }

/** Seconds between the looks of a page that follows these accesses by itself; null when nothing is on its way. */
export function secondsBetweenLooks(kinds: Iterable<AccessState['kind']>): number | null {
  const seconds = [...kinds].flatMap((kind) => looksAgainAfter[kind] ?? [])
  return seconds.length > 0 ? Math.min(...seconds) : null
}

/** An end this near is shown in place of the access (days). */
export const soonEndsWithin = 30

/** Days one is new in a role. */
export const newFor = 60

/** Whether somebody began so lately that the list for new holders is for them. */
export const isNewIn = (period: Period, today: CivilDay): boolean =>
  daysBetween(period.startsOn, today) < newFor

/** The last day with the role, when it is near; null otherwise. */
export function nearLastDay(period: Period, today: CivilDay): CivilDay | null {
  if (period.endsBefore === null) return null
  return daysBetween(today, period.endsBefore) <= soonEndsWithin ? addDays(period.endsBefore, -1) : null
}

/** Days before the last day of a role at which its holder and their KLIK-administrator are told. */
export const endNoticeDays = [30, 10, 3] as const
