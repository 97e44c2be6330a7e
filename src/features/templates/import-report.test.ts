import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTaskPage } from './import/parse-task-page.ts'
import { shownReport } from './import-report.ts'

const page = readFileSync('test/pages/opgave-201417.md', 'utf8')
const secret = 'Vi har en åben port på routeren'

/** The report of the page with something changed. */
function reportOf(change: (text: string) => string) {
  const result = parseTaskPage(Buffer.from(change(page)))
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  const saved = { templateId: 'x', result: 'created', version: 1, boundRole: null } as const
  return shownReport(result.page, saved, [])
}

/** The page with a heading for internal notes that differs, and a note under it. */
const withNote = (heading: string) => (text: string) => {
  const changed = text.replace(/^.*INTERNE NOTER.*$/m, `${heading}\n\n${secret}`)
  expect(changed).toContain(secret)
  return changed
}

describe('what a municipality wrote stands in no report', () => {
  test.each([
    '## INTERNE NOTE',
    '## Interne noter (1)',
    '**NOTER TIL OS SELV**',
    '**INTERNE NOTER **',
    '## INTERNE\u00A0NOTER',
    '**INTERNE\u200B NOTER**',
  ])('under %s', (heading) => {
    const report = reportOf(withNote(heading))
    expect(JSON.stringify(report)).not.toContain(secret)
  })

  test('an unknown heading among its sections is told by its place', () => {
    const report = reportOf(withNote('## NOTER TIL OS SELV'))
    expect(report.unplaced).toMatchObject([{ heading: 'NOTER TIL OS SELV', text: '' }])
    expect(report.unplaced[0]?.line).toBeGreaterThan(1)
  })

  test('one among KOMBIT’s own is told with its words', () => {
    const report = reportOf((text) =>
      text.replace(/^.*KVALITETSKRITERIER.*$/m, '## BUDGET\n\n10.000 kr.\n\n$&'),
    )
    expect(report.unplaced).toMatchObject([{ heading: 'BUDGET', text: '10.000 kr.' }])
  })
})

test('a heading that tells how many there are is the same heading', () => {
  const count = reportOf((text) => text).fromMunicipality
  expect(count).toMatchObject({ people: 2, history: 0 })
  expect(count.messages).toBeGreaterThan(0)
  const report = reportOf((text) => text.replace(/BESKEDER/, 'BESKEDER (2)'))
  expect(report.fromMunicipality).toEqual(count)
  expect(report.unplaced).toEqual([])
})

test('lines of history are counted', () => {
  const report = reportOf((text) =>
    text.replace(/^## HISTORIK$/m, '$&\n\nOprettet 25-08-2025\n\nRettet 26-08-2025'),
  )
  expect(report.fromMunicipality.history).toBe(2)
})

test.each([
  ['white space within the marks', (label: string) => `**${label} **`],
  ['a space that does not break', (label: string) => `**${label}\u00A0**`],
  ['what nobody sees', (label: string) => `**${label}\u200B**`],
])('labels are known despite %s', (_name, write) => {
  const bold = page.replace(/^#+ (STATUS|SLUTDATO|PRIORITET)\s*$/gm, '**$1**')
  const changed = bold.replace(/^\*\*(STATUS|SLUTDATO|PRIORITET)\*\*$/gm, (_all, label: string) =>
    write(label),
  )
  expect(changed).not.toBe(bold)
  expect(parseTaskPage(Buffer.from(changed))).toEqual(parseTaskPage(Buffer.from(bold)))
})
