import type { CivilDay } from '../../kernel/civil-day.ts'

/**
 * What can be wrong with a role in a municipality (R4), the most urgent first. At most one of vacant, tooFew,
 * noPrimary and single; stale and bouncing are of a holder. `role_finding_on` in the database decides.
 */
export const findingKinds = ['vacant', 'tooFew', 'noPrimary', 'stale', 'bouncing', 'single'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Why a holder is taken to be gone: no longer a user there, no privilege left, not signed in for long. */
export type StaleReason = 'left' | 'noPrivilege' | 'notSignedIn'

/** How many findings of each kind. */
export type Counts = Readonly<Record<FindingKind, number>>

export const noFindings: Counts = { vacant: 0, tooFew: 0, noPrimary: 0, stale: 0, bouncing: 0, single: 0 }

export function countsOf(rows: readonly { readonly kind: FindingKind; readonly count: number }[]): Counts {
  const counts = { ...noFindings }
  for (const { kind, count } of rows) counts[kind] += count
  return counts
}

/** One day's counts; a day nobody counted is not among them. */
export interface TrendDay {
  readonly day: CivilDay
  readonly counts: Counts
  readonly isDemo: boolean
}

/**
 * The days in runs without a gap: a line is drawn through each and not from one to the next, where nobody counted.
 * @param days in order
 * @param next the day after a day
 */
export function runsOf<T extends { readonly day: CivilDay }>(
  days: readonly T[],
  next: (day: CivilDay) => CivilDay,
): T[][] {
  const runs: T[][] = []
  for (const one of days) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && next(before.day) === one.day) run.push(one)
    else runs.push([one])
  }
  return runs
}
