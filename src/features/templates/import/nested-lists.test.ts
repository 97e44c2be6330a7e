import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { withExportedLists } from './fixtures/exported-form.ts'
import { normaliseMarkdown } from './nested-lists.ts'

const renderer = new MarkdownIt()

/** The lists of rendered Markdown, without their text: 'ol(li li(ul(li)))'. */
function outlineOf(markdown: string): string {
  const tags = renderer.render(markdown).matchAll(/<(\/?)(ol|ul|li)\b/g)
  return [...tags].map(([, slash, name]) => (slash ? ')' : `${name}(`)).join('')
}

const cases: [name: string, before: string, after: string][] = [
  ['two columns under a numbered step', '3. a\n  1. b\n  2. c\n4. d', '3. a\n   1. b\n   2. c\n4. d'],
  ['three levels', '1. a\n  1. b\n    1. c', '1. a\n   1. b\n      1. c'],
  ['a step of two digits', '10. a\n  1. b', '10. a\n    1. b'],
  ['bullets under a step', '1. a\n  - b\n  - c', '1. a\n   - b\n   - c'],
  ['bullets under bullets, already right', '- a\n  - b', '- a\n  - b'],
  ['four columns or a tab a level', '1. a\n    1. b\n\t2. c', '1. a\n   1. b\n   2. c'],
  ['one column is no level', '1. a\n 2. b', '1. a\n2. b'],
  ['back out by two levels', '1. a\n  1. b\n    - c\n2. d', '1. a\n   1. b\n      - c\n2. d'],
  ['a paragraph of a step', '1. a\n\n  mere\n2. b', '1. a\n\n   mere\n2. b'],
  ['a paragraph after the list', '1. a\n  1. b\n\nslut', '1. a\n   1. b\n\nslut'],
  ['a wrapped line', '1. a\nmere\n  1. b', '1. a\nmere\n   1. b'],
  ['more than one space after the mark', '1.   a\n  -  b', '1. a\n   - b'],
  ['code inside a step', '1. a\n  ```\n   x\n  ```\n2. b', '1. a\n   ```\n    x\n   ```\n2. b'],
  ['code opened beside a mark', '1. ```\n  x\n  ```\n2. b', '1. ```\n   x\n   ```\n2. b'],
  ['numbers that go on elsewhere', '1. a\n  4. b', '1. a\n\n   4. b'],
  ['two lists on one line', '- 1. a\n  2. b', '- 1. a\n  2. b'],
  ['a rule is no list', '1. a\n\n- - -\n  x', '1. a\n\n- - -\n  x'],
  ['a heading ends the list', '1. a\n# B\n  tekst', '1. a\n# B\n  tekst'],
  ['an indented code block', 'a\n\n    1. x', 'a\n\n    1. x'],
  ['line breaks kept, other trailing space not', 'a  \nb   \n\nc ', 'a  \nb\n\nc'],
  ['bold, italics and links', '**a** _b_ [c](https://d.dk)', '**a** _b_ [c](https://d.dk)'],
]

describe('nested lists', () => {
  it.each(cases)('%s', (_name, before, after) => {
    expect(normaliseMarkdown(before)).toBe(after)
  })

  it('renders the two-column form as a list in a list', () => {
    const exported = '1. a\n2. b\n  1. c\n  2. d\n3. e'
    const nested = 'ol(li()li(ol(li()li()))li())'
    expect(outlineOf(exported)).not.toBe(nested)
    expect(outlineOf(normaliseMarkdown(exported))).toBe(nested)
  })

  it('flattens what is nested beyond reason', () => {
    const deep = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')
    const indents = normaliseMarkdown(deep)
      .split('\n')
      .map((line) => line.indexOf('-'))
    expect(Math.max(...indents)).toBe(38)
  })
})

type Item = { text: string; ordered: boolean; children: Item[] }

const itemText = fc.constantFrom('gør det', '**husk** det', 'se [her](https://a.dk)')

const listOf = (depth: number): fc.Arbitrary<Item[]> =>
  fc.array(
    fc.record({
      text: itemText,
      ordered: fc.boolean(),
      children: depth === 0 ? fc.constant<Item[]>([]) : fc.oneof(fc.constant<Item[]>([]), listOf(depth - 1)),
    }),
    { minLength: 1, maxLength: depth === 3 ? 12 : 3 },
  )

const list = listOf(3)

/** The list as CommonMark wants it. The first item decides whether it is numbered. */
function printed(items: readonly Item[], indent = 0): string[] {
  return items.flatMap((item, index) => {
    const marker = items[0]?.ordered ? `${index + 1}. ` : '- '
    return [`${' '.repeat(indent)}${marker}${item.text}`, ...printed(item.children, indent + marker.length)]
  })
}

const outline = (items: readonly Item[]): string =>
  items.length === 0
    ? ''
    : `${items[0]?.ordered ? 'ol' : 'ul'}(${items.map((item) => `li(${outline(item.children)})`).join('')})`

const fragments = fc.constantFrom(
  ...[
    '',
    ' ',
    '  ',
    '   ',
    '    ',
    '\t',
    '- ',
    '* ',
    '1. ',
    '2. ',
    '10) ',
    '```',
    '~~~~',
    '# ',
    '> ',
    '---',
    'tekst',
  ],
  ...[
    '**fed**',
    '  \n',
    '\n',
    '\n\n',
    '`',
    '\\',
    '\u00a0',
    '- - -',
    '-',
    '1.',
    '\n  ',
    '\n   ',
    '\n    ',
    '\n      ',
  ],
)
const anyMarkdown = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''))

const withoutSpace = (text: string): string => text.replace(/\s/g, '')

describe('laws of nested lists', () => {
  it('brings every exported list back to what it was, and it renders as nested', () => {
    fc.assert(
      fc.property(list, (items) => {
        const canonical = printed(items).join('\n')
        expect(normaliseMarkdown(withExportedLists(canonical))).toBe(canonical)
        expect(outlineOf(canonical)).toBe(outline(items))
      }),
      { numRuns: 200 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        const once = normaliseMarkdown(text)
        expect(normaliseMarkdown(once)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })

  it('changes white space only', () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        expect(withoutSpace(normaliseMarkdown(text))).toBe(withoutSpace(text))
      }),
      { numRuns: 1000 },
    )
  })
})
