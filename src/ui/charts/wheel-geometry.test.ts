import { describe, expect, it } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { angleOf, at, monthArcs, ringPiece, spread } from './wheel-geometry.ts'

describe('geometry of the year wheel', () => {
  it('has new year at the top and runs clockwise, also in a leap year', () => {
    expect(at(angleOf(civilDay('2025-01-01')), 100)).toEqual({ x: 0, y: -100 })
    expect(angleOf(civilDay('2025-07-02'))).toBeCloseTo(Math.PI, 1)
    expect(at(Math.PI / 2, 100)).toEqual({ x: 100, y: -0 })
    expect(angleOf(civilDay('2024-12-31'))).toBeCloseTo((2 * Math.PI * 365) / 366, 6)
  })

  it('divides the year in twelve months without gaps', () => {
    const arcs = monthArcs(2025)
    expect(arcs).toHaveLength(12)
    expect(arcs[0]?.from).toBe(0)
    expect(arcs[11]?.to).toBe(2 * Math.PI)
    arcs.slice(1).forEach((arc, index) => {
      expect(arc.from).toBeCloseTo(arcs[index]!.to, 10)
    })
  })

  it('draws a piece of a ring', () => {
    expect(ringPiece(0, Math.PI / 2, 50, 100)).toBe('M0 -100A100 100 0 0 1 100 0L50 0A50 50 0 0 0 0 -50Z')
  })

  it('moves marks apart that would cover each other', () => {
    expect(spread([1, 1, 1.05, 2], 0.1).map((angle) => angle.toFixed(2))).toEqual([
      '1.00',
      '1.10',
      '1.20',
      '2.00',
    ])
  })
})
