/** How assignments end with their role. Pure. */
import { type CivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Refusal } from '../../kernel/errors.ts'
import type { Period, RoleLimits } from './domain.ts'

/** Who ended what ends with its role. */
export const portalName = 'Tværs'

/** Why an assignment ended with its role, in the municipality's own record. */
export const roleEnded = 'Rollen er udgået.'

/** The code of the refusal with which a promise falls. */
export const retiredCode = 'role-retired'

export const retired: Refusal = {
  code: retiredCode,
  sentence: { da: 'Rollen er udgået og kan ikke gives.', en: 'The role has ended and cannot be given.' },
}

/** Why the role is given to nobody more: it ends. Whoever is to have it until then has it. */
export const givenNoMore = (endsBefore: CivilDay): Refusal => ({
  code: 'role-ending',
  sentence: {
    da: `Rollen ophører den ${formatCivilDay(endsBefore)} og kan ikke gives til flere.`,
    en: `The role ends on ${formatCivilDay(endsBefore)} and can no longer be given to anybody.`,
  },
})

/** Whether a period would begin when the role has ended. */
export const beginsTooLate = (
  { ending }: Pick<RoleLimits, 'ending'>,
  { startsOn }: Pick<Period, 'startsOn'>,
): boolean => ending !== null && startsOn >= ending.endsBefore

/** The first day without: the assignment's own, or its role's where that comes first; null: it lasts. */
export function firstDayWithout(own: CivilDay | null, ending: RoleLimits['ending']): CivilDay | null {
  const roles = ending?.endsBefore ?? null
  if (own === null || roles === null) return own ?? roles
  return own < roles ? own : roles
}
