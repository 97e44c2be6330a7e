import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import {
  covers,
  mostAtOnce,
  nearLastDay,
  type OpenAssignment,
  periodFaults,
  type RoleLimits,
  whyNotBePrimary,
  whyNotEnd,
  whyNotGive,
  whyNotGiveToAnybody,
} from './domain.ts'

const today = civilDay('2026-11-23')
const role: RoleLimits = {
  minimumHolders: 1,
  maximumHolders: 2,
  hasPrimary: true,
  isRetired: false,
  ending: null,
  optedOutTask: null,
}
const held = (
  userId: string,
  startsOn: CivilDay = today,
  endsBefore: CivilDay | null = null,
): OpenAssignment => ({
  id: `of-${userId}`,
  userId,
  startsOn,
  endsBefore,
  isPrimary: false,
})
const wanted = { userId: 'nina', userName: 'Nina Falk', startsOn: today, endsBefore: null }
const tomorrow = addDays(today, 1)

test('a period is half-open: the first day with, the last day not', () => {
  const period = { startsOn: today, endsBefore: tomorrow }
  expect([addDays(today, -1), today, tomorrow].map((day) => covers(period, day))).toEqual([
    false,
    true,
    false,
  ])
})

describe('why a role is not given (R2)', () => {
  const cases: [string, RoleLimits, OpenAssignment[], Partial<typeof wanted>, string | null][] = [
    ['to the first', role, [], {}, null],
    ['to the last there is room for', role, [held('a')], {}, null],
    ['beyond the maximum', role, [held('a'), held('b')], {}, 'maximum-holders'],
    ['without a maximum', { ...role, maximumHolders: null }, [held('a'), held('b')], {}, null],
    ['to one who has it', role, [held('nina')], {}, 'already-holder'],
    ['to one who will have it', role, [held('nina', tomorrow)], {}, 'already-holder'],
    ['of a retired role', { ...role, isRetired: true }, [], {}, 'role-retired'],
    ['of a role that ends later', { ...role, ending: { endsBefore: tomorrow } }, [], {}, 'role-ending'],
    [
      'while the task that asks for it is opted out of',
      { ...role, optedOutTask: 139534 },
      [],
      {},
      'opted-out',
    ],
    ['after one has left', role, [held('a'), held('b', today, tomorrow)], { startsOn: tomorrow }, null],
    [
      'before one has left',
      role,
      [held('a'), held('b', today, addDays(tomorrow, 1))],
      { startsOn: tomorrow },
      'maximum-holders',
    ],
    [
      'when those who take turns leave room',
      role,
      [held('a', today, tomorrow), held('b', tomorrow)],
      {},
      null,
    ],
    ['when it fills up later', role, [held('a', tomorrow), held('b', tomorrow)], {}, 'maximum-holders'],
  ]
  test.each(cases)('%s', (_name, limits, open, change, code) => {
    expect(whyNotGive(limits, open, { ...wanted, ...change })?.code ?? null).toBe(code)
  })
})

test('the sentence says the limit and the way out', () => {
  const refusal = whyNotGive({ ...role, maximumHolders: 1 }, [held('a')], wanted)
  expect(refusal?.sentence.da).toBe(
    'Højst én person kan have rollen ad gangen. Afslut rollen for en anden først.',
  )
})

test('the form stays open while somebody on the way out makes room', () => {
  expect(whyNotGiveToAnybody(role, [held('a'), held('b')])?.code).toBe('maximum-holders')
  expect(whyNotGiveToAnybody(role, [held('a'), held('b', today, tomorrow)])).toBeNull()
})

describe('the days wanted', () => {
  const cases: [string, CivilDay, CivilDay | null, string[]][] = [
    ['from today', today, null, []],
    ['for one day', today, tomorrow, []],
    ['from yesterday', addDays(today, -1), null, ['startsOn']],
    ['no day at all', today, today, ['endsBefore']],
    ['backwards', tomorrow, today, ['endsBefore']],
  ]
  test.each(cases)('%s', (_name, startsOn, endsBefore, fields) => {
    expect(Object.keys(periodFaults({ startsOn, endsBefore }, today))).toEqual(fields)
  })
})

test('what has ended, by hand or by its last day, cannot be ended again', () => {
  const period = { startsOn: addDays(today, -9), endsBefore: null, endedAt: null }
  expect(whyNotEnd(period, today)).toBeNull()
  expect(whyNotEnd({ ...period, endedAt: new Date('2026-11-22T10:00:00Z') }, today)?.code).toBe(
    'already-ended',
  )
  expect(whyNotEnd({ ...period, endsBefore: today }, today)?.code).toBe('already-ended')
  expect(whyNotEnd({ ...period, endsBefore: tomorrow }, today)).toBeNull()
})

test('the primary one is one who holds the role today, of a role that has a primary', () => {
  const period = { startsOn: today, endsBefore: null, endedAt: null }
  expect(whyNotBePrimary(role, period, today)).toBeNull()
  expect(whyNotBePrimary({ ...role, hasPrimary: false }, period, today)?.code).toBe('no-primary')
  expect(whyNotBePrimary(role, { ...period, startsOn: tomorrow }, today)?.code).toBe('not-begun')
  expect(whyNotBePrimary(role, { ...period, endsBefore: today }, today)?.code).toBe('already-ended')
})

test('an end within 30 days is shown by its last day', () => {
  const lasting = (endsBefore: CivilDay | null) => nearLastDay({ startsOn: today, endsBefore }, today)
  expect(lasting(civilDay('2026-12-01'))).toBe('2026-11-30')
  expect(lasting(addDays(today, 30))).toBe(addDays(today, 29))
  expect(lasting(addDays(today, 31))).toBeNull()
  expect(lasting(null)).toBeNull()
})

const someDay = fc.integer({ min: 0, max: 40 }).map((count) => addDays(today, count))
const somePeriod = fc
  .tuple(someDay, fc.option(fc.integer({ min: 1, max: 20 })))
  .map(([startsOn, length]) => ({ startsOn, endsBefore: length === null ? null : addDays(startsOn, length) }))

test('law: the most at once is the most on any single day', () => {
  fc.assert(
    fc.property(fc.array(somePeriod, { maxLength: 8 }), somePeriod, (periods, within) => {
      const days = Array.from({ length: 80 }, (_, count) => addDays(today, count)).filter((day) =>
        covers(within, day),
      )
      const counted = days.map((day) => periods.filter((period) => covers(period, day)).length)
      expect(mostAtOnce(periods, within)).toBe(Math.max(0, ...counted))
    }),
  )
})

test('law: giving only what is not refused never passes the maximum on any day', () => {
  fc.assert(
    fc.property(
      fc.array(somePeriod, { maxLength: 10 }),
      fc.integer({ min: 1, max: 3 }),
      (periods, maximumHolders) => {
        const limits = { ...role, maximumHolders }
        const open: OpenAssignment[] = []
        periods.forEach((period, index) => {
          const one = { ...period, userId: `user-${index}`, userName: 'Nina' }
          if (!whyNotGive(limits, open, one)) open.push({ ...one, id: one.userId, isPrimary: false })
        })
        expect(mostAtOnce(open, { startsOn: today, endsBefore: null })).toBeLessThanOrEqual(maximumHolders)
      },
    ),
  )
})
