/** A day in the Danish calendar, 'YYYY-MM-DD', without a time of day or a zone (T6). */
export type CivilDay = string & { readonly civilDay: unique symbol }

const copenhagenDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Copenhagen',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const dayLength = 86_400_000

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

function fromParts(year: number, month: number, day: number): CivilDay | null {
  if (year < 1900 || year > 2999 || month < 1 || month > 12) return null
  if (day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDay
}

/** Parses 'YYYY-MM-DD'. Returns null for anything else and for days that do not exist. */
export function findCivilDay(text: string): CivilDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? fromParts(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

/** As `findCivilDay`, for text known to be right. Throws RangeError when it is not. */
export function civilDay(text: string): CivilDay {
  const day = findCivilDay(text)
  if (!day) throw new RangeError(`Not a civil day: ${text}`)
  return day
}

/** Parses a day as Danes write it, '25-08-2025' (also with '.', '/' or single digits). Null when it is no day. */
export function parseDanishDay(text: string): CivilDay | null {
  const match = /^\s*(\d{1,2})[-./](\d{1,2})[-./](\d{4})\s*$/.exec(text)
  return match ? fromParts(Number(match[3]), Number(match[2]), Number(match[1])) : null
}

/** The day it is in Copenhagen at an instant: deadlines are civil days there (T6). */
export function civilDayOf(instant: Date): CivilDay {
  return copenhagenDay.format(instant) as CivilDay
}

const utc = (day: CivilDay): number => Date.parse(`${day}T00:00:00Z`)

/** The day `count` days later (earlier when negative). */
export function addDays(day: CivilDay, count: number): CivilDay {
  return new Date(utc(day) + count * dayLength).toISOString().slice(0, 10) as CivilDay
}

/** Whole days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: CivilDay, to: CivilDay): number {
  return Math.round((utc(to) - utc(from)) / dayLength)
}

/** 'dd-mm-åååå', the form of every date on the screens. */
export function formatCivilDay(day: CivilDay): string {
  return `${day.slice(8, 10)}-${day.slice(5, 7)}-${day.slice(0, 4)}`
}
