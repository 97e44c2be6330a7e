import { describe, expect, test } from 'vitest'
import {
  daysLeft,
  nextStepOf,
  passedWarnings,
  standingOf,
  toldWarnings,
  type WatchedCertificate,
} from './domain.ts'

const now = new Date('2026-11-23T09:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)

const certificate = (days: number, more: Partial<WatchedCertificate> = {}): WatchedCertificate => ({
  use: 'own',
  holder: '',
  subject: 'CN=Tværs',
  fingerprint: `f${days}`,
  endsAt: inDays(days),
  firstSeenAt: inDays(-400),
  ...more,
})

test('days are counted in Copenhagen', () => {
  // Half past midnight there, the day before in UTC.
  expect(daysLeft(new Date('2026-11-24T23:30:00Z'), now)).toBe(2)
  expect(daysLeft(new Date('2026-11-23T22:59:00Z'), now)).toBe(0)
  expect(daysLeft(new Date('2026-11-22T12:00:00Z'), now)).toBe(-1)
})

describe('how one stands', () => {
  test.each([
    [61, 'fine'],
    [60, 'soon'],
    [1, 'soon'],
    [0, 'expired'],
    [-30, 'expired'],
  ])('%i days left: %s', (days, standing) => {
    expect(standingOf(certificate(days), [], now)).toBe(standing)
  })

  const idp = (days: number, holder = 'A') => certificate(days, { use: 'identityProvider', holder })
  test('a provider’s older one is replaced by its newer one, also when it has expired', () => {
    const all = [idp(-3), idp(200), idp(10, 'B')]
    expect(all.map((one) => standingOf(one, all, now))).toEqual(['replaced', 'fine', 'soon'])
  })

  test('ours is replaced by nobody but us', () => {
    const all = [certificate(3), certificate(300, { use: 'ownNext' })]
    expect(all.map((one) => standingOf(one, all, now))).toEqual(['soon', 'fine'])
  })
})

describe('what is passed', () => {
  test.each([
    [61, []],
    [60, [60]],
    [31, [60]],
    [30, [60, 30]],
    [14, [60, 30, 14]],
    [7, [60, 30, 14, 7]],
    [0, [60, 30, 14, 7]],
    [-5, [60, 30, 14, 7]],
  ])('%i days left: %j', (days, passed) => {
    expect(passedWarnings([certificate(days)], now).map((one) => one.days)).toEqual(passed)
  })

  test('of several at once the last is told, for each certificate', () => {
    const passed = passedWarnings([certificate(10), certificate(45), certificate(90)], now)
    expect(toldWarnings(passed)).toEqual([
      { fingerprint: 'f10', days: 14 },
      { fingerprint: 'f45', days: 60 },
    ])
  })

  test('one certificate of two providers is passed once', () => {
    const shared = { use: 'identityProvider' as const, fingerprint: 'x' }
    const all = [certificate(20, { ...shared, holder: 'A' }), certificate(20, { ...shared, holder: 'B' })]
    expect(passedWarnings(all, now)).toHaveLength(2)
  })

  test('what is replaced is nobody’s concern', () => {
    const all = [
      certificate(5, { use: 'identityProvider', holder: 'A' }),
      certificate(500, { use: 'identityProvider', holder: 'A' }),
    ]
    expect(passedWarnings(all, now)).toEqual([])
  })

  test('metadata renewed every few days is told of only when it is not', () => {
    const metadata = (left: number, livedFor: number) =>
      certificate(left, { use: 'metadata', firstSeenAt: inDays(left - livedFor) })
    expect(passedWarnings([metadata(5, 5)], now)).toEqual([])
    expect(passedWarnings([metadata(5, 10)], now).map(({ days }) => days)).toEqual([7])
    expect(passedWarnings([metadata(5, 365)], now).map(({ days }) => days)).toEqual([60, 30, 14, 7])
  })
})

test.each([
  ['own', 'soon', false, 'orderOwn'],
  ['own', 'soon', true, 'switchOwn'],
  ['own', 'expired', true, 'switchOwn'],
  ['ownNext', 'soon', true, 'orderNext'],
  ['identityProvider', 'soon', false, 'askProvider'],
  ['identityProvider', 'replaced', false, 'nothing'],
  ['metadataSigner', 'expired', false, 'addSigner'],
  ['metadata', 'soon', false, 'fetchMetadata'],
  ['metadata', 'fine', false, 'nothing'],
] as const)('%s, %s, next there: %s → %s', (use, standing, hasNext, step) => {
  expect(nextStepOf(certificate(3, { use }), standing, hasNext)).toBe(step)
})
