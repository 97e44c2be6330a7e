import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import {
  type Answerable,
  answerStateOf,
  byRegion,
  dateFaults,
  lastDayShown,
  percentOf,
  sumByDay,
} from './domain.ts'

const today = civilDay('2026-11-23')
const day = fc.integer({ min: -60, max: 60 }).map((distance) => addDays(today, distance))

describe('the dates of a roll-out', () => {
  test.each([
    ['none', null, null, {}],
    ['due today', null, today, {}],
    ['due yesterday', null, addDays(today, -1), { dueOn: expect.anything() }],
    ['from and to the same day', addDays(today, 3), addDays(today, 3), {}],
    ['end before start', addDays(today, 4), addDays(today, 3), { dueOn: expect.anything() }],
    ['a start alone, long ago', addDays(today, -400), null, {}],
  ])('%s', (_name, startsOn, dueOn, faults) => {
    expect(dateFaults({ startsOn, dueOn }, today)).toEqual(faults)
  })
})

describe('the state of an answer', () => {
  const late = addDays(today, -1)
  test.each<[string, Answerable, string]>([
    ['opted out late', { status: 'completed', outcome: 'optedOut', dueOn: late }, 'optedOut'],
    ['closed without an answer', { status: 'completed', outcome: 'lapsed', dueOn: late }, 'lapsed'],
    ['answered late', { status: 'completed', outcome: 'participated', dueOn: late }, 'completed'],
    ['due today', { status: 'notStarted', outcome: null, dueOn: today }, 'notStarted'],
    ['late and untouched', { status: 'notStarted', outcome: null, dueOn: late }, 'overdue'],
    ['late and under way', { status: 'inProgress', outcome: null, dueOn: late }, 'overdueInProgress'],
    ['under way without deadline', { status: 'inProgress', outcome: null, dueOn: null }, 'inProgress'],
  ])('%s', (_name, task, state) => {
    expect(answerStateOf(task, today)).toBe(state)
  })

  test('what is answered is never overdue (T4)', () => {
    const outcome = fc.constantFrom('participated' as const, 'optedOut' as const, 'lapsed' as const)
    fc.assert(
      fc.property(outcome, fc.option(day), (given, dueOn) => {
        const state = answerStateOf({ status: 'completed', outcome: given, dueOn }, today)
        expect(['completed', 'optedOut', 'lapsed']).toContain(state)
      }),
    )
  })
})

test('only all is 100 percent', () => {
  expect([percentOf(98, 99), percentOf(99, 99), percentOf(0, 0), percentOf(1, 3)]).toEqual([98, 100, 0, 33])
})

test('answers add up day by day to all of them, never falling', () => {
  const answers = fc.uniqueArray(fc.record({ day, answered: fc.nat(9) }), { selector: (one) => one.day })
  const earlier = day.filter((sentOn) => sentOn <= today)
  fc.assert(
    fc.property(answers, earlier, (given, sentOn) => {
      const days = given
        .filter((one) => one.day <= today)
        .sort((one, other) => (one.day < other.day ? -1 : 1))
        .map((one) => ({ ...one, optedOut: Math.min(one.answered, 2) }))
      const points = sumByDay(days, sentOn, today)
      expect(points.at(-1)?.answered).toBe(days.reduce((sum, one) => sum + one.answered, 0))
      for (const [index, point] of points.entries()) {
        expect(point.optedOut).toBeLessThanOrEqual(point.answered)
        if (index > 0) expect(point.answered).toBeGreaterThanOrEqual(points[index - 1]?.answered ?? 0)
      }
    }),
  )
})

describe('the curve ends', () => {
  const on = (distance: number) => [{ day: addDays(today, distance), answered: 1, optedOut: 0 }]
  test.each([
    ['today while the deadline is near', on(-30), addDays(today, -5), today],
    ['two weeks after a deadline long ago', on(-100), addDays(today, -90), addDays(today, -76)],
    ['two weeks after a late answer', on(-50), addDays(today, -90), addDays(today, -36)],
    ['today without answers', [], addDays(today, -90), today],
    ['today without a deadline', on(-100), null, today],
  ])('%s', (_name, days, dueOn, last) => {
    expect(lastDayShown(days, dueOn, today)).toBe(last)
  })
})

test('regions come from the north round to the capital, and what is in none comes last', () => {
  const regions = [null, 'Hovedstaden', 'Sjælland', 'Nordjylland'].map((region) => ({ region }))
  const sorted = regions.sort(byRegion).map(({ region }) => region)
  expect(sorted).toEqual(['Nordjylland', 'Sjælland', 'Hovedstaden', null])
})
