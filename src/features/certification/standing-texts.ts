import { type CivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import { bilingual, type Language } from '../../kernel/language.ts'
import { type LastDay, type StandingInput, standingOf } from './domain/standing.ts'

/** More roles than this with the same last day are counted, not named. */
const mostNames = 2

const texts = bilingual({
  da: {
    locale: 'da-DK',
    closed: (day: string): string => `Lukket ${day}`,
    answerable: (closed: string, until: string): string => `${closed}, kan besvares ${until}`,
    until: (day: string): string => `til og med ${day}`,
    untilFor: (day: string, roles: string): string => `til og med ${day} for ${roles}`,
    roles: (count: number): string => `${count} roller`,
  },
  en: {
    locale: 'en-GB',
    closed: (day: string): string => `Closed ${day}`,
    answerable: (closed: string, until: string): string => `${closed}, can be answered ${until}`,
    until: (day: string): string => `up to and including ${day}`,
    untilFor: (day: string, roles: string): string => `up to and including ${day} for ${roles}`,
    roles: (count: number): string => `${count} roles`,
  },
})

/**
 * 'Lukket 27-11-2026, kan besvares til og med 20-01-2027', on every page about the round; null while it is open. Where
 * the last day is not the same for all its roles, each is told with its own.
 * @param round its roles are those in which a line waits for an answer
 */
export function closedWords(round: StandingInput, today: CivilDay, language: Language): string | null {
  const { closedOn, lastDays } = standingOf(round, today)
  if (!closedOn) return null
  const words = texts(language)
  const closed = words.closed(formatCivilDay(closedOn))
  const [first] = lastDays
  if (!first) return closed
  if (lastDays.length === 1) return words.answerable(closed, words.until(formatCivilDay(first.day)))
  const list = new Intl.ListFormat(words.locale)
  const told = lastDays.map(({ day, roleNames }: LastDay) =>
    words.untilFor(
      formatCivilDay(day),
      roleNames.length > mostNames ? words.roles(roleNames.length) : list.format(roleNames),
    ),
  )
  return words.answerable(closed, list.format(told))
}
