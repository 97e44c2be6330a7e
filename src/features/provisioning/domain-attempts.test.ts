import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustEscalate, nextAttemptAt } from './domain-attempts.ts'

const now = new Date('2026-11-23T09:00:00Z')
const waitOf = (attempt: number, random: number, atLeast = 0): number =>
  nextAttemptAt(attempt, now, random, atLeast).getTime() - now.getTime()

describe('the next attempt', () => {
  it.each([
    [1, 0, 2_500],
    [1, 0.999999, 5_000],
    [2, 0, 5_000],
    [4, 0.5, 30_000],
    [8, 0, 300_000],
    [5_000, 0.999999, 600_000],
  ])('number %i with chance %f comes after %i ms', (attempt, random, expected) => {
    expect(waitOf(attempt, random)).toBe(expected)
  })

  it('never comes sooner than the target asked, and never later than 10 minutes after that', () => {
    const chance = fc.double({ min: 0, max: 0.999999, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), chance, fc.nat(100_000), (attempt, random, atLeast) => {
        const wait = waitOf(attempt, random, atLeast)
        expect(wait).toBeGreaterThan(atLeast)
        expect(wait).toBeLessThanOrEqual(atLeast + 600_000)
      }),
    )
  })
})

describe('a revocation that is not taken', () => {
  const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
  it.each([
    ['absent', 14, false],
    ['absent', 15, true],
    ['present', 60, false],
  ] as const)('%s for %i minutes: a human is called = %s', (presence, minutes, expected) => {
    expect(mustEscalate(presence, now, after(minutes))).toBe(expected)
  })
})
