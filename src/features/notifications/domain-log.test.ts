import { expect, test } from 'vitest'
import { thingIn } from './domain-log.ts'
import { logHref, logQuery, readLogFilter } from './log-address.ts'

const id = '0199ab00-0000-7000-8000-00000000abcd'

test.each([
  ['', null],
  ['   ', null],
  ['139534', { kind: 'task', number: 139534 }],
  ['#139534', { kind: 'task', number: 139534 }],
  [' # 139534 ', { kind: 'task', number: 139534 }],
  [id, { kind: 'id', id }],
  [id.toUpperCase(), { kind: 'id', id }],
  ['Superbruger', { kind: 'words', words: 'Superbruger' }],
  ['Rolle 3', { kind: 'words', words: 'Rolle 3' }],
  ['1234567890123456', { kind: 'words', words: '1234567890123456' }],
])('%j is about %j', (text, thing) => {
  expect(thingIn(text)).toEqual(thing)
})

const filterOf = (address: Record<string, unknown>) => {
  const { efter: _efter, ...words } = logQuery.parse(address)
  return readLogFilter(words)
}

test('what stands in the address is the filter', () => {
  expect(
    filterOf({
      q: ' Anders ',
      om: '#7',
      grund: 'letter',
      tilstand: 'sent',
      fra: '01-11-2026',
      til: '2026-11-30',
    }),
  ).toEqual({
    person: 'Anders',
    about: { kind: 'task', number: 7 },
    reason: 'letter',
    state: 'sent',
    from: '2026-11-01',
    to: '2026-11-30',
  })
})

test.each([
  ['a reason there is none of', { grund: 'toString' }],
  ['a state there is none of', { tilstand: 'lost' }],
  ['a day there is none of', { fra: '31-02-2026' }],
  ['two of one name', { q: ['a', 'b'] }],
  ['too long', { om: 'x'.repeat(201) }],
])('%s is no filter', (_name, address) => {
  expect(filterOf(address)).toEqual(filterOf({}))
})

test('an address is written with what is given alone', () => {
  const { efter: _efter, ...words } = logQuery.parse({ q: 'æ&b', til: '30-11-2026' })
  expect(logHref('/log', words)).toBe('/log?q=%C3%A6%26b&til=30-11-2026')
  expect(logHref('/log', { ...words, q: '', til: '' })).toBe('/log')
})
