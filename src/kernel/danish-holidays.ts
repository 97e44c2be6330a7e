import { addDays, type CivilDay, civilDay } from './civil-day.ts'

/** Easter Sunday in the Gregorian calendar, reckoned by Gauss' rule with its later corrections. */
export function easterSunday(year: number): CivilDay {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const leapsLeftOut = century - Math.floor(century / 4)
  const moonCorrection = Math.floor((8 * century + 13) / 25)
  const moonAge = (leapsLeftOut - moonCorrection + 19 * golden + 15) % 30
  const fullMoon =
    moonAge - Math.floor(moonAge / 28) * (1 - Math.floor(29 / (moonAge + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - leapsLeftOut) % 7
  return addDays(civilDay(`${year}-03-28`), fullMoon - weekday)
}

/** Days from Easter Sunday on which Danes are off because of it: Maundy Thursday to Whit Monday. */
const aroundEaster = [-3, -2, 0, 1, 39, 49, 50]

/** The last year in which the fourth Friday after Easter (store bededag) was a holiday (act 214 of 2023). */
const lastPrayerDay = 2023

const found = new Map<number, ReadonlySet<CivilDay>>()

/**
 * The Danish public holidays of a year. Those that are off by agreement alone (Constitution Day, Christmas Eve, New Year's
 * Eve) are with them: municipal offices are closed then.
 */
export function danishHolidays(year: number): ReadonlySet<CivilDay> {
  const known = found.get(year)
  if (known) return known
  const easter = easterSunday(year)
  const days = new Set([
    ...aroundEaster.map((days) => addDays(easter, days)),
    ...(year <= lastPrayerDay ? [addDays(easter, 26)] : []),
    ...['01-01', '06-05', '12-24', '12-25', '12-26', '12-31'].map((day) => civilDay(`${year}-${day}`)),
  ])
  found.set(year, days)
  return days
}

export const isDanishHoliday = (day: CivilDay): boolean => danishHolidays(Number(day.slice(0, 4))).has(day)

/** The day of the week by ISO 8601: Monday is 1, Sunday 7. */
export const weekdayOf = (day: CivilDay): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Monday to Friday, but for holidays. */
export const isWorkingDay = (day: CivilDay): boolean => weekdayOf(day) <= 5 && !isDanishHoliday(day)

/** The day itself if it is a working day, otherwise the last one before it. */
export function workingDayOnOrBefore(day: CivilDay): CivilDay {
  return isWorkingDay(day) ? day : workingDayOnOrBefore(addDays(day, -1))
}

/** The day itself if it is a working day, otherwise the first one after it. */
export function workingDayOnOrAfter(day: CivilDay): CivilDay {
  return isWorkingDay(day) ? day : workingDayOnOrAfter(addDays(day, 1))
}
