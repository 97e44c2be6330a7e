import { describe, expect, it } from 'vitest'
import { consequenceOf, pendingIdOf, type Setback, type SetbackCode } from './domain-sending.ts'

const now = new Date('2026-11-23T09:00:00Z')
const failed = (code: SetbackCode, more: Partial<Setback> = {}) => ({
  outcome: 'setback' as const,
  setback: { code, status: 0, errorId: '', afterMs: 0, mayHavePosted: false, ...more },
})
const tried = { kind: 'announcement', attempts: 1, newsSince: now, wasUncertain: false } as const

describe('what follows from an attempt', () => {
  it('is done when it was posted', () => {
    const result = { outcome: 'posted', channelId: 'c', postId: 'p' } as const
    expect(consequenceOf(result, tried, now)).toEqual({ state: 'posted', channelId: 'c', postId: 'p' })
  })

  it.each([
    ['noAnswer', 'failed'],
    ['serverFailed', 'failed'],
    ['rateLimited', 'failed'],
    ['notMember', 'failed'],
    ['tokenDead', 'failed'],
    ['refused', 'held'],
    ['isAdmin', 'held'],
    ['lookedTooFar', 'held'],
  ] as const)('%s is %s', (code, state) => {
    expect(consequenceOf(failed(code), tried, now).state).toBe(state)
  })

  it.each([
    [1, 0, 5],
    [2, 0, 20],
    [7, 0, 3600],
    [50, 0, 3600],
    [1, 42_000, 42],
  ])('attempt %i with %i ms asked for is repeated after %i s', (attempts, afterMs, seconds) => {
    const found = consequenceOf(failed('rateLimited', { afterMs }), { ...tried, attempts }, now)
    expect(found).toMatchObject({ tryAgainAt: new Date(now.getTime() + seconds * 1000) })
  })

  it('waits for a human after a day', () => {
    const newsSince = new Date('2026-11-22T08:59:59Z')
    expect(consequenceOf(failed('noAnswer'), { ...tried, newsSince }, now)).toMatchObject({
      state: 'held',
      setback: { code: 'tooOld' },
    })
    expect(consequenceOf(failed('noAnswer'), { ...tried, kind: 'welcome', newsSince }, now)).toMatchObject({
      state: 'lapsed',
      setback: { code: 'tooOld' },
    })
  })

  it.each([
    [false, false, false],
    [true, false, true],
    [false, true, true],
    [true, true, true],
  ])('was uncertain %s, may have posted %s: is uncertain %s', (wasUncertain, mayHavePosted, isUncertain) => {
    const result = failed('serverFailed', { mayHavePosted })
    expect(consequenceOf(result, { ...tried, wasUncertain }, now)).toMatchObject({ isUncertain })
  })
})

it('names a request the same at every attempt, and no two postings the same', () => {
  const one = { askedAt: now, number: 7 }
  expect(pendingIdOf('bot', one)).toBe(pendingIdOf('bot', { ...one }))
  expect(pendingIdOf('bot', one)).toBe('bot:1795424400000000007')
  expect(pendingIdOf('bot', one)).not.toBe(pendingIdOf('bot', { ...one, number: 8 }))
})
