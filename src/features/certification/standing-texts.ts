import { type CivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import { bilingual, type Language } from '../../kernel/language.ts'
import { type StandingInput, standingOf } from './domain/standing.ts'

const texts = bilingual({
  da: {
    closed: (day: string): string => `Lukket ${day}`,
    answerable: (day: string, until: string): string => `Lukket ${day}, kan besvares til ${until}`,
  },
  en: {
    closed: (day: string): string => `Closed ${day}`,
    answerable: (day: string, until: string): string => `Closed ${day}, can be answered until ${until}`,
  },
})

type Waiting = StandingInput & { readonly undecided: number }

/** 'Lukket 27-11-2026, kan besvares til 20-01-2027', on every page about the round; null while it is open. */
export function closedWords(round: Waiting, today: CivilDay, language: Language): string | null {
  const { closedOn, answerableUntil } = standingOf(round, today)
  if (!closedOn) return null
  const words = texts(language)
  const day = formatCivilDay(closedOn)
  return round.undecided > 0 && answerableUntil
    ? words.answerable(day, formatCivilDay(answerableUntil))
    : words.closed(day)
}
