import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import { isWorkingDay } from '../../kernel/danish-holidays.ts'
import { isTellingTime, ladderFaults, nextSteps, plannedDay, planOf, type Step } from './domain.ts'

const step = (day: number, more: Partial<Step> = {}): Step => ({
  ...{ day, every: null, to: ['performer'], since: null },
  ...{ priorities: ['mandatory', 'recommended', 'voluntary'], kinds: ['plain', 'role'] },
  ...more,
})

describe('the day of a step', () => {
  test.each([
    ['a working day stays', '2026-11-23', -10, '2026-11-13'],
    ['before: never later, past Christmas and a Sunday', '2026-12-30', -3, '2026-12-23'],
    ['on the day, at Easter: before Maundy Thursday', '2027-03-29', 0, '2027-03-24'],
    ['after: never earlier', '2027-03-21', 5, '2027-03-30'],
    ['over the change to summer time', '2027-04-05', -10, '2027-03-24'],
    ['over the change to winter time', '2026-10-30', -10, '2026-10-20'],
  ])('%s: %s %i', (_name, dueOn, day, planned) => {
    expect(plannedDay(civilDay(dueOn), day)).toBe(planned)
  })

  const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(civilDay('2024-01-01'), days))

  test('is a working day, on its own side of what the rule says, and steps keep their order', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -60, max: 90 }),
        fc.integer({ min: 0, max: 30 }),
        (due, day, more) => {
          const planned = plannedDay(due, day)
          expect(isWorkingDay(planned)).toBe(true)
          expect(day <= 0 ? planned <= addDays(due, day) : planned >= addDays(due, day)).toBe(true)
          expect(planned <= plannedDay(due, day + more)).toBe(true)
        },
      ),
    )
  })
})

describe('a plan', () => {
  const dueOn = civilDay('2026-11-23')
  const on = (steps: Step[], day: string, to = day) =>
    planOf(steps, [dueOn], { from: civilDay(day), to: civilDay(to) }).map(
      (one) => `${one.day} ${one.plannedOn} ${one.onDay}`,
    )

  test('has what comes on its days, and on the first what may have been missed', () => {
    const steps = [step(-30), step(-10), step(0)]
    expect(on(steps, '2026-11-13')).toEqual(['-30 2026-10-23 2026-11-13', '-10 2026-11-13 2026-11-13'])
    expect(on(steps, '2026-11-16', '2026-11-30')).toEqual([
      '-30 2026-10-23 2026-11-16',
      '-10 2026-11-13 2026-11-16',
      '0 2026-11-23 2026-11-23',
    ])
    // What was for more than 30 days ago is no longer worth telling.
    expect(on(steps, '2026-11-24')).toEqual(['-10 2026-11-13 2026-11-24', '0 2026-11-23 2026-11-24'])
  })

  test('repeats a step for as long as it is asked', () => {
    expect(on([step(12, { every: 7 })], '2026-12-07', '2027-01-04')).toEqual([
      '12 2026-12-07 2026-12-07',
      '19 2026-12-14 2026-12-14',
      '26 2026-12-21 2026-12-21',
      '33 2026-12-28 2026-12-28',
      '40 2027-01-04 2027-01-04',
    ])
  })

  test('has nothing of the days before a step came into the ladder', () => {
    expect(on([step(-10, { since: civilDay('2026-11-14') })], '2026-11-16')).toEqual([])
    expect(on([step(-10, { since: civilDay('2026-11-13') })], '2026-11-16')).toHaveLength(1)
  })
})

test.each([
  ['2026-11-13', 7, true],
  ['2026-11-13', 6, false],
  ['2026-11-14', 12, false],
  ['2026-12-25', 12, false],
])('told on %s at %i: %s', (day, hour, expected) => {
  expect(isTellingTime(civilDay(day), hour)).toBe(expected)
})

describe('a ladder as typed', () => {
  test.each<[string, Step[], string[]]>([
    ['none', [], ['']],
    ['too many', Array.from({ length: 21 }, (_none, place) => step(place)), ['']],
    ['good', [step(-3), step(5, { every: 7 })], []],
    ['a day twice', [step(-3), step(-3)], ['steps.1.day']],
    ['too far', [step(366)], ['steps.0.day']],
    ['repeated before the deadline', [step(-3, { every: 7 })], ['steps.0.every']],
    ['repeated never', [step(3, { every: 0 })], ['steps.0.every']],
    [
      'to nobody, of nothing',
      [step(1, { to: [], priorities: [], kinds: [] })],
      ['steps.0.to', 'steps.0.priorities', 'steps.0.kinds'],
    ],
  ])('%s', (_name, steps, faults) => {
    expect(Object.keys(ladderFaults(steps))).toEqual(faults)
  })

  test('is kept in order; a step that is new counts from today', () => {
    const today: CivilDay = civilDay('2026-11-13')
    const saved = nextSteps(
      [step(-10)],
      [step(5, { every: 7 }), step(-10, { to: ['responsible'] }), step(-12)],
      today,
    )
    expect(saved.map(({ day, since, to }) => [day, since, ...to])).toEqual([
      [-12, today, 'performer'],
      [-10, null, 'responsible'],
      [5, today, 'performer'],
    ])
  })
})
