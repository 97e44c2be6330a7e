import { expect, test } from 'vitest'
import { isSameOrigin } from './origin-check.ts'

const own = 'https://tvaers.example'

test.each([
  ['our own page', { 'sec-fetch-site': 'same-origin' }, true],
  ['another site', { 'sec-fetch-site': 'cross-site' }, false],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }, false],
  ['typed in the address line', { 'sec-fetch-site': 'none' }, false],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: own }, false],
  ['an older browser, our origin', { origin: own }, true],
  ['an older browser, another port', { origin: `${own}:8443` }, false],
  ['an older browser, another scheme', { origin: 'http://tvaers.example' }, false],
  ['an older browser, a longer name', { origin: `${own}.evil.example` }, false],
  ['a sandboxed frame', { origin: 'null' }, false],
  ['the header twice', { 'sec-fetch-site': ['same-origin', 'cross-site'] }, false],
  ['no word of where from', {}, false],
])('%s', (_name, headers, allowed) => {
  expect(isSameOrigin(headers, own)).toBe(allowed)
})
