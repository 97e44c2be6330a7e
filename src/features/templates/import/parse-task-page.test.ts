import { existsSync, readFileSync } from 'node:fs'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { smallPage } from './fixtures/small-page.ts'
import { type ParseResult, parseTaskPage } from './parse-task-page.ts'
import type { TaskPage } from './task-page.ts'

const root = new URL('../../../../', import.meta.url)
const example = (name: string): Uint8Array => readFileSync(new URL(`test/pages/${name}.md`, root))
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function pageOf(result: ParseResult): TaskPage {
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.page
}

const nestedSteps = /<li>[^<]*\s*<ol>/

const realPage = new URL('../shared/data/opgave-139534.md', root)
const hasRealPage = existsSync(realPage)

describe.skipIf(!hasRealPage)(
  `the real page${hasRealPage ? '' : ' (skipped: ../shared/data/opgave-139534.md is not on this machine)'}`,
  () => {
    const read = (): TaskPage => pageOf(parseTaskPage(readFileSync(realPage)))

    it('gives the template its fields (T1)', () => {
      const { template } = read()
      expect(template).toMatchObject({
        numberPrefix: 'Rolle 3',
        sourceNumber: 139534,
        recommendedResponsibleRole: null,
        recommendedPerformerRole: 'KLIK-administrator',
        qualityCriteria: '',
        priority: 'voluntary',
        startsOn: null,
        dueOn: '2025-08-25',
        project: 'KLIK',
        phase: 'Udrulning',
        theme: 'It-sikkerhed og aftaler',
        prerequisites: [],
        related: [],
        externalAppendices: [],
      })
      expect(template.title).toMatch(/^\(Rolle 3\) .*"Deltager i cybersamarbejdsplatform \(Mattermost\)"$/)
    })

    it('keeps the paragraphs, bold and italics of the texts', () => {
      const { template } = read()
      const counts = [template.goal, template.description, template.assignment, template.outcome].map(
        (text) => text.split('\n\n').length,
      )
      expect(counts).toEqual([1, 5, 3, 1])
      expect(template.description).toMatch(/\*\*.+\*\*/)
      expect(template.description).toMatch(/^\*[^*]+\*$/m)
    })

    it('renders the method with steps inside the third step', () => {
      const html = new MarkdownIt().render(read().template.method)
      expect(html).toMatch(nestedSteps)
      expect(html.match(/<ol>/g)).toHaveLength(2)
      expect(html.match(/<li>/g)).toHaveLength(6)
    })

    it('gives the municipality its own parts, and leaves nothing unplaced (T12)', () => {
      const { municipal, unplaced, placed } = read()
      expect(municipal).toMatchObject({
        municipalityName: 'Korsbæk Kommune',
        status: 'notStarted',
        deadlineShown: 'red',
        responsible: null,
        performer: null,
        internalNotes: [],
        fileNames: [],
        history: [],
      })
      expect(municipal.messages.map(({ sentAt }) => sentAt)).toEqual(['2025-08-06T11:46:21'])
      expect(municipal.messages[0]?.author).toBe('Aske Walther Sørensen')
      expect(unplaced).toEqual([])
      expect(placed).toHaveLength(27)
      expect(placed.filter(({ empty }) => empty)).toHaveLength(11)
    })
  },
)

describe('example pages', () => {
  it.each([
    'opgave-201417',
    'opgave-201532-overskrifter',
    'opgave-201688-crlf',
    'opgave-201790-ukendte-afsnit',
    'opgave-201923-lang',
  ])('%s has every section', (name) => {
    expect(pageOf(parseTaskPage(example(name))).placed).toHaveLength(27)
  })

  it('in the form of the real page', () => {
    const { template, municipal, unplaced } = pageOf(parseTaskPage(example('opgave-201417')))
    expect(template.numberPrefix).toBe('Rolle 1')
    expect(new MarkdownIt().render(template.method)).toMatch(nestedSteps)
    expect(municipal.messages.map(({ author }) => author)).toEqual(['Anders Skov', 'Signe Bruun'])
    expect(unplaced).toEqual([])
  })

  it('with plain headings in small letters, links and lists', () => {
    const { template, municipal, unplaced } = pageOf(parseTaskPage(example('opgave-201532-overskrifter')))
    expect(template.prerequisites).toEqual(['#201400 Opret testmiljøet', '#201401 Aftal hvem der må hvad'])
    expect(template.externalAppendices.map(({ href }) => href)).toEqual([
      'https://portal.example/bilag/regler_(2025).pdf',
      'https://portal.example/vejledning',
      'https://portal.example/spoergsmaal',
      null,
    ])
    expect(municipal).toMatchObject({ status: 'completed', responsible: 'Lone Dahl', performer: null })
    expect(municipal.history).toHaveLength(2)
    expect(unplaced.map(({ text }) => text)).toEqual([
      'https://portal.example/brugere/17',
      'https://portal.example/opgaver/201400',
      'https://portal.example/filer/91',
    ])
  })

  it('from Windows: byte order mark and CRLF', () => {
    const { template, municipal } = pageOf(parseTaskPage(example('opgave-201688-crlf')))
    expect(template.priority).toBe('mandatory')
    expect(municipal.internalNotes.map(({ author }) => author)).toEqual(['Mads Friis', 'Katrine Holm'])
    expect(JSON.stringify(municipal)).not.toContain('\\r')
  })

  it('with unknown sections and stray text, all of it reported (T12)', () => {
    const { template, municipal, unplaced } = pageOf(parseTaskPage(example('opgave-201790-ukendte-afsnit')))
    expect(unplaced.map(({ line, heading }) => [line, heading])).toEqual([
      [1, ''],
      [7, 'Opgave titel'],
      [13, 'DEADLINE'],
      [23, 'BUDGET'],
      [33, 'ANSVARLIG'],
      [61, 'ØKONOMI'],
      [99, 'Afdeling'],
      [109, 'EKSTERNE BILAG'],
      [117, 'BESKEDER'],
      [119, 'LOGBOG'],
    ])
    expect(template.outcome).toBe('Vi ved, hvem vi kan ringe til.')
    expect(municipal.internalNotes).toHaveLength(1)
  })

  it('with nothing but what a page must have', () => {
    const { placed, unplaced } = pageOf(parseTaskPage(example('opgave-201805-tom')))
    expect(placed.filter(({ empty }) => !empty).map(({ label }) => label)).toEqual([
      'Opgave titel',
      'PRIORITET',
      'STATUS',
      'KOMMUNE',
    ])
    expect(unplaced).toEqual([])
  })

  it('with sub-headings, code and long nested lists in its texts', () => {
    const { template, unplaced } = pageOf(parseTaskPage(example('opgave-201923-lang')))
    expect(template.description).toContain('## **BAGGRUND**')
    expect(template.description).toContain('## Projekt')
    expect(template.project).toBe('Vagttelefoni')
    expect(template.outcome).toContain('### Når noget går galt')
    expect(template.method).toContain('**STATUS**\n<vagt nummer="112">')
    expect(template.method).toContain('10. Ryd op.\n    1. Opsig')
    expect(unplaced).toEqual([])
  })

  it('with faults: all of them, in the order of their lines', () => {
    const result = parseTaskPage(example('opgave-med-fejl'))
    expect(result.ok ? [] : result.faults.map(({ line, code }) => [line, code])).toEqual([
      [1, 'noNumber'],
      [11, 'unknownPriority'],
      [15, 'unknownStatus'],
      [19, 'impossibleDate'],
      [23, 'impossibleDate'],
      [27, 'htmlInside'],
      [31, 'htmlInside'],
      [35, 'htmlInside'],
      [37, 'duplicateSection'],
      [41, 'missingValue'],
      [47, 'badMessageTime'],
      [55, 'badMessageTime'],
    ])
  })
})

describe('files that are no pages', () => {
  const faultsOf = (bytes: Uint8Array): [string, number][] => {
    const result = parseTaskPage(bytes)
    return result.ok ? [] : result.faults.map(({ code, line }) => [code, line])
  }

  it('are refused by size before anything is read', () => {
    expect(faultsOf(new Uint8Array(1_048_577).fill(0xff))).toEqual([['tooLarge', 1]])
  })

  it('are refused when empty', () => {
    expect(faultsOf(new Uint8Array())).toEqual([['empty', 1]])
    expect(faultsOf(encode('\ufeff \r\n\t'))).toEqual([['empty', 1]])
  })

  it('are refused at the first line that is not UTF-8', () => {
    const latin1 = new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0x4d, 0xc5, 0x4c, 0x0a])
    expect(faultsOf(latin1)).toEqual([['notUtf8', 3]])
    expect(faultsOf(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toEqual([['notUtf8', 1]])
    expect(faultsOf(new Uint8Array([0x61, 0x0a, 0xc3]))).toEqual([['notUtf8', 2]])
  })

  it('are refused when they are some other text', () => {
    expect(faultsOf(encode('# En vejledning\n\nMed tekst.\n'))).toEqual([
      ['noTitle', 1],
      ['missingSection', 4],
      ['missingSection', 4],
      ['missingSection', 4],
    ])
  })

  it('name the lines with control characters, which a database refuses', () => {
    expect(faultsOf(smallPage({ goal: 'a\u0000b\n\tc\nd\u001b' }))).toEqual([
      ['controlCharacter', 10],
      ['controlCharacter', 12],
    ])
  })

  it('get at most 200 faults and the count of the rest', () => {
    const result = parseTaskPage(smallPage({ goal: '<b>\n'.repeat(1000) }))
    const faults = result.ok ? [] : result.faults
    expect(faults).toHaveLength(201)
    expect(faults.at(-1)).toEqual({ line: 210, code: 'moreFaults', detail: '800' })
  })
})
