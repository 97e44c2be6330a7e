import { describe, expect, it } from 'vitest'
import { readLines } from './lines.ts'
import { readSections, textOf } from './sections.ts'
import type { Findings } from './task-page.ts'

/** The known sections by key, the headings of the unknown ones, and the labels that stand twice. */
function cut(text: string) {
  const findings: Findings = { faults: [], unplaced: [] }
  const sections = readSections(readLines(text), findings)
  return {
    known: Object.fromEntries([...sections].map(([key, section]) => [key, textOf(section.lines)])),
    unknown: findings.unplaced.map(({ heading }) => heading),
    twice: findings.faults.map(({ line, detail }) => [line, detail]),
  }
}

describe('labels', () => {
  it.each([
    '**STATUS**',
    '__Status__',
    '***status***',
    '**STATUS:**',
    '**STATUS**:',
    '# STATUS',
    '###### **Status** ######',
    '  ## *status*',
  ])('%s', (label) => {
    expect(cut(`${label}\nI gang`).known).toEqual({ status: 'I gang' })
  })

  it.each([
    'STATUS',
    '####### STATUS',
    '#STATUS',
    '**STATUS** ok',
    '**A** **B**',
    '- **STATUS**',
    '> # STATUS',
  ])('%s is text', (line) => {
    expect(cut(`# TEMA\n${line}`).known).toEqual({ theme: line })
  })

  it('count once: the first is read, the others are faults', () => {
    expect(cut('# TEMA\na\n# TEMA\nb\n# TEMA')).toMatchObject({
      known: { theme: 'a' },
      twice: [
        [3, 'TEMA'],
        [5, 'TEMA'],
      ],
    })
  })

  it('in capitals make the same words in small letters a sub-heading', () => {
    expect(cut('# BESKRIVELSE\n## Projekt\na\n# PROJEKT\nb')).toMatchObject({
      known: { description: '## Projekt\na', project: 'b' },
      twice: [],
    })
  })
})

describe('labels that no field has', () => {
  it.each([
    ['a field', '# TEMA\na\n## Nyt\nb', ['Nyt']],
    ['a text before the description', '# MÅL\na\n## Nyt\nb\n**NYT**\nc', ['NYT']],
    [
      'the description and its parts',
      '# BESKRIVELSE\n## NYT\n**NYT**\n# OPGAVEN\n## NYT\n# METODE OG FREMGANGSMÅDE\n# NYT',
      [],
    ],
    ['the result, deeper than its own label', '## RESULTAT\na\n### NYT\n**NYT**\nb', []],
    ['the result, as high as its own label', '## RESULTAT\na\n## Nyt\nb\n## NYT\nc', ['NYT']],
    ['messages', '# BESKEDER\n## Nyt\n# NYT\n2025-01-02 03:04:05', ['NYT']],
    [
      'notes, when the next time is in another section',
      '# INTERNE NOTER\n**NYT**\na\n# BESKEDER\nb\n2025-01-02 03:04:05',
      ['NYT'],
    ],
    ['an unknown section', '# TEMA\n# NYT\n## Nyt\n## NYT', ['NYT', 'NYT']],
  ])('after %s', (_name, text, headings) => {
    expect(cut(text).unknown).toEqual(headings)
  })
})
