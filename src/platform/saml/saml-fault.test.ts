import { expect, test } from 'vitest'
import { SamlFault } from './types.ts'

test('a detail is short, and no part of a civil registration number is left where it is cut', () => {
  for (let before = 185; before <= 205; before += 1) {
    const { detail = '', message } = new SamlFault('logout.unknownIdp', `${'x'.repeat(before)}2512484916`)
    expect(detail.length).toBeLessThanOrEqual(200)
    expect([detail, message].join()).not.toMatch(/\d/)
  }
  expect(new SamlFault('logout.unknownIdp').message).toBe('logout.unknownIdp')
})
