import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'

/** What comes of those whom the brake held in a municipality, once operations have decided (C4). */
export interface BrakeFate {
  readonly people: number
  readonly isPaused: boolean
  /** The day the role ends for them; null where it does not, or the event does not say. */
  readonly endsOn: string | null
  readonly answerableUntil: string | null
}

function dayOf(value: EventValue | undefined): string | null {
  const day = typeof value === 'string' ? findCivilDay(value) : null
  return day && formatCivilDay(day)
}

/** As `certification.brakeDecided` tells it. */
export const brakeFateOf = (facts: Readonly<Record<string, EventValue>>): BrakeFate => ({
  people: typeof facts.lines === 'number' ? facts.lines : 1,
  isPaused: facts.policy === 'suspend',
  endsOn: dayOf(facts.endsOn),
  answerableUntil: dayOf(facts.answerableUntil),
})

interface Told {
  readonly round: string
  readonly role: string
  readonly brake: BrakeFate
}

interface Sentence {
  readonly title: string
  readonly text: string
  readonly action: string
}

const personer = (count: number): string => (count === 1 ? '1 person' : `${count} personer`)
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(' ')

export const brakeSentences = {
  da: {
    approved: ({ round, role, brake }: Told): Sentence => ({
      title: brake.isPaused
        ? `Rollen ${role} er sat på pause for ${personer(brake.people)}`
        : `${personer(brake.people)} mister rollen ${role} ${brake.endsOn ? `den ${brake.endsOn}` : 'snart'}, hvis ingen svarer`,
      text: joined(
        `KOMBIT har taget stilling til dem uden svar i runden ${round}.`,
        brake.isPaused && 'Rollen gælder igen, når I svarer.',
        brake.answerableUntil !== null && `I kan svare til og med ${brake.answerableUntil}.`,
      ),
      action: 'Svar nu',
    }),
    rejected: ({ round, role, brake }: Told): Sentence => ({
      title: `${personer(brake.people)} beholder rollen ${role}, selv om ingen har svaret`,
      text: joined(
        `Det har KOMBIT besluttet for dem uden svar i runden ${round}.`,
        brake.answerableUntil !== null && `I kan stadig svare til og med ${brake.answerableUntil}.`,
      ),
      action: 'Se runden',
    }),
  },
  en: {
    approved: ({ round, role, brake }: Told): Sentence => ({
      title: brake.isPaused
        ? `The role ${role} is paused for ${people(brake.people)}`
        : `${people(brake.people)} will lose the role ${role} ${brake.endsOn ? `on ${brake.endsOn}` : 'soon'} if nobody answers`,
      text: joined(
        `KOMBIT has decided about those without an answer in the round ${round}.`,
        brake.isPaused && 'The role applies again when you answer.',
        brake.answerableUntil !== null && `You can answer up to and including ${brake.answerableUntil}.`,
      ),
      action: 'Answer now',
    }),
    rejected: ({ round, role, brake }: Told): Sentence => ({
      title: `${people(brake.people)} will keep the role ${role} even though nobody has answered`,
      text: joined(
        `KOMBIT has decided this for those without an answer in the round ${round}.`,
        brake.answerableUntil !== null &&
          `You can still answer up to and including ${brake.answerableUntil}.`,
      ),
      action: 'See the round',
    }),
  },
}
