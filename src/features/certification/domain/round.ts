import { addDays, type CivilDay, daysBetween } from '../../../kernel/civil-day.ts'
import type { FieldFaults, Refusal, Sentence } from '../../../kernel/errors.ts'
import type { NonResponse } from '../../roles/index.ts'

export const roundKinds = ['regular', 'rerun', 'leaver', 'mover'] as const
export type RoundKind = (typeof roundKinds)[number]
export type RoundStatus = 'open' | 'closed' | 'settled'

/** Which municipalities are asked (C1). */
export type RoundAudience =
  | { readonly kind: 'all' }
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'list'; readonly organisationIds: readonly number[] }

/** In the order they are offered (C3). */
export const nonResponses = ['keep', 'suspend', 'remove'] as const satisfies readonly NonResponse[]

/** What happens without an answer: what each role says, or one thing for the whole round (C3). */
export type NonResponseChoice = NonResponse | 'asRole'

/** The five fields. */
export interface RoundPlan {
  readonly name: string
  readonly roleIds: readonly string[]
  readonly audience: RoundAudience
  /** The last day to answer. */
  readonly closesOn: CivilDay
  readonly nonResponse: NonResponseChoice
  /** Days from the close to a removal; null: what each role says. */
  readonly graceDays: number | null
}

/** Days a round lasts when nobody says otherwise: the first reminder has room before it. */
export const standardDays = 40

/** Days to answer for somebody who has left, or moved (C6). */
export const leaverDays = 14

/** Most days from the start to the close. */
export const mostRoundDays = 365

/** Longest grace, in days. */
export const mostGraceDays = 365

/** Days after the close when a late answer still counts, whatever the role says. */
export const lateDays = 14

export const mostNameCharacters = 120

const fault = (da: string, en: string): Sentence => ({ da, en })

export const missingDay = fault('Skriv, hvornår runden skal lukke.', 'Write when the round should close.')

/** A plan as it was typed: the day may be missing, and the grace be no number. */
export type RoundDraft = Omit<RoundPlan, 'closesOn'> & { readonly closesOn: CivilDay | null }

/** What is wrong with a plan, by field; an empty object when nothing is. */
export function planFaults(plan: RoundDraft, today: CivilDay): FieldFaults {
  const faults: FieldFaults = {}
  const days = plan.closesOn && daysBetween(today, plan.closesOn)
  if (!plan.name.trim())
    faults.name = fault('Skriv, hvad runden skal hedde.', 'Write what the round is called.')
  if (plan.roleIds.length === 0) faults.roleIds = fault('Vælg mindst én rolle.', 'Choose at least one role.')
  if (days === null) faults.closesOn = missingDay
  else if (days < 1)
    faults.closesOn = fault(
      'Runden kan tidligst lukke i morgen.',
      'The round can close tomorrow at the earliest.',
    )
  else if (days > mostRoundDays)
    faults.closesOn = fault('En runde kan højst vare et år.', 'A round can last a year at most.')
  const { audience } = plan
  if (audience.kind === 'regions' && audience.regions.length === 0)
    faults.regions = fault('Vælg mindst én region.', 'Choose at least one region.')
  if (audience.kind === 'list' && audience.organisationIds.length === 0)
    faults.organisationIds = fault('Vælg mindst én kommune.', 'Choose at least one municipality.')
  if (plan.graceDays !== null && !(plan.graceDays >= 0 && plan.graceDays <= mostGraceDays))
    faults.graceDays = fault(
      `Skriv et antal dage fra 0 til ${mostGraceDays}.`,
      `Write a number of days from 0 to ${mostGraceDays}.`,
    )
  return faults
}

/** The role's own rule, unless the round has one for all (C3). */
export function ruleOf(
  role: { readonly nonResponse: NonResponse; readonly graceDays: number },
  plan: Pick<RoundPlan, 'nonResponse' | 'graceDays'>,
): { nonResponse: NonResponse; graceDays: number } {
  return {
    nonResponse: plan.nonResponse === 'asRole' ? role.nonResponse : plan.nonResponse,
    graceDays: plan.graceDays ?? role.graceDays,
  }
}

/** The day of removal, so long after the last day to answer; on that day itself one may still answer. */
export const removalDay = (lastDay: CivilDay, graceDays: number): CivilDay =>
  addDays(lastDay, Math.max(1, graceDays))

/** The day nobody's answer costs the access; null when it never does. @param closesOn the last day to answer */
export function losesOn(
  rule: { readonly nonResponse: NonResponse; readonly graceDays: number },
  closesOn: CivilDay,
): CivilDay | null {
  if (rule.nonResponse === 'keep') return null
  return rule.nonResponse === 'suspend' ? addDays(closesOn, 1) : removalDay(closesOn, rule.graceDays)
}

/** Why nobody can be asked again; null when somebody can. */
export function whyNotRerun(round: {
  readonly status: RoundStatus
  readonly undecided: number
}): Refusal | null {
  if (round.status === 'open')
    return {
      code: 'round-open',
      sentence: fault('Runden er åben endnu. Luk den først.', 'The round is still open. Close it first.'),
    }
  if (round.undecided > 0) return null
  return {
    code: 'all-answered',
    sentence: fault(
      'Ingen linjer mangler svar, så der er ingen at spørge om igen.',
      'No lines are missing an answer, so there is nobody to ask about again.',
    ),
  }
}
