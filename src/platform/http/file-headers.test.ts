import { expect, test } from 'vitest'
import { contentDisposition } from './file-headers.ts'

test.each([
  ['bekræftelse-Årlig-2026.csv', 'bekraeftelse-Aarlig-2026.csv'],
  // As macOS writes it: the letter and its ring apart.
  ['A\u030Arlig.csv', 'Aarlig.csv'],
  ['Ærø, Ølstykke.pdf', 'Aeroe, Oelstykke.pdf'],
  ['Café Ünal.pdf', 'Cafe Unal.pdf'],
  ['a"b\\c.txt', 'a_b_c.txt'],
  ['日本.txt', '__.txt'],
])('%s is called %s where only ASCII is read', (name, ascii) => {
  const header = contentDisposition(name, false)
  expect(header).toContain(`filename="${ascii}"; `)
  expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name)
})
