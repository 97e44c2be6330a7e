import { expect, test } from 'vitest'
import { withoutLongNumbers } from './long-numbers.ts'

test.each([
  ['2512484916', '[cut]'],
  ['251248-4916 og 251248 4916', '[cut] og [cut]'],
  ['CVR 11111111, den 23-11-2026', 'CVR 11111111, den 23-11-2026'],
])('%s', (text, left) => {
  expect(withoutLongNumbers(text, 300)).toBe(left)
})

test('nothing of a number is left where the text is cut', () => {
  for (let before = 0; before <= 40; before += 1)
    for (const number of ['2512484916', '251248-4916'])
      expect(withoutLongNumbers(`${'x'.repeat(before)}${number}`, 40)).not.toMatch(/\d/)
  expect(withoutLongNumbers('x'.repeat(100), 40)).toHaveLength(40)
})
