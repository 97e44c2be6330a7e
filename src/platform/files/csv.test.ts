import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

describe('a text that a spreadsheet would calculate', () => {
  test.each([
    '=1+1',
    '+45',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '=cmd|"/c calc"!A1',
    '\n@x',
    '\u00a0=1',
  ])('%j becomes text', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
  })
})

test('quotes, semicolons and line ends stay inside their cell', () => {
  expect(csvLine(['a;b', 'c"d', 'e\nf', 7, null, ''])).toBe('"a;b";"c""d";"e\nf";7;;\r\n')
})

/** The cells of one line, read as RFC 4180 says, with semicolons. */
function readCells(line: string): string[] {
  const cells: string[] = []
  let [cell, quoted, index] = ['', false, 0]
  while (index < line.length) {
    const char = line[index] as string
    if (quoted && char === '"' && line[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (char === '"') quoted = !quoted
    else if (!quoted && char === ';') {
      cells.push(cell)
      cell = ''
    } else if (!quoted && char === '\r' && line[index + 1] === '\n') {
      cells.push(cell)
      return index + 2 === line.length ? cells : ['broken']
    } else cell += char
    index += 1
  }
  return ['unended']
}

test('whatever is written, it reads back as itself and never begins as a formula', () => {
  const start = fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ';', "'")
  const text = fc.tuple(start, fc.string({ unit: 'binary' })).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const cells = readCells(csvLine(texts))
      expect(cells).toHaveLength(texts.length)
      for (const [index, cell] of cells.entries()) {
        expect(cell).not.toMatch(/^\s*[=+\-@]/)
        expect(cell).not.toMatch(/^[\t\r]/)
        expect([texts[index], `'${texts[index]}`]).toContain(cell)
      }
    }),
  )
})
