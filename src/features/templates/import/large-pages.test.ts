import { describe, expect, it } from 'vitest'
import { smallPage } from './fixtures/small-page.ts'
import type { SectionKey } from './labels.ts'
import { largestPage } from './page-text.ts'
import { parseTaskPage } from './parse-task-page.ts'

/** One line, or few, of what makes careless parsers slow. Cheap to read, so tried in each kind of field. */
const oneLine = [
  ...[
    'a',
    ' ',
    '\t',
    '-',
    '- ',
    '1. ',
    '* - ',
    '*',
    '**a** ',
    '_',
    '#',
    '> ',
    '`',
    '``` ',
    '`<a` ',
    '<',
    '<a ',
    '</',
  ],
  ...['[', '](', '[a](', '(', '\\', ' -a', 'Aa ', '12:', 'https://', '\u0301', 'æ', '☃', 'ﬃ'],
]
const manyLines: [SectionKey, string][] = [
  ['method', '\n'],
  ['method', ' - \n'],
  ['method', '1. - 1. - \n'],
  ['method', '- a\n  b\n\n'],
  ['method', '```\n'],
  ['method', '~~~\n````\n'],
  ['method', '# \n'],
  ['method', '**MÅL**\n'],
  ['goal', '<a\n'],
  ['goal', '`\n'],
  ['goal', '## A\n'],
  ['related', '  a\n'],
  ['related', '- [a](b)\n'],
  ['messages', '2025-01-02 03:04:05\n'],
  ['messages', '**Lone Dahl**\n\na\n\n'],
  ['messages', '**LONE DAHL**\n'],
  ['title', '#1\n'],
]

/** A page of all but 1 MB, most of it one pattern over and over. */
function largePage(key: SectionKey, pattern: string): Uint8Array {
  const room = largestPage - smallPage({ [key]: '' }).length
  return smallPage({ [key]: pattern.repeat(Math.floor(room / new TextEncoder().encode(pattern).length)) })
}

/** Nothing is timed: a parser that is not linear would not end within the test's time limit. */
function expectRead(key: SectionKey, pattern: string): void {
  const bytes = largePage(key, pattern)
  expect(bytes.length).toBeGreaterThan(largestPage - 100)
  const result = parseTaskPage(bytes)
  const codes = result.ok ? [] : result.faults.map(({ code }) => code)
  expect(codes).not.toContain('tooLarge')
}

describe('a page of 1 MB is read', () => {
  it.each(oneLine.map((pattern) => [JSON.stringify(pattern), pattern]))(
    'of %s in one line',
    (_name, pattern) => {
      for (const key of ['title', 'method', 'related', 'messages'] as const) expectRead(key, pattern)
    },
  )

  it.each(manyLines.map(([key, pattern]) => [JSON.stringify(pattern), key, pattern] as const))(
    'of %s in %s',
    (_name, key, pattern) => {
      expectRead(key, pattern)
    },
  )
})
