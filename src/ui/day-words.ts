import { type CivilDay, daysBetween } from '../kernel/civil-day.ts'
import type { Language } from '../kernel/language.ts'

const nearDays: Record<Language, Record<number, string>> = {
  da: { [-2]: 'i forgårs', [-1]: 'i går', 0: 'i dag', 1: 'i morgen', 2: 'i overmorgen' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}

/** Days up to which a distance is told in days: beyond, nobody counts them. */
const mostDays = 400

/** Whole months from a day to a later one. */
function monthsBetween(from: CivilDay, to: CivilDay): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [laterYear = 0, laterMonth = 0, laterDay = 0] = to.split('-').map(Number)
  return (laterYear - year) * 12 + laterMonth - month - (laterDay < day ? 1 : 0)
}

/** How long it is from a day to a later one: '9 dage', beyond 400 days '14 måneder', from two years on '73 år'. */
export function spanWords(from: CivilDay, to: CivilDay, language: Language): string {
  const days = daysBetween(from, to)
  if (days <= mostDays) return dayCount(days, language)
  const months = monthsBetween(from, to)
  const years = Math.floor(months / 12)
  if (years < 2) return language === 'da' ? `${months} måneder` : `${months} months`
  return language === 'da' ? `${years} år` : `${years} years`
}

/** How far a day is from today, in words: 'i overmorgen', '9 dage siden', 'om 27 dage', 'om 73 år'. */
export function relativeDay(day: CivilDay, today: CivilDay, language: Language): string {
  const distance = daysBetween(today, day)
  const near = nearDays[language][distance]
  if (near) return near
  const span = distance > 0 ? spanWords(today, day, language) : spanWords(day, today, language)
  if (language === 'da') return distance > 0 ? `om ${span}` : `${span} siden`
  return distance > 0 ? `in ${span}` : `${span} ago`
}

/** '9 dage', '1 dag'. */
export function dayCount(count: number, language: Language): string {
  if (language === 'da') return `${count} ${count === 1 ? 'dag' : 'dage'}`
  return `${count} ${count === 1 ? 'day' : 'days'}`
}

const locales: Record<Language, string> = { da: 'da-DK', en: 'en-GB' }

/** Formatters are costly to make and pages show hundreds of times: one of each form is kept. */
const kept = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, options: Intl.DateTimeFormatOptions, instant: Date): string {
  const key = `${language} ${JSON.stringify(options)}`
  let formatter = kept.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locales[language], options)
    kept.set(key, formatter)
  }
  return formatter.format(instant)
}

const noonOf = (day: CivilDay): Date => new Date(`${day}T12:00:00Z`)

/** 'onsdag den 3. september 2025'. */
export function longDay(day: CivilDay, language: Language): string {
  return format(
    language,
    { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
    noonOf(day),
  )
}

/** 'fredag'. */
export function weekday(day: CivilDay, language: Language): string {
  return format(language, { weekday: 'long', timeZone: 'UTC' }, noonOf(day))
}

/** 'sep. 2025', where the charts span more than a year. */
export function monthOfYear(day: CivilDay, language: Language): string {
  return format(language, { month: 'short', year: 'numeric', timeZone: 'UTC' }, noonOf(day))
}

/** '3. sep.' as the charts write it. */
export function shortDay(day: CivilDay, language: Language): string {
  return format(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }, noonOf(day))
}

/** The twelve months as three letters. */
export function monthNames(language: Language): string[] {
  return Array.from({ length: 12 }, (_, month) =>
    format(language, { month: 'short', timeZone: 'UTC' }, new Date(Date.UTC(2025, month, 15))).replace(
      '.',
      '',
    ),
  ).map((name) => name.slice(0, 3))
}

/** With a capital first letter, for words that begin a line. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase('da') + words.slice(1)
}
