import type { Finding, KnownPerson } from './domain-reconciliation.ts'
import { listsOf, type Survey } from './domain-survey.ts'

/** Why nothing may be concluded from a reading (A4). */
export type Distrust = {
  readonly code: 'listCut' | 'listEmpty' | 'listGappy' | 'accountsGappy'
  readonly facts: Readonly<Record<string, string | number>>
}

/** A list that lacks more than half of those who should be in it, of at least so many, is more likely wrong than right. */
const fewestForGaps = 5

/**
 * Null when the reading can be believed. A list shorter than the target's own count is cut off, whoever says otherwise;
 * one that is empty, or lacks most of those who should be in it, needs an operator's word.
 * @param trustsGaps an operator has said that it is right
 */
export function whyDistrust(
  known: readonly KnownPerson[],
  survey: Survey,
  trustsGaps: boolean,
): Distrust | null {
  const present = known.filter((person) => person.isSettled && person.presence === 'present')
  for (const { team, channel, state, members, counted } of listsOf(survey)) {
    const name = channel ? `${team}/${channel}` : team
    if (counted !== null && members.size < counted)
      return { code: 'listCut', facts: { place: name, read: members.size, counted } }
    if (state !== 'open' || trustsGaps) continue
    const expected = present.filter((person) =>
      person.wanted.some((one) => one.team === team && (!channel || one.channels.includes(channel))),
    )
    const found = expected.filter(({ accountId }) => members.has(accountId ?? '')).length
    const facts = { place: name, expected: expected.length, found }
    if (expected.length >= 2 && members.size === 0) return { code: 'listEmpty', facts }
    if (expected.length >= fewestForGaps && found * 2 < expected.length) return { code: 'listGappy', facts }
  }
  const withAccount = present.filter(({ accountId }) => accountId !== null)
  const found = withAccount.filter(({ accountId }) => survey.accounts.has(accountId ?? '')).length
  const isGappy = withAccount.length >= 2 && found * 2 < withAccount.length
  return isGappy && !trustsGaps
    ? { code: 'accountsGappy', facts: { expected: withAccount.length, found } }
    : null
}

/** When so many removals at once wait for an operator; set for each target. */
export interface BrakeRule {
  /** More than this part of the people there, in percent. */
  readonly percent: number
  /** More than this number, whatever part it is. */
  readonly number: number
}

/** As C4 has it for roles. */
export const usualBrake: BrakeRule = { percent: 10, number: 20 }

/** Two of a handful are a part of their own accord: below this number the part says nothing. */
const fewestForPart = 3

/** Whether removals wait for an operator's word (C4 for a whole target). */
export function mustBrake(removals: number, people: number, { percent, number }: BrakeRule): boolean {
  if (removals > number) return true
  return removals >= fewestForPart && removals * 100 > people * percent
}

export const isRemoval = ({ remedy }: Pick<Finding, 'remedy'>): boolean =>
  remedy === 'revoke' || remedy === 'remove'

/** How many accounts would lose something. */
export const removalsIn = (findings: readonly Finding[]): number =>
  new Set(findings.filter(isRemoval).map(({ account }) => account?.id)).size
