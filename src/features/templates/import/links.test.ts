import { describe, expect, it } from 'vitest'
import { isWebAddress, linkedText } from './links.ts'

describe('a link in a line', () => {
  it.each([
    ['[a](https://b.dk)', 'a', 'https://b.dk'],
    ['Se [vejledning](<https://b.dk>), 4 sider', 'Se vejledning, 4 sider', 'https://b.dk'],
    ['[a [b] c](https://d.dk/e_(f))', 'a [b] c', 'https://d.dk/e_(f)'],
    ['https://b.dk/c', 'https://b.dk/c', 'https://b.dk/c'],
    ['<https://b.dk>', 'https://b.dk', 'https://b.dk'],
    ['[a](b.pdf) [c](d.pdf)', 'a [c](d.pdf)', 'b.pdf'],
    ['ingen', 'ingen', null],
    ['[a](', '[a](', null],
    ['a](b)', 'a](b)', null],
    ['[](b)', '[](b)', null],
    ['![a](b)', '![a](b)', null],
    ['\\[a\\](b)', '\\[a\\](b)', null],
    ['[a](b "c")', '[a](b "c")', null],
  ])('%s', (line, text, address) => {
    expect(linkedText(line)).toEqual({ text, address })
  })

  it('leads to the web or it does not count as an address of an appendix', () => {
    expect(['https://a.dk', 'HTTP://a.dk', 'javascript:x', '/a', 'https:///'].map(isWebAddress)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
