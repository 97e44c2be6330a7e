import { type CivilDay, daysBetween } from '../../kernel/civil-day.ts'
import type { FieldFaults, Refusal } from '../../kernel/errors.ts'

/** Half-open: `endsBefore` is the first day without. */
export interface DeputyPeriod {
  readonly startsOn: CivilDay
  readonly endsBefore: CivilDay
}

/** A deputy nobody has ended. */
export interface OpenDeputy extends DeputyPeriod {
  readonly userId: string
}

/** Days an address that bounced is left in peace; then it may be tried again (R4, N3). */
const bouncedFor = 30

/** A mark on an address made after this instant still holds. */
export const bouncedSince = (now: Date): Date => new Date(now.getTime() - bouncedFor * 86_400_000)

/** A deputy is named for a time and never for good: at most a year (days). */
export const mostDeputyDays = 366

/** What is wrong with the days: nobody acts for somebody backwards in time, and nobody for ever. */
export function deputyPeriodFaults(period: DeputyPeriod, today: CivilDay): FieldFaults {
  const faults: FieldFaults = {}
  if (period.startsOn < today) {
    faults.startsOn = {
      da: 'Stedfortræderen kan tidligst begynde i dag.',
      en: 'The deputy can begin today at the earliest.',
    }
  }
  if (period.endsBefore <= period.startsOn) {
    faults.endsBefore = {
      da: 'Den sidste dag kan ikke ligge før den første.',
      en: 'The last day cannot come before the first.',
    }
  } else if (daysBetween(period.startsOn, period.endsBefore) > mostDeputyDays) {
    faults.endsBefore = {
      da: 'En stedfortræder kan højst udpeges for et år ad gangen.',
      en: 'A deputy can be appointed for at most a year at a time.',
    }
  }
  return faults
}

interface Candidate {
  readonly id: string
  readonly name: string
  readonly isAdministrator: boolean
}

/** Why this person cannot be the deputy in this period (R2); null when they can. */
export function whyNotAppoint(
  candidate: Candidate,
  period: DeputyPeriod,
  open: readonly OpenDeputy[],
): Refusal | null {
  const { id, name } = candidate
  if (candidate.isAdministrator) {
    return {
      code: 'already-administrator',
      sentence: {
        da: `${name} er selv KLIK-administrator og kan det hele i forvejen.`,
        en: `${name} is a KLIK administrator and can do it all already.`,
      },
    }
  }
  const isTaken = open.some(
    (deputy) =>
      deputy.userId === id && deputy.startsOn < period.endsBefore && period.startsOn < deputy.endsBefore,
  )
  // One at a time: all they do must be recorded on behalf of one administrator.
  if (!isTaken) return null
  return {
    code: 'already-deputy',
    sentence: {
      da: `${name} er allerede stedfortræder i en del af perioden.`,
      en: `${name} is a deputy already in part of the period.`,
    },
  }
}

const oneself = (hasOther: boolean): Refusal['sentence'] =>
  hasOther
    ? {
        da: 'Du kan ikke notere, at du selv er stoppet. Det gør en anden KLIK-administrator hos jer.',
        en: 'You cannot record that you yourself have left. Another of your KLIK administrators must do that.',
      }
    : {
        da: 'Du kan ikke notere, at du selv er stoppet, og I har ingen anden KLIK-administrator. Bed jeres it-afdeling give en kollega rettigheden i Fælleskommunal Adgangsstyring. Når kollegaen har logget på Tværs, kan kollegaen notere det.',
        en: 'You cannot record that you yourself have left, and you have no other KLIK administrator. Ask your IT department to give a colleague the right in Fælleskommunal Adgangsstyring. Once the colleague has signed in to Tværs, they can record it.',
      }

/**
 * Why somebody cannot be noted as having left; null when they can.
 * @param users of the municipality: whether anybody else is a KLIK-administrator there
 */
export function whyNotLeave(
  user: { readonly id: string; readonly name: string },
  actor: { readonly id: string; readonly onBehalfOf?: { readonly id: string } | null },
  users: readonly { readonly id: string; readonly isAdministrator: boolean }[],
): Refusal | null {
  if (user.id === actor.id) {
    const hasOther = users.some(({ id, isAdministrator }) => isAdministrator && id !== actor.id)
    return { code: 'oneself', sentence: oneself(hasOther) }
  }
  // All a deputy may rests on the administrator.
  if (user.id !== actor.onBehalfOf?.id) return null
  return {
    code: 'principal',
    sentence: {
      da: `Du handler på vegne af ${user.name} og kan ikke notere, at ${user.name} er stoppet.`,
      en: `You act on behalf of ${user.name} and cannot note that ${user.name} has left.`,
    },
  }
}
