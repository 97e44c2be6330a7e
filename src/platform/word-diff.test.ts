import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffWords } from './word-diff.ts'

const words = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind])
    .join('')

test.each([
  ['Følge varsler', 'Følge varsler', 'Følge varsler'],
  ['Følge varsler', 'Læse varsler', '[-Følge][+Læse] varsler'],
  ['To personer', 'To personer, højst tre', 'To personer[+, højst tre]'],
  ['', 'Nyt', '[+Nyt]'],
  ['Væk', '', '[-Væk]'],
  ['', '', ''],
])('%j → %j', (before, after, shown) => {
  expect(words(before, after)).toBe(shown)
})

test('law: without the added parts it is the text before, without the removed ones the text after', () => {
  const text = fc.array(fc.constantFrom('på', 'rolle', 'Æble', ',', ' ', '\n', '- ', '.', '🦊'), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join(''), other.join('')]
      const parts = diffWords(before, after)
      const side = (left: string) =>
        parts
          .filter(({ kind }) => kind !== left)
          .map((part) => part.text)
          .join('')
      expect([side('added'), side('removed')]).toEqual([before, after])
      expect(parts.every((part) => part.text !== '')).toBe(true)
    }),
  )
})
