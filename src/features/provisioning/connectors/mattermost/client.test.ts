import { describe, expect, it } from 'vitest'
import { retryAfterOf } from './client.ts'

describe('how long a server asks us to wait', () => {
  it.each([
    ['nothing', {}, 0],
    ['seconds', { 'retry-after': '7' }, 7000],
    [
      "a date, read against the server's own clock",
      { 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT', date: 'Mon, 23 Nov 2026 09:00:00 GMT' },
      30_000,
    ],
    [
      'a date that has passed',
      { 'retry-after': 'Mon, 23 Nov 2026 08:00:00 GMT', date: 'Mon, 23 Nov 2026 09:00:00 GMT' },
      0,
    ],
    ['a date without the clock', { 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT' }, 0],
    ['nonsense', { 'retry-after': '-5' }, 0],
  ])('by %s', (_name, headers, expected) => {
    expect(retryAfterOf(new Headers(headers as Record<string, string>))).toBe(expected)
  })
})
