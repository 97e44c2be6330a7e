import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { readLines } from './lines.ts'
import { linesWithHtml } from './raw-html.ts'

const htmlIn = (text: string): number[] => linesWithHtml(readLines(text))

describe('raw HTML', () => {
  it.each([
    ['a tag', 'et <b>fedt</b> ord', [1]],
    ['a tag with attributes', 'x <img src=x onerror="y()"> z', [1]],
    ['a tag over two lines', 'x <img\nsrc="y"> z', [1]],
    ['a tag that goes on where a list seems to begin', 'x <b\ny=\n2. >', [1]],
    ['an unfinished tag at the start of a line', 'tekst\n\n  <div', [3]],
    ['an unfinished tag in a list', '- <div', [1]],
    ['a closing tag', 'a</p >', [1]],
    ['a comment', 'før\n<!-- skjult', [2]],
    ['a declaration and an instruction', '<!DOCTYPE html>\n\n<?php', [1, 3]],
    ['capital letters', '<SCRIPT>', [1]],
    ['beside code', '`a` <b> `c`', [1]],
    ['behind an unclosed backtick', '` <b>', [1]],
    ['behind an escaped backslash', '\\\\<b>', [1]],
    ['after code over two lines', 'x `a\nb` c <i>', [2]],
    ['code does not reach into the next list item', '- a `\n- <i> ` b', [2]],
    ['several lines, each once', '<b><i>\n\na\n\n<u>', [1, 5]],
  ])('%s is found', (_name, text, lines) => {
    expect(htmlIn(text)).toEqual(lines)
  })

  it.each([
    ['less than', 'hvis a < b og c > d'],
    ['less than without spaces', '1<2, a<5, x<y'],
    ['an address', '<https://kombit.dk> og <navn@kommune.dk>'],
    ['an escaped bracket', '\\<b> er fed'],
    ['a code span', 'skriv `<b>` eller ``<i>`</i>``'],
    ['a code block', '```\n<b>\n```'],
    ['an arrow', 'a <- b -> c <= d'],
    ['an entity', '&lt;b&gt;'],
    ['a bracket at the end', 'a <'],
  ])('%s is text', (_name, text) => {
    expect(htmlIn(text)).toEqual([])
  })

  it('misses nothing that a Markdown renderer would let through', () => {
    const renderer = new MarkdownIt({ html: true })
    const fragments = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        'b',
        'div',
        'script',
        '<b',
        '<!--',
        '-->',
        '<?',
        '<!',
        '[CDATA[',
        '=',
        '"',
        "'",
        '/',
        ' ',
      ],
      ...[
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '2. ',
        '> ',
        '# ',
        '    ',
        'x',
        '\\',
        '*',
        '](',
        '[',
        ')',
        ':',
        '@',
        '.',
        '1',
      ],
    )
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 25 }), (parts) => {
        const text = parts.join('')
        const tokens = renderer.parse(text, {})
        const rendered = tokens.some(
          ({ type, children }) =>
            type === 'html_block' || children?.some((child) => child.type === 'html_inline'),
        )
        if (rendered) expect(htmlIn(text)).not.toEqual([])
      }),
      { numRuns: 5000 },
    )
  })
})
