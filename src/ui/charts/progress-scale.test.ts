import { describe, expect, it } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { changes, linePath, monthTicks, placeOf, valueTicks } from './progress-scale.ts'

const day = civilDay

describe('scale of the progress curve', () => {
  it('places days between the first and the last', () => {
    expect(placeOf(day('2025-07-01'), day('2025-07-01'), day('2025-09-03'))).toBe(0)
    expect(placeOf(day('2025-09-03'), day('2025-07-01'), day('2025-09-03'))).toBe(100)
    expect(placeOf(day('2025-08-02'), day('2025-07-01'), day('2025-09-03'))).toBe(50)
  })

  it('marks months, and the first day when no month begins near it', () => {
    expect(monthTicks(day('2025-07-01'), day('2025-09-03'))).toEqual([
      '2025-07-01',
      '2025-08-01',
      '2025-09-01',
    ])
    expect(monthTicks(day('2025-07-10'), day('2025-08-20'))).toEqual(['2025-07-10', '2025-08-01'])
    expect(monthTicks(day('2025-07-28'), day('2025-09-20'))).toEqual(['2025-08-01', '2025-09-01'])
    expect(monthTicks(day('2025-07-10'), day('2025-07-12'))).toEqual(['2025-07-10'])
    expect(monthTicks(day('2025-12-01'), day('2026-01-09'))).toEqual(['2025-12-01', '2026-01-01'])
  })

  it.each([
    [98, [0, 25, 50, 75]],
    [99, [0, 25, 50, 75]],
    [11, [0, 5]],
    [4, [0, 1, 2, 3]],
    [1, [0]],
  ])('marks values from zero up to %i', (total, ticks) => {
    expect(valueTicks(total)).toEqual(ticks)
  })

  it('draws a line with zero at the bottom', () => {
    const points = [
      { day: day('2025-07-01'), answered: 0, optedOut: 0 },
      { day: day('2025-07-06'), answered: 49, optedOut: 1 },
      { day: day('2025-07-11'), answered: 98, optedOut: 2 },
    ]
    expect(linePath(points, (point) => point.answered, 98)).toBe('M0 1000L500 500L1000 0')
    expect(linePath([], (point) => point.answered, 98)).toBe('')
  })

  it('lists only the days when something changed, and the ends', () => {
    const points = ['01', '02', '03', '04', '05'].map((date, index) => ({
      day: day(`2025-07-${date}`),
      answered: [0, 0, 3, 3, 3][index] ?? 0,
      optedOut: 0,
    }))
    expect(changes(points).map((point) => point.day)).toEqual(['2025-07-01', '2025-07-03', '2025-07-05'])
  })
})
