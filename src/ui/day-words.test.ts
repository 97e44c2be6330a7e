import { describe, expect, it } from 'vitest'
import { civilDay } from '../kernel/civil-day.ts'
import { capitalised, dayCount, longDay, monthNames, relativeDay, shortDay, weekday } from './day-words.ts'

const today = civilDay('2025-09-03')

describe('relativeDay', () => {
  it.each([
    ['2025-09-03', 'i dag', 'today'],
    ['2025-09-04', 'i morgen', 'tomorrow'],
    ['2025-09-05', 'i overmorgen', 'in 2 days'],
    ['2025-09-06', 'om 3 dage', 'in 3 days'],
    ['2025-09-30', 'om 27 dage', 'in 27 days'],
    ['2025-09-02', 'i går', 'yesterday'],
    ['2025-09-01', 'i forgårs', '2 days ago'],
    ['2025-08-25', '9 dage siden', '9 days ago'],
    ['2026-10-08', 'om 400 dage', 'in 400 days'],
    ['2026-10-09', 'om 13 måneder', 'in 13 months'],
    ['2027-09-02', 'om 23 måneder', 'in 23 months'],
    ['2027-09-03', 'om 2 år', 'in 2 years'],
    ['2099-12-31', 'om 74 år', 'in 74 years'],
    ['2024-07-30', '400 dage siden', '400 days ago'],
    ['2024-07-29', '13 måneder siden', '13 months ago'],
    ['2015-09-04', '9 år siden', '9 years ago'],
  ])('%s', (day, danish, english) => {
    expect(relativeDay(civilDay(day), today, 'da')).toBe(danish)
    expect(relativeDay(civilDay(day), today, 'en')).toBe(english)
  })

  it('counts civil days over a change to winter time', () => {
    expect(relativeDay(civilDay('2025-10-27'), civilDay('2025-10-24'), 'da')).toBe('om 3 dage')
  })
})

describe('words of a day', () => {
  it('writes a day in full, its weekday and its short form', () => {
    expect(longDay(today, 'da')).toBe('onsdag den 3. september 2025')
    expect(longDay(today, 'en')).toBe('Wednesday, 3 September 2025')
    expect(weekday(civilDay('2025-09-05'), 'da')).toBe('fredag')
    expect(shortDay(today, 'da')).toBe('3. sep.')
  })

  it('names the months by three letters', () => {
    expect(monthNames('da').join(' ')).toBe('jan feb mar apr maj jun jul aug sep okt nov dec')
    expect(monthNames('en')[4]).toBe('May')
  })

  it('counts days in singular and plural', () => {
    expect([dayCount(1, 'da'), dayCount(9, 'da'), dayCount(1, 'en'), dayCount(0, 'en')]).toEqual([
      '1 dag',
      '9 dage',
      '1 day',
      '0 days',
    ])
  })

  it('raises a first letter, also æ', () => {
    expect(capitalised('ændret i overmorgen')).toBe('Ændret i overmorgen')
  })
})
