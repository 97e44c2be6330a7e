import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'

/** Where a municipality that lacks answers stands in a round that has closed. */
export interface Closing {
  readonly lacks: number
  readonly pausing: number
  readonly ending: number
  /** Behind the brake. */
  readonly held: number
  readonly endsOn: string | null
  readonly answerableUntil: string | null
}

const countOf = (value: EventValue | undefined): number => (typeof value === 'number' ? value : 0)

function dayOf(value: EventValue | undefined): string | null {
  const day = typeof value === 'string' ? findCivilDay(value) : null
  return day && formatCivilDay(day)
}

/** As `certification.closed` tells it; null when nothing lacks, or the event is from before it told so. */
export function closingOf(facts: Readonly<Record<string, EventValue>>): Closing | null {
  const lacks = countOf(facts.undecided)
  if (lacks === 0 || typeof facts.held !== 'number') return null
  return {
    lacks,
    pausing: countOf(facts.pausing),
    ending: countOf(facts.ending),
    held: countOf(facts.held),
    endsOn: dayOf(facts.endsOn),
    answerableUntil: dayOf(facts.answerableUntil),
  }
}

interface Sentence {
  readonly title: string
  readonly text: string
  readonly action: string
}

const rollerDa = (count: number): string => (count === 1 ? '1 rolle' : `${count} roller`)
const rolesEn = (count: number, one: string, many: string): string =>
  count === 1 ? `1 role ${one}` : `${count} roles ${many}`
const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(' ')

/** What comes of the silence, on which day, and until when one can still answer. */
export const closedSentences = {
  da: (round: string, closing: Closing | null): Sentence => {
    if (!closing)
      return {
        title: `Runden ${round} er lukket`,
        text: 'Se, hvad der skete med hver rolle hos jer, også dem uden svar.',
        action: 'Se resultatet',
      }
    const { lacks, pausing, ending, held, endsOn, answerableUntil } = closing
    return {
      title: `Runden ${round} er lukket, og ${lacks} svar mangler`,
      text: joined(
        pausing > 0 && `${rollerDa(pausing)} sættes på pause nu og gælder igen, når I svarer.`,
        ending > 0 && `${rollerDa(ending)} afsluttes ${endsOn ?? 'snart'}, hvis ingen svarer.`,
        held > 0 && `${rollerDa(held)} venter på, at KOMBIT tager stilling.`,
        pausing + ending + held === 0 && 'Rollerne fortsætter, også uden svar.',
        answerableUntil !== null && `I kan svare til og med ${answerableUntil}.`,
      ),
      action: answerableUntil ? 'Svar nu' : 'Se resultatet',
    }
  },
  en: (round: string, closing: Closing | null): Sentence => {
    if (!closing)
      return {
        title: `The round ${round} is closed`,
        text: 'See what became of each role in your municipality, also of those without an answer.',
        action: 'See the result',
      }
    const { lacks, pausing, ending, held, endsOn, answerableUntil } = closing
    return {
      title: `The round ${round} is closed, and ${lacks === 1 ? '1 answer is' : `${lacks} answers are`} missing`,
      text: joined(
        pausing > 0 && `${rolesEn(pausing, 'is', 'are')} paused now, and valid again when you answer.`,
        ending > 0 &&
          `${rolesEn(ending, 'ends', 'end')} ${endsOn ? `on ${endsOn}` : 'soon'} if nobody answers.`,
        held > 0 && `${rolesEn(held, 'is', 'are')} waiting for KOMBIT to decide.`,
        pausing + ending + held === 0 && 'The roles continue, even without an answer.',
        answerableUntil !== null && `You can answer up to and including ${answerableUntil}.`,
      ),
      action: answerableUntil ? 'Answer now' : 'See the result',
    }
  },
}
