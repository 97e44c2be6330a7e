import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { answerDueOn, whyNotAnswerAll } from './domain.ts'

describe('the day an answer is promised by', () => {
  test.each([
    ['2026-11-23', 2, '2026-11-25', 'Monday and two weekdays'],
    ['2026-11-26', 2, '2026-11-30', 'Thursday over a weekend'],
    ['2026-11-27', 1, '2026-11-30', 'Friday over a weekend'],
    ['2026-11-28', 1, '2026-11-30', 'Saturday counts from Monday'],
    ['2026-12-31', 1, '2027-01-01', 'over a new year; holidays are not known here'],
  ])('%s + %i → %s (%s)', (sent, days, due) => {
    expect(answerDueOn(civilDay(sent), days)).toBe(due)
  })

  test('is never a weekend and never earlier than so many days', () => {
    const anyDay = fc.integer({ min: 0, max: 4000 }).map((count) => addDays(civilDay('2026-01-01'), count))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (sent, days) => {
        const due = answerDueOn(sent, days)
        expect([0, 6]).not.toContain(new Date(`${due}T00:00:00Z`).getUTCDay())
        expect(due >= addDays(sent, days)).toBe(true)
      }),
    )
  })
})

test('answering all needs somebody chosen', () => {
  expect(whyNotAnswerAll(0)?.code).toBe('no-thread-chosen')
  expect(whyNotAnswerAll(1)).toBeNull()
})
