import { expect, test } from 'vitest'
import { instantInCopenhagen, timeOfDay } from './wall-time.ts'

test.each([
  ['2025-08-06T11:46:21', '2025-08-06T09:46:21.000Z', 'summer'],
  ['2026-11-23T10:00:00', '2026-11-23T09:00:00.000Z', 'winter'],
  ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z', 'just before summer time'],
  ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z', 'the hour that does not exist'],
  ['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z', 'just after'],
  ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z', 'the hour that comes twice: the first'],
  ['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z', 'after it'],
])('%s is %s (%s)', (wallTime, instant) => {
  expect(instantInCopenhagen(wallTime).toISOString()).toBe(instant)
})

test('what is no wall time is refused', () => {
  expect(() => instantInCopenhagen('i går')).toThrow(RangeError)
})

test('the time of day in Copenhagen, in summer and winter', () => {
  expect(timeOfDay(new Date('2025-08-06T09:46:21Z'))).toBe('11:46')
  expect(timeOfDay(new Date('2026-01-06T23:46:21Z'))).toBe('00:46')
})
