import { civilDayOf, daysBetween } from '../../kernel/civil-day.ts'
import type { CertificateUse } from '../sign-in/index.ts'

/** Something sign-in hangs on that has a last day, as it was found. */
export interface WatchedCertificate {
  readonly use: CertificateUse
  /** Whose it is, as people call them; '' for ours. */
  readonly holder: string
  readonly subject: string
  readonly fingerprint: string
  readonly endsAt: Date
  readonly firstSeenAt: Date
}

/** Days before the end on which operations are told, each once. */
export const warningDays = [60, 30, 14, 7] as const

/** Civil days from now to its end; negative when it is over. */
export const daysLeft = (endsAt: Date, now: Date): number => daysBetween(civilDayOf(now), civilDayOf(endsAt))

/** 'replaced': the same provider has one that lasts longer, so that nothing hangs on this one. */
export type CertificateStanding = 'expired' | 'soon' | 'fine' | 'replaced'

type Dated = Pick<WatchedCertificate, 'use' | 'holder' | 'endsAt'>

/** Any of a provider's certificates may sign, and so may any of those that sign metadata. */
const isReplaced = (one: Dated, all: readonly Dated[]): boolean =>
  (one.use === 'identityProvider' || one.use === 'metadataSigner') &&
  all.some(({ use, holder, endsAt }) => use === one.use && holder === one.holder && endsAt > one.endsAt)

export function standingOf(one: Dated, all: readonly Dated[], now: Date): CertificateStanding {
  if (isReplaced(one, all)) return 'replaced'
  if (one.endsAt <= now) return 'expired'
  return daysLeft(one.endsAt, now) <= warningDays[0] ? 'soon' : 'fine'
}

/** A number of days that a certificate has passed. */
export interface Warning {
  readonly fingerprint: string
  readonly days: (typeof warningDays)[number]
}

/**
 * What has been passed by now. Metadata that is renewed all the time lives shorter than the longest warning: only those
 * days count that it still had before it when it was first seen.
 */
export function passedWarnings(all: readonly WatchedCertificate[], now: Date): Warning[] {
  const passed = all
    .filter((one) => !isReplaced(one, all))
    .flatMap(({ fingerprint, endsAt, firstSeenAt, use }) =>
      warningDays
        .filter((days) => daysLeft(endsAt, now) <= days)
        .filter((days) => use !== 'metadata' || daysLeft(endsAt, firstSeenAt) > days)
        .map((days) => ({ fingerprint, days })),
    )
  return [...new Map(passed.map((one) => [`${one.fingerprint} ${one.days}`, one])).values()]
}

/** Of several passed at once, as after a time of standing still, the last one is told. */
export function toldWarnings(passed: readonly Warning[]): Warning[] {
  const last = new Map<string, Warning>()
  for (const one of passed) {
    const known = last.get(one.fingerprint)
    if (!known || one.days < known.days) last.set(one.fingerprint, one)
  }
  return [...last.values()]
}

/** What there is to be done about one, as the page says it. */
export type NextStep =
  | 'nothing'
  | 'orderOwn'
  | 'switchOwn'
  | 'orderNext'
  | 'askProvider'
  | 'addSigner'
  | 'fetchMetadata'

export function nextStepOf(one: Dated, standing: CertificateStanding, hasNext: boolean): NextStep {
  if (standing === 'fine' || standing === 'replaced') return 'nothing'
  const steps: Readonly<Record<CertificateUse, NextStep>> = {
    own: hasNext ? 'switchOwn' : 'orderOwn',
    ownNext: 'orderNext',
    identityProvider: 'askProvider',
    metadataSigner: 'addSigner',
    metadata: 'fetchMetadata',
  }
  return steps[one.use]
}
