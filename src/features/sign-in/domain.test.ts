import { describe, expect, test } from 'vitest'
import { isAlive, isSeenLongAgo, safeReturnPath } from './domain.ts'

const at = (text: string) => new Date(`2026-11-23T${text}:00Z`)
const session = { createdAt: at('08:00'), lastSeenAt: at('10:00'), endedAt: null, endsBefore: null }

describe('isAlive', () => {
  test.each([
    ['just seen', session, at('10:01'), true],
    ['29 minutes idle', session, at('10:29'), true],
    ['30 minutes idle', session, at('10:30'), false],
    ['eight hours old though in use', { ...session, lastSeenAt: at('15:59') }, at('16:00'), false],
    ['ended', { ...session, endedAt: at('10:00') }, at('10:01'), false],
    ['before the end its sign-in set', { ...session, endsBefore: at('10:05') }, at('10:04'), true],
    ['at the end its sign-in set', { ...session, endsBefore: at('10:05') }, at('10:05'), false],
  ])('%s', (_name, given, now, alive) => {
    expect(isAlive(given, now)).toBe(alive)
  })
})

test('being seen is written once a minute', () => {
  expect(isSeenLongAgo(session, new Date('2026-11-23T10:00:59Z'))).toBe(false)
  expect(isSeenLongAgo(session, at('10:01'))).toBe(true)
})

describe('safeReturnPath', () => {
  test.each([
    ['/opgaver/139534?a=b', '/opgaver/139534?a=b'],
    [undefined, '/'],
    ['', '/'],
    ['https://example.org', '/'],
    ['//example.org', '/'],
    ['/\\example.org', '/'],
    ['/a\\b', '/'],
    ['/a\nb', '/'],
    ['javascript:alert(1)', '/'],
    ['/log-ind?til=/x', '/'],
    ['/saml/acs', '/'],
    [`/${'a'.repeat(2001)}`, '/'],
  ])('%s → %s', (wanted, path) => {
    expect(safeReturnPath(wanted)).toBe(path)
  })
})
