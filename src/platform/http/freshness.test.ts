import { expect, test } from 'vitest'
import { etagOf, isUnchanged } from './freshness.ts'

const freshness = { etag: etagOf('indhold'), lastModified: new Date('2026-11-23T09:00:00.750Z') }

test.each([
  ['asks for nothing', {}, false],
  ['has it', { 'if-none-match': freshness.etag }, true],
  ['has it, said strongly', { 'if-none-match': freshness.etag.slice(2) }, true],
  ['has it among others', { 'if-none-match': `"andet", ${freshness.etag}` }, true],
  ['has any', { 'if-none-match': '*' }, true],
  ['has another', { 'if-none-match': '"andet"' }, false],
  ['has it from the same second', { 'if-modified-since': 'Mon, 23 Nov 2026 09:00:00 GMT' }, true],
  ['has it from the second before', { 'if-modified-since': 'Mon, 23 Nov 2026 08:59:59 GMT' }, false],
  ['says a day that is none', { 'if-modified-since': 'i går' }, false],
  [
    'has another of the same second',
    { 'if-none-match': '"andet"', 'if-modified-since': 'Mon, 23 Nov 2026 09:00:00 GMT' },
    false,
  ],
])('a client that %s', (_name, headers, isSame) => {
  expect(isUnchanged(headers, freshness)).toBe(isSame)
})

test('the tag follows the content', () => {
  expect(etagOf('indhold')).toBe(freshness.etag)
  expect(etagOf('andet')).not.toBe(freshness.etag)
})
