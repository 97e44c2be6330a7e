import { expect, test } from 'vitest'
import { civilDay } from './civil-day.ts'
import {
  danishHolidays,
  easterSunday,
  isDanishHoliday,
  isWorkingDay,
  weekdayOf,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from './danish-holidays.ts'

test.each([
  [1954, '1954-04-18'],
  [1981, '1981-04-19'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
])('Easter Sunday of %i is %s', (year, day) => {
  expect(easterSunday(year)).toBe(day)
})

test('Easter is a Sunday from 22 March to 25 April in every year the calendar knows', () => {
  const wrong = Array.from({ length: 1100 }, (_, place) => easterSunday(1900 + place)).filter((day) => {
    const monthDay = day.slice(5)
    return weekdayOf(day) !== 7 || monthDay < '03-22' || monthDay > '04-25'
  })
  expect(wrong).toEqual([])
})

test('the holidays of 2026', () => {
  expect([...danishHolidays(2026)].sort()).toEqual([
    '2026-01-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-14',
    '2026-05-24',
    '2026-05-25',
    '2026-06-05',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
    '2026-12-31',
  ])
})

test('store bededag was a holiday until 2023', () => {
  expect(isDanishHoliday(civilDay('2023-05-05'))).toBe(true)
  expect(isDanishHoliday(civilDay('2024-04-26'))).toBe(false)
})

test.each([
  ['2026-11-27', true, 'Friday'],
  ['2026-11-28', false, 'Saturday'],
  ['2026-11-29', false, 'Sunday'],
  ['2026-04-06', false, 'Easter Monday'],
  ['2026-04-07', true, 'the day after'],
])('%s is a working day: %s (%s)', (day, is) => {
  expect(isWorkingDay(civilDay(day))).toBe(is)
})

test('the working days around Easter 2026', () => {
  expect(workingDayOnOrBefore(civilDay('2026-04-06'))).toBe('2026-04-01')
  expect(workingDayOnOrAfter(civilDay('2026-04-02'))).toBe('2026-04-07')
  expect(workingDayOnOrAfter(civilDay('2026-04-07'))).toBe('2026-04-07')
})
