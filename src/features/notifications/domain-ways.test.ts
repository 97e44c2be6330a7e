import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDayOf } from '../../kernel/civil-day.ts'
import { isWorkingDay } from '../../kernel/danish-holidays.ts'
import { reasons } from './domain.ts'
import { chosenReasons, dueDigests, firstOpening, habitOf, subjectOf, waysOf } from './domain-ways.ts'

describe('ways', () => {
  test.each(reasons)('%s comes in a way one may choose', (reason) => {
    expect(waysOf(reason)).toContain(habitOf(reason).way)
  })
  test('a red matter comes at once; what may cost an access can be moved but not turned off', () => {
    expect(waysOf('roleVacated')).toEqual(['atOnce'])
    expect(waysOf('roleEnded')).toEqual(['atOnce', 'daily', 'weekly', 'portal'])
    expect(waysOf('roleGiven')).toContain('off')
    expect(chosenReasons).not.toContain('digest')
  })
})

const night = { quietFrom: 20, quietUntil: 7, workingDaysOnly: false }
const office = { quietFrom: 17, quietUntil: 8, workingDaysOnly: true }
const lunch = { quietFrom: 12, quietUntil: 13, workingDaysOnly: false }
const weekdays = { quietFrom: null, quietUntil: null, workingDaysOnly: true }

describe('the first opening', () => {
  test.each([
    ['in the day: at once', '2026-11-23T10:00:00Z', night, '2026-11-23T10:00:00.000Z'],
    ['in the evening: next morning', '2026-11-23T20:30:00Z', night, '2026-11-24T06:00:00.000Z'],
    ['before dawn: the same morning', '2026-11-24T03:00:00Z', night, '2026-11-24T06:00:00.000Z'],
    ['the night to summer time: seven is seven', '2026-03-28T21:00:00Z', night, '2026-03-29T05:00:00.000Z'],
    ['the night to winter time', '2026-10-24T20:00:00Z', night, '2026-10-25T06:00:00.000Z'],
    ['Friday evening: Monday', '2026-11-27T17:00:00Z', office, '2026-11-30T07:00:00.000Z'],
    ['before Maundy Thursday: after Easter', '2026-04-01T16:00:00Z', office, '2026-04-07T06:00:00.000Z'],
    ['at noon: an hour later', '2026-11-23T11:15:00Z', lunch, '2026-11-23T12:00:00.000Z'],
    ['a Saturday without quiet hours: Monday', '2026-11-28T09:00:00Z', weekdays, '2026-11-29T23:00:00.000Z'],
  ])('%s', (_name, from, hours, opens) => {
    expect(firstOpening(new Date(from), hours).toISOString()).toBe(opens)
  })

  test('law: it never lies before, stands open itself, and is found within a fortnight', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
        fc.tuple(hour, hour).filter(([from, until]) => from !== until),
        fc.boolean(),
        (from, [quietFrom, quietUntil], workingDaysOnly) => {
          const hours = { quietFrom, quietUntil, workingDaysOnly }
          const opens = firstOpening(from, hours)
          expect(opens.getTime()).toBeGreaterThanOrEqual(from.getTime())
          expect(opens.getTime() - from.getTime()).toBeLessThan(14 * 86_400_000)
          expect(firstOpening(opens, hours)).toEqual(opens)
        },
      ),
    )
  })
})

describe('digests', () => {
  test.each([
    ['before eight', '2026-11-24T06:59:59Z', null],
    [
      'at eight on a Tuesday',
      '2026-11-24T07:00:00Z',
      ['2026-11-24T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ],
    [
      'late in the day: the same hour',
      '2026-11-24T15:00:00Z',
      ['2026-11-24T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ],
    ['a Saturday', '2026-11-28T09:00:00Z', null],
    ['Easter Monday', '2026-04-06T09:00:00Z', null],
    [
      'the Tuesday after it: the weekly one too',
      '2026-04-07T09:00:00Z',
      ['2026-04-07T06:00:00.000Z', '2026-04-07T06:00:00.000Z'],
    ],
    [
      'the first Monday in summer time',
      '2026-03-30T06:00:00Z',
      ['2026-03-30T06:00:00.000Z', '2026-03-30T06:00:00.000Z'],
    ],
  ])('%s', (_name, now, due) => {
    const found = dueDigests(new Date(now))
    expect(found && [found.daily.toISOString(), found.weekly.toISOString()]).toEqual(due)
  })

  test('law: over two years one hour for each working day, and one a week', () => {
    const daily = new Set<number>()
    const weekly = new Set<number>()
    for (
      let at = Date.parse('2026-01-01T00:00:00Z');
      at < Date.parse('2028-01-01T00:00:00Z');
      at += 1_800_000
    ) {
      const due = dueDigests(new Date(at))
      if (!due) continue
      expect(isWorkingDay(civilDayOf(new Date(at)))).toBe(true)
      daily.add(due.daily.getTime())
      weekly.add(due.weekly.getTime())
    }
    expect(daily.size).toBe(504)
    expect(weekly.size).toBe(105)
  })
})

test.each([
  ['tasks', ['taskReceived', 'taskOverdue', 'messageAnswered', 'messageReceived']],
  ['confirmations', ['certificationOpened', 'ownCertificationConsequence', 'roundHeld']],
  ['roles', ['roleGiven', 'pendingRefused', 'letter', 'roleVacated']],
  ['access', ['accessActive', 'accessClosed']],
  ['operations', ['certificateExpiring', 'accessReactivated', 'removalsHeld']],
] as const)('%s are what these are about', (subject, reasons) => {
  expect(reasons.map(subjectOf)).toEqual(reasons.map(() => subject))
})
