import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { ProgressCurve, type ProgressPoint } from './progress-curve.tsx'

const drawn = (points: readonly ProgressPoint[]): string =>
  renderToString(<ProgressCurve summary="Svar" points={points} total={99} deadline={null} />)

const start = civilDay('2025-07-01')
const point = (days: number, answered: number, optedOut: number): ProgressPoint => ({
  day: addDays(start, days),
  answered,
  optedOut,
})

/** How far down the words at the end of each line begin. */
const wordsAt = (html: string): number[] =>
  [...html.matchAll(/class="tv-curve-word" x="[^"]+" y="([\d.]+)"/g)].map((match) => Number(match[1]))

describe('the words at the end of the lines', () => {
  it('are one alone when nobody opted out', () => {
    expect(wordsAt(drawn([point(0, 0, 0)]))).toHaveLength(1)
  })

  it.each([
    [1, 1],
    [3, 2],
    [50, 49],
    [99, 99],
    [99, 1],
  ])('are apart, and above the months, at %i and %i', (answered, optedOut) => {
    const [upper = 0, lower = 0] = wordsAt(drawn([point(0, 0, 0), point(9, answered, optedOut)]))
    expect(lower - upper).toBeGreaterThanOrEqual(38)
    expect(lower).toBeLessThanOrEqual(206)
  })
})

describe('the months', () => {
  it('have their year when the days span more than one', () => {
    expect(drawn([point(0, 0, 0), point(60, 5, 0)])).not.toContain('aug. 2025')
    expect(drawn([point(0, 0, 0), point(500, 5, 0)])).toMatch(/jan\. 2026|okt\. 2025|nov\. 2025|dec\. 2025/)
  })
})
