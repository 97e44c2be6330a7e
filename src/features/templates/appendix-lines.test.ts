import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printAppendices, readAppendices } from './appendix-lines.ts'

test('a line is a title, or a title and an address', () => {
  const text = 'Vejledning | https://kombit.example/vejledning\n\nBilag 2\n  A | B | http://b.example  '
  expect(readAppendices(text)).toEqual({
    appendices: [
      { title: 'Vejledning', href: 'https://kombit.example/vejledning' },
      { title: 'Bilag 2', href: null },
      { title: 'A | B', href: 'http://b.example' },
    ],
  })
})

describe('an address that is none', () => {
  test.each([
    'Bilag | javascript:alert(1)',
    'Bilag | ',
    'Bilag | vejledning.pdf',
    '| https://a.example',
    'B|data:x',
  ])('%s is refused with its line', (line) => {
    const read = readAppendices(`Første\n${line}`)
    expect(read).toHaveProperty('fault.da', expect.stringContaining('Linje 2'))
  })
})

test('what is printed reads back the same', () => {
  const title = fc.stringMatching(/^[A-Za-zæøå0-9]([A-Za-zæøå0-9 ]{0,20}[A-Za-zæøå0-9])?$/)
  const appendix = fc.record({ title, href: fc.option(fc.webUrl(), { nil: null }) })
  fc.assert(
    fc.property(fc.array(appendix, { maxLength: 5 }), (appendices) => {
      const printable = appendices.filter(({ href }) => !href?.includes('|'))
      expect(readAppendices(printAppendices(printable))).toEqual({ appendices: printable })
    }),
  )
})
