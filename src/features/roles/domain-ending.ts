/** How a role is taken out of the gallery: said beforehand, carried out on its day, taken back. Pure. */
import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import type { FieldFaults, Refusal } from '../../kernel/errors.ts'
import type { AccessEffect } from './domain-preview.ts'

export interface RoleEnding {
  /** The first day without the role (half-open). */
  readonly endsBefore: CivilDay
  /** Why, and what replaces it; plain text that everybody reads. */
  readonly reason: string
  readonly replacedBy: { readonly id: string; readonly name: string } | null
}

/** That a role ends, as the editor says it. */
export interface EndingDraft {
  readonly endsBefore: CivilDay
  readonly reason: string
  readonly replacedById: string | null
}

/** One time it was said that a role ends, and what became of it. */
export interface PastEnding {
  readonly endsBefore: CivilDay
  readonly reason: string
  readonly setOn: CivilDay
  readonly setByName: string
  readonly isRetired: boolean
  /** Null: it counts. */
  readonly outcome: 'changed' | 'calledOff' | 'takenUp' | null
  readonly overOn: CivilDay | null
  readonly overByName: string | null
}

/** Longest reason, in characters. */
export const mostEndingReason = 500

/** So many days ahead are suggested: all notices before the last day are given, and there is time to hand over. */
const usualNotice = 42

export const suggestedEnd = (today: CivilDay): CivilDay => addDays(today, usualNotice)

/** What a role's ending is asked by. */
interface Endable {
  readonly isRetired: boolean
  readonly ending: Pick<RoleEnding, 'endsBefore'> | null
}

/** What is wrong with what was said; the role that replaces it is looked up by whoever saves. */
export function endingFaults(draft: EndingDraft, roleId: string, today: CivilDay): FieldFaults {
  const faults: FieldFaults = {}
  if (draft.endsBefore < today) {
    faults.endsBefore = {
      da: 'Dagen er passeret. Rollen kan tidligst ophøre i dag.',
      en: 'That day has passed. The role can end today at the earliest.',
    }
  }
  if (draft.replacedById === roleId) {
    faults.replacedById = { da: 'Vælg en anden rolle.', en: 'Choose another role.' }
  }
  return faults
}

const hasEnded: Refusal = {
  code: 'role-retired',
  sentence: {
    da: 'Rollen er udgået. Tag den i brug igen, før du ændrer den.',
    en: 'The role has ended. Bring it back into use before you change it.',
  },
}

const endsToday: Refusal = {
  code: 'role-ends-now',
  sentence: {
    da: 'Dagen er kommet, så det kan ikke ændres længere. Når rollen er udgået, kan den tages i brug igen.',
    en: 'The day has come, so this can no longer be changed. Once the role has ended, it can be brought back into use.',
  },
}

const notEnding: Refusal = {
  code: 'role-not-ending',
  sentence: {
    da: 'Rollen skal ikke ophøre, så der er intet at aflyse.',
    en: 'The role is not going to end, so there is nothing to call off.',
  },
}

const inUse: Refusal = {
  code: 'role-in-use',
  sentence: { da: 'Rollen er i brug.', en: 'The role is in use.' },
}

/** Why it cannot be said that the role ends, or be said anew; null when it can. */
export function whyNotEndRole({ isRetired, ending }: Endable, today: CivilDay): Refusal | null {
  if (isRetired) return hasEnded
  return ending !== null && ending.endsBefore <= today ? endsToday : null
}

/** Why the description cannot be changed: that of a role taken out stays as it was read; null when it can. */
export const whyNotEdit = ({ isRetired }: Pick<Endable, 'isRetired'>): Refusal | null =>
  isRetired ? hasEnded : null

/** Why the ending cannot be called off; null when it can. */
export function whyNotCallOff(role: Endable, today: CivilDay): Refusal | null {
  if (role.ending === null && !role.isRetired) return notEnding
  return whyNotEndRole(role, today)
}

/** Why the role cannot be taken up again; null when it can. */
export const whyNotTakeUp = ({ isRetired }: Pick<Endable, 'isRetired'>): Refusal | null =>
  isRetired ? null : inUse

/** A task description that asks for a role. */
export interface AskingTemplate {
  readonly id: string
  readonly title: string
  /** Its tasks that wait for an answer. */
  readonly openTasks: number
}

/** What the end of a role would do, before it is said. */
export interface EndingEffect {
  /** Who would lose the role on the day. */
  readonly people: number
  readonly municipalities: number
  /** Planned ones that would have begun on the day or later. */
  readonly planned: number
  /** Roles that wait for a first sign-in (R3). */
  readonly waiting: number
  /** Lines of open rounds of confirmation without an answer, and in how many rounds. */
  readonly lines: number
  readonly rounds: number
  readonly templates: readonly AskingTemplate[]
  /** What those who hold the role today would lose, if it ended today. */
  readonly access: AccessEffect
}

/** What was seen, as one line: equal when a later look shows the same. */
export function endingSeenAs(endingVersion: number, draft: EndingDraft, effect: EndingEffect): string {
  const { people, municipalities, planned, waiting, lines, rounds, templates, access } = effect
  return JSON.stringify([
    ...[endingVersion, draft.endsBefore, draft.reason, draft.replacedById],
    ...[people, municipalities, planned, waiting, lines, rounds, access.losing, access.losingAll],
    ...templates.map(({ id, openTasks }) => `${id} ${openTasks}`),
  ])
}
