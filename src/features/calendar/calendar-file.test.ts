import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { type CalendarParts, calendarFile, type StampedEntry } from './calendar-file.ts'

const portal = new URL('https://tvaers.example')
const entry: StampedEntry = {
  key: 'opgave-139534',
  uid: 'opgave-139534@tvaers.example',
  on: civilDay('2026-12-01'),
  summary: 'Frist: Skift adgangskoder, også på ældre udstyr; se vejledningen',
  description: 'Sidste dag for opgave #139534. Du er ansvarlig.',
  path: '/opgaver/139534',
  sequence: 3,
  changedAt: new Date('2026-11-23T09:00:00Z'),
}
const parts: CalendarParts = {
  name: 'Frister i Tværs, Korsbæk Kommune',
  language: 'da',
  portal,
  entries: [entry],
}

/** As a program that shares no code with the writer reads it. */
const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  return { calendar, events }
}

describe('the file', () => {
  test('is read back as it was meant', () => {
    const { calendar, events } = read(calendarFile(parts))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Tvaers//Tvaers//DA')
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toMatch(/^Frister i Tværs\\?, Korsbæk Kommune$/)
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H')
    expect(calendar.getFirstPropertyValue('method')).toBeNull()
    const [event] = events
    if (!event) throw new Error('No event')
    expect(event.uid).toBe(entry.uid)
    expect(event.sequence).toBe(3)
    expect(event.summary).toBe(entry.summary)
    expect(event.description).toBe(entry.description)
    expect([event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]).toEqual([
      true,
      '2026-12-01',
      '2026-12-02',
    ])
    const propertyOf = (name: string) => String(event.component.getFirstPropertyValue(name))
    expect(propertyOf('url')).toBe('https://tvaers.example/opgaver/139534')
    expect(propertyOf('dtstamp')).toBe('2026-11-23T09:00:00Z')
    expect(propertyOf('last-modified')).toBe('2026-11-23T09:00:00Z')
    expect(propertyOf('transp')).toBe('TRANSPARENT')
    expect(event.component.getAllSubcomponents('valarm')).toEqual([])
    expect(event.component.getFirstProperty('attendee')).toBeNull()
    expect(event.component.getFirstProperty('organizer')).toBeNull()
  })

  test.each(['2027-03-28', '2026-10-25', '2028-02-29', '2026-12-31'])(
    'the civil day %s stays that day, whatever the clocks do',
    (day) => {
      const { events } = read(calendarFile({ ...parts, entries: [{ ...entry, on: civilDay(day) }] }))
      expect(events[0]?.startDate.toString()).toBe(day)
      expect(events[0]?.duration.toSeconds()).toBe(86_400)
    },
  )

  test('without anything to do is still a calendar', () => {
    const { calendar, events } = read(calendarFile({ ...parts, entries: [] }))
    expect([calendar.name, events]).toEqual(['vcalendar', []])
  })

  test('the same entries give the same bytes', () => {
    expect(calendarFile({ ...parts, entries: [{ ...entry }] })).toBe(calendarFile(parts))
  })
})

/** What people type: letters of any length in bytes, and all that means something to the format. */
const typed = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(',', ';', '\\', '\n', '"', ':', 'æøå', '👩🏼‍🎓', '\\n'),
    ),
    {
      maxLength: 60,
    },
  )
  .map((pieces) => pieces.join(''))

test('whatever is typed: lines of 75 octets at most, CR LF, and read back to the letter', () => {
  fc.assert(
    fc.property(typed, typed, (summary, description) => {
      const file = calendarFile({ ...parts, entries: [{ ...entry, summary, description }] })
      expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
      const lines = file.split('\r\n')
      expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([])
      expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
      const { events } = read(file)
      expect(events).toHaveLength(1)
      expect([events[0]?.summary ?? '', events[0]?.description ?? '']).toEqual([summary, description])
    }),
    { numRuns: 300 },
  )
})
