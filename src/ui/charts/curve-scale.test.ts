import { describe, expect, it } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { linePath, monthTicks, placeOf, valueTicks, wordPlaces } from './curve-scale.ts'
import { changes } from './progress-curve.tsx'

const day = civilDay

describe('scale of a curve', () => {
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
      { day: day('2025-07-01'), value: 0 },
      { day: day('2025-07-06'), value: 49 },
      { day: day('2025-07-11'), value: 98 },
    ]
    const scale = { from: day('2025-07-01'), to: day('2025-07-11'), most: 98 }
    expect(linePath(points, scale)).toBe('M0 1000L500 500L1000 0')
    expect(linePath(points.slice(1), scale)).toBe('M500 500L1000 0')
    expect(linePath([], scale)).toBe('')
  })

  it.each([[[100, 102, 104]], [[14, 14, 14]], [[224, 224, 224]], [[20, 222, 224]], [[30, 120, 200]]])(
    'keeps the words of lines that end at %j apart and above the months',
    (ends) => {
      const places = wordPlaces(ends, false)
      expect(Math.max(...places)).toBeLessThanOrEqual(206)
      for (const [index, place] of places.entries())
        if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(38)
    },
  )

  it('lists only the days when something changed, and the ends', () => {
    const points = ['01', '02', '03', '04', '05'].map((date, index) => ({
      day: day(`2025-07-${date}`),
      answered: [0, 0, 3, 3, 3][index] ?? 0,
      optedOut: 0,
    }))
    expect(changes(points).map((point) => point.day)).toEqual(['2025-07-01', '2025-07-03', '2025-07-05'])
  })
})
