import { describe, expect, it } from 'vitest'
import { smallPage } from './fixtures/small-page.ts'
import type { SectionKey } from './labels.ts'
import { parseTaskPage } from './parse-task-page.ts'
import type { FaultCode, TaskPage } from './task-page.ts'
import { faultSentence } from './texts.ts'

type Contents = Partial<Record<SectionKey, string | null>>

function pageOf(contents: Contents, end = ''): TaskPage {
  const result = parseTaskPage(smallPage(contents, end))
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.page
}

function faultsOf(contents: Contents): [FaultCode, string | undefined][] {
  const result = parseTaskPage(smallPage(contents))
  return result.ok ? [] : result.faults.map(({ code, detail }) => [code, detail])
}

describe('title and number', () => {
  it.each([
    ['**(Rolle 3)** Tildel en rolle\n\n#12', '(Rolle 3) Tildel en rolle', 'Rolle 3', 12],
    ['# Tildel (en) rolle\n\n\\#12', 'Tildel (en) rolle', null, 12],
    ['**TILDEL EN ROLLE**\n# 12', 'TILDEL EN ROLLE', null, 12],
    ['__Delt over\nto linjer__\n**#012**', 'Delt over to linjer', null, 12],
    ['() Tom parentes\n#1', '() Tom parentes', null, 1],
  ])('%j', (title, expected, prefix, number) => {
    const { template, unplaced } = pageOf({ title })
    expect([template.title, template.numberPrefix, template.sourceNumber]).toEqual([expected, prefix, number])
    expect(unplaced).toEqual([])
  })

  it('are both asked for', () => {
    expect(faultsOf({ title: '' })).toEqual([['noTitle', undefined]])
    expect(faultsOf({ title: '#12' })).toEqual([['noTitle', undefined]])
    expect(faultsOf({ title: 'Uden nummer\n\n#0' })).toEqual([['noNumber', undefined]])
    expect(faultsOf({ title: null })).toEqual([['noTitle', undefined]])
  })
})

describe('choices (T4, T5)', () => {
  it.each([
    ['obligatorisk', 'mandatory'],
    ['**Anbefalet**', 'recommended'],
    ['FRIVILLIG', 'voluntary'],
  ])('priority %s', (priority, expected) => {
    expect(pageOf({ priority }).template.priority).toBe(expected)
  })

  it.each([
    ['Ikke påbegyndt', 'notStarted'],
    ['Ikke pa\u030abegyndt', 'notStarted'],
    ['i gang', 'inProgress'],
    ['FULDFØRT', 'completed'],
  ])('status %s', (status, expected) => {
    expect(pageOf({ status }).municipal.status).toBe(expected)
  })

  it('refuse words they do not know, and being empty or absent', () => {
    expect(faultsOf({ priority: 'Snart', status: 'constructor' })).toEqual([
      ['unknownPriority', 'Snart'],
      ['unknownStatus', 'constructor'],
    ])
    expect(faultsOf({ priority: '-', status: '', municipality: '–' })).toEqual([
      ['missingValue', 'PRIORITET'],
      ['missingValue', 'STATUS'],
      ['missingValue', 'KOMMUNE'],
    ])
    expect(faultsOf({ priority: null, status: null, municipality: null })).toEqual([
      ['missingSection', 'PRIORITET'],
      ['missingSection', 'STATUS'],
      ['missingSection', 'KOMMUNE'],
    ])
  })
})

describe('other fields', () => {
  it('take days that exist', () => {
    const { template } = pageOf({ startsOn: '29-02-2028', dueOn: '1.3.2028' })
    expect([template.startsOn, template.dueOn]).toEqual(['2028-02-29', '2028-03-01'])
    expect(faultsOf({ startsOn: '29-02-2027', dueOn: 'snart' })).toEqual([
      ['impossibleDate', '29-02-2027'],
      ['impossibleDate', 'snart'],
    ])
  })

  it('close up the space the portal puts before a hyphen, and no other', () => {
    const { template } = pageOf({
      recommendedResponsibleRole: 'It- og  digitaliseringschef',
      recommendedPerformerRole: 'KLIK -administrator',
    })
    expect(template.recommendedResponsibleRole).toBe('It- og digitaliseringschef')
    expect(template.recommendedPerformerRole).toBe('KLIK-administrator')
  })

  it.each([
    ['● Rød', 'red'],
    ['gul', 'yellow'],
    ['🟢 GRØN', 'green'],
    ['-', null],
  ])('show the signal %s', (deadline, expected) => {
    expect(pageOf({ deadline }).municipal.deadlineShown).toBe(expected)
  })

  it('hand on what has no place in them', () => {
    const { unplaced } = pageOf({
      deadline: '● Blå',
      project: 'Et\n\nTo\n\nTre',
      theme: '[Fire](https://a.dk)',
    })
    expect(unplaced.map(({ heading, text }) => [heading, text])).toEqual([
      ['DEADLINE', '● Blå'],
      ['PROJEKT', 'To\n\nTre'],
      ['TEMA', 'https://a.dk'],
    ])
  })

  it('read lists with and without marks, wrapped lines and several dashes', () => {
    const { template, municipal } = pageOf({
      prerequisites: '1. Et\n2) To,\n   delt over to linjer\n- Tre',
      related: '-\n-',
      files: 'a.pdf\n\nb.pdf',
      history: 'Ingen vedhæftede filer',
    })
    expect(template.prerequisites).toEqual(['Et', 'To, delt over to linjer', 'Tre'])
    expect([template.related, municipal.history]).toEqual([[], []])
    expect(municipal.fileNames).toEqual(['a.pdf', 'b.pdf'])
  })

  it('keep an address that is not of the web out of the appendices', () => {
    const { template, unplaced } = pageOf({ externalAppendices: '- [Klik](javascript:alert%281%29)' })
    expect(template.externalAppendices).toEqual([{ title: 'Klik', href: null }])
    expect(unplaced).toEqual([{ line: 12, heading: 'EKSTERNE BILAG', text: 'javascript:alert%281%29' }])
  })
})

describe('limits, as the form of a description has them', () => {
  const long = 'Ord '.repeat(80).trim()

  it.each([
    ['title', { title: `**${long}**\n\n#12` }, 'Opgave titel'],
    ['project', { project: long }, 'PROJEKT'],
    ['recommendedPerformerRole', { recommendedPerformerRole: long }, 'ANBEFALET UDFØRER'],
    ['prerequisites', { prerequisites: `Kort\n- ${long}` }, 'FORUDSÆTNINGER'],
  ] satisfies [string, Contents, string][])('%s of more than 300 characters', (_name, contents, label) => {
    expect(faultsOf(contents)).toEqual([['tooLong', label]])
    const result = parseTaskPage(smallPage(contents))
    const fault = result.ok ? undefined : result.faults[0]
    expect(fault && faultSentence(fault).da).toMatch(/^Linje \d+: .* er for lang\. Skriv højst 300 tegn\.$/)
  })

  it('a task that ends before it begins is a fault at the due date', () => {
    const contents = { startsOn: '02-03-2027', dueOn: '01-03-2027' }
    expect(faultsOf(contents)).toEqual([['endBeforeStart', '01-03-2027']])
    expect(faultsOf({ ...contents, dueOn: '02-03-2027' })).toEqual([])
  })
})

describe('labels within a text that no field has', () => {
  it('stay in the text and are told with the section that keeps them (T12)', () => {
    const { template, subsections, unplaced } = pageOf({
      method: '1. Gør det\n\n## **MAGI**\n\nTryl.\n\n## Almindelig overskrift',
    })
    expect(template.method).toContain('Tryl.')
    expect(subsections).toMatchObject([{ heading: 'MAGI', under: 'METODE OG FREMGANGSMÅDE' }])
    expect(unplaced).toEqual([])
  })
})
