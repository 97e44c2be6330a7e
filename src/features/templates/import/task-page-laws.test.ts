import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, civilDay } from '../../../kernel/civil-day.ts'
import { type LabelForm, printTaskPage } from './fixtures/exported-form.ts'
import { parseTaskPage } from './parse-task-page.ts'
import type { InternalNote, Message, MunicipalPart, TaskPage, TemplatePart } from './task-page.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const word = fc.oneof(
  fc.constantFrom(
    'kommunen',
    'Århus',
    'på',
    'øvelse',
    'KLIK',
    '(alle)',
    '"rollen"',
    '25%',
    'a < b',
    '&',
    'it-chef',
  ),
  fc.stringMatching(/^[a-zæøå]{1,8}[.,]?$/),
)
/** Begins with a word, so that no line is a list, a heading, a dash or bold as a whole. */
const line = fc.array(word, { maxLength: 6 }).map((words) => ['Teksten', ...words].join(' '))
const name = fc.constantFrom('Lone Dahl', 'Aske Walther Sørensen', 'Søren', 'Anne-Mette af Åby')
const day = fc.option(
  fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(civilDay('2020-01-01'), days)),
)
const nullable = fc.option(line)

const paragraph = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n')),
  line.map((text) => `${text} **fed** og *kursiv* og [her](https://a.dk/b)`),
)
const block = fc.oneof(
  paragraph,
  line.map((text) => `## ${text}`),
  line.map((text) => `> ${text}`),
  line.map(
    (text) =>
      `1. ${text}\n2. ${text}\n   1. ${text}\n      - ${text}\n   2. ${text}\n\n   ${text}\n3. ${text}`,
  ),
  line.map((text) => `\`\`\`\n**STATUS**\n  <b>${text}\n\`\`\``),
)
const markdown = fc.array(block, { maxLength: 4 }).map((blocks) => blocks.join('\n\n'))
const written = fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n\n'))

const wallTime = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19))
const message: fc.Arbitrary<Message> = fc.record({ author: fc.option(name), sentAt: wallTime, text: written })
const internalNotes: fc.Arbitrary<InternalNote[]> = fc.oneof(
  fc.array(message, { maxLength: 3 }),
  written.map((text) => [{ author: null, sentAt: null, text }]),
)

const template: fc.Arbitrary<TemplatePart> = fc
  .record({
    prefix: fc.option(fc.constantFrom('Rolle 3', 'Trin 1 af 4')),
    title: line,
    sourceNumber: fc.integer({ min: 1, max: 10_000_000 }),
    goal: markdown,
    description: markdown,
    assignment: markdown,
    method: markdown,
    outcome: markdown,
    recommendedResponsibleRole: fc.option(
      fc.constantFrom('KLIK-administrator', 'It- og digitaliseringschef'),
    ),
    recommendedPerformerRole: fc.option(fc.constantFrom('KLIK-administrator', 'DUBU-faglig leder')),
    qualityCriteria: markdown,
    priority: fc.constantFrom('mandatory', 'recommended', 'voluntary'),
    startsOn: day,
    dueOn: day,
    project: nullable,
    phase: nullable,
    theme: nullable,
    prerequisites: fc.array(line, { maxLength: 3 }),
    related: fc.array(line, { maxLength: 3 }),
    externalAppendices: fc.array(
      fc.record({ title: line, href: fc.option(fc.constantFrom('https://a.dk', 'http://b.dk/c_(d).pdf')) }),
      { maxLength: 3 },
    ),
  })
  .map(({ prefix, title, startsOn, dueOn, ...rest }) => ({
    ...rest,
    // A task that ends before it begins is a fault.
    startsOn: startsOn && dueOn && startsOn > dueOn ? null : startsOn,
    dueOn,
    title: prefix ? `(${prefix}) ${title}` : title,
    numberPrefix: prefix,
  }))

const municipal: fc.Arbitrary<MunicipalPart> = fc.record({
  municipalityName: fc.constantFrom('Korsbæk Kommune', 'Bornholms Regionskommune'),
  status: fc.constantFrom('notStarted', 'inProgress', 'completed'),
  deadlineShown: fc.option(fc.constantFrom('red', 'yellow', 'green')),
  responsible: fc.option(name),
  performer: fc.option(name),
  messages: fc.array(message, { maxLength: 3 }),
  internalNotes,
  fileNames: fc.array(fc.constantFrom('referat.pdf', 'plan for dagen.docx'), { maxLength: 3 }),
  history: fc.array(line, { maxLength: 3 }),
})

const form = fc.constantFrom<LabelForm>('exported', 'bold', 'headings', 'small letters')

describe('laws of a task page (T12)', () => {
  it('a page printed in the exported form is read back as it was', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(template, municipal, form, lineEnd, fc.boolean(), (ours, theirs, labels, end, mark) => {
        const text = printTaskPage(ours, theirs, labels).replaceAll('\n', end)
        const result = parseTaskPage(encode(mark ? `\ufeff${text}` : text))
        if (!result.ok) throw new Error(JSON.stringify(result.faults))
        expect(result.page.template).toEqual(ours)
        expect(result.page.municipal).toEqual(theirs)
        expect(result.page.unplaced).toEqual([])
        expect(result.page.placed).toHaveLength(27)
      }),
      { numRuns: 300 },
    )
  })

  const oddLine = fc.constantFrom(
    ...[
      '## **NYT FELT**',
      '**VIGTIGT**',
      '### Ny overskrift',
      '**Anders Skov**',
      '2025-01-02 03:04:05',
      '- punkt',
    ],
    ...[
      'Løs tekst',
      '[a](b)',
      'se [c](https://d.dk) og [e](f)',
      '  indrykket',
      '---',
      '-',
      '#99',
      '# 77',
      '#',
      '**',
    ],
    ...[
      '```',
      '~~~',
      '> citat',
      '\\#12',
      '*kursiv*',
      '1. et',
      '  2. to',
      '    kode',
      '**Opgaven**',
      '## Projekt',
      '',
    ],
    ...[
      '**MÅL:**',
      '## **RESULTAT**',
      'Opgave titel',
      'Fuldført',
      '1. ```',
      '\\- x',
      'a\tb',
      '__x__',
      '**a** b **c**',
    ],
  )
  /** Pages whose lines were lost, moved and mixed with others. */
  const disturbed = fc
    .record({
      text: fc.tuple(template, municipal, form).map((parts) => printTaskPage(...parts)),
      changes: fc.array(
        fc.record({
          at: fc.nat(),
          drop: fc.constantFrom(0, 0, 0, 1),
          add: fc.array(oddLine, { maxLength: 2 }),
        }),
        { maxLength: 5 },
      ),
    })
    .map(({ text, changes }) => {
      const lines = text.split('\n')
      for (const { at, drop, add } of changes) lines.splice(at % lines.length, drop, ...add)
      return lines.join('\n')
    })

  it('every line that says something is placed, unplaced or under a fault', () => {
    let pages = 0
    fc.assert(
      fc.property(disturbed, (text) => {
        const result = parseTaskPage(encode(text))
        if (!result.ok) {
          expect(result.faults).not.toEqual([])
          return
        }
        pages += 1
        expect(lostWords(text, everythingOn(result.page))).toEqual([])
      }),
      { numRuns: 600 },
    )
    expect(pages).toBeGreaterThan(50)
  })

  it('a page is read the same every time, and its sections are told in page order', () => {
    fc.assert(
      fc.property(disturbed, (text) => {
        const result = parseTaskPage(encode(text))
        expect(parseTaskPage(encode(text))).toEqual(result)
        const lines = result.ok ? result.page.placed.map((placed) => placed.line) : []
        expect(lines).toEqual(lines.toSorted((one, other) => one - other))
      }),
      { numRuns: 200 },
    )
  })

  it('no bytes make it fail in any other way than with faults on lines of the page', () => {
    const mangled = fc
      .tuple(disturbed, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }))
      .map(([text, changes]) => {
        const bytes = encode(text)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        return bytes
      })
    const soup = fc.array(fc.oneof(oddLine, fc.string({ unit: 'binary' })), { maxLength: 30 })
    const anything = fc.oneof(
      mangled,
      fc.uint8Array({ maxLength: 200 }),
      soup.map((lines) => encode(lines.join('\n'))),
    )
    fc.assert(
      fc.property(anything, (bytes) => {
        const before = bytes.slice()
        const result = parseTaskPage(bytes)
        expect(bytes).toEqual(before)
        if (result.ok) return
        const most = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/).length
        expect(result.faults.length).toBeGreaterThan(0)
        for (const fault of result.faults) {
          expect(fault.line).toBeGreaterThanOrEqual(1)
          expect(fault.line).toBeLessThanOrEqual(most)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** All that a page says, in words: its parts as the portal prints them, and what was not placed. */
const everythingOn = ({ template: ours, municipal: theirs, unplaced }: TaskPage): string =>
  [printTaskPage(ours, theirs), ...unplaced.flatMap(({ heading, text }) => [heading, text])].join('\n')

/** Words of a page that are not on the other. The numbers of list items are no words, nor is what says 'nothing'. */
function lostWords(before: string, after: string): string[] {
  const left = new Map<string, number>()
  for (const each of wordsOf(after)) left.set(each, (left.get(each) ?? 0) + 1)
  const said = before.replace(/^\s*\d+[.)]\s|^Ingen vedhæftede filer$/gm, '')
  return wordsOf(said).filter((each) => {
    const count = left.get(each) ?? 0
    left.set(each, count - 1)
    return count <= 0
  })
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
