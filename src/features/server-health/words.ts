import type { Language } from '../../kernel/language.ts'
import { checkWords, valueWords } from './check-texts.ts'
import type { Answered, Check, Shown } from './domain.ts'
import { serverTexts } from './texts.ts'

/** A value as people read it. */
export function shownWords(shown: Shown, key: string, language: Language): string {
  const texts = serverTexts(language)
  if (shown === null) return texts.unread
  if (typeof shown === 'object')
    return 'word' in shown ? valueWords(language)[shown.word] : texts.atLeast(shown.atLeast)
  if (typeof shown === 'boolean') return shown ? texts.on : texts.off
  if (typeof shown === 'number') return key.endsWith('InHours') ? texts.hours(shown) : String(shown)
  return shown
}

export function nameOfCheck({ key, subject }: Check, language: Language): string {
  const name = checkWords(language)[key]?.name ?? key
  return subject === undefined ? name : `${name}: ${subject}`
}

export const reasonOf = ({ key }: Check, language: Language): string => checkWords(language)[key]?.why ?? ''

/** How many are in the place a check is about; null for other checks, and where nobody could say. */
export function membersIn({ area, key, subject }: Check, { teams }: Answered): number | null {
  if (area !== 'places' || subject === undefined) return null
  if (key === 'team') return teams.find(({ team }) => team === subject)?.members ?? null
  const [team, channel] = subject.split('/')
  const found = teams.find((one) => one.team === team)
  return found?.channels.find((one) => one.channel === channel)?.members ?? null
}
