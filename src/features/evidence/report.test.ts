import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { rowsOf, unzip } from '../../../test/support/read-workbook.ts'
import type { Browser } from '../../../test/support/test-app.ts'

let c: CertificationPortal
let signe: Browser
let katrine: Browser
let roundId: string

beforeAll(async () => {
  c = await openCertificationPortal()
  signe = await c.portal.as('Signe')
  katrine = await c.portal.as('Katrine')
  await c.portal.as('Lone')
})
afterAll(() => c.close())

/** Korsbæk: one kept, one withdrawn, one nobody answers for; Aarhus: the only administrator about herself. */
beforeEach(async () => {
  await c.clear()
  const roleId = await c.newRole('Netværksansvarlig', { nonResponse: 'suspend', opens: true })
  for (const name of ['=HYPERLINK("x")', 'Bo Æbelø', 'Åse Ørsted'])
    await c.hold(roleId, await c.newUser(name))
  await c.hold(roleId, await c.userId('Lone'), 'Aarhus')
  roundId = await c.start({ roleIds: [roleId] })
  const lines = await c.lines(roundId)
  const idOf = (name: string) => lines.find((line) => line.user_name === name)?.id ?? ''
  await katrine.post(`/bekraeftelser/${roundId}/svar`, {
    [`svar-${idOf('Bo Æbelø')}`]: 'keep',
    [`svar-${idOf('Åse Ørsted')}`]: 'withdraw',
    [`hvorfor-${idOf('Åse Ørsted')}`]: 'Har fået; "andre" opgaver',
  })
  const lone = await c.portal.as('Lone')
  await lone.post(`/bekraeftelser/${roundId}/svar`, { [`svar-${idOf('Lone Dahl')}`]: 'keep' })
})

const report = (browser: Browser, format: string) =>
  browser.get(`/bekraeftelser/${roundId}/rapport?format=${format}`)

describe('as lines', () => {
  test('every municipality for the central body; semicolons, mark, guarded', async () => {
    const answer = await report(signe, 'csv')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    const lines = answer.payload.split('\r\n')
    expect(answer.payload.startsWith('\uFEFFKommune;Kommunekode;Rolle;Person;')).toBe(true)
    expect(lines).toHaveLength(6)
    expect(answer.payload).toContain(`"'=HYPERLINK(""x"")"`)
    expect(answer.payload).toContain('"Har fået; ""andre"" opgaver"')
    const own = lines.find((line) => line.includes('Lone Dahl'))
    expect(own).toContain('Stadig rigtig;;Lone Dahl;23-11-2026 kl. 10:00;ja')
  })

  test('a municipality gets itself alone', async () => {
    const answer = await report(katrine, 'csv')
    expect(answer.payload).not.toContain('Aarhus')
    expect(answer.payload).not.toContain('Lone Dahl')
    expect(answer.payload.split('\r\n')).toHaveLength(5)
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('Korsbæk-Kommune')
  })

  test('by the API as well; a municipality outside the round finds nothing', async () => {
    const client = await c.portal.apiClient('KOMBIT')
    const answer = await client.get(`/api/v1/certification-rounds/${roundId}/report?format=csv`)
    expect(answer.payload.split('\r\n')).toHaveLength(6)
    const other = await c.portal.apiClient('Odense')
    expect((await other.get(`/api/v1/certification-rounds/${roundId}/report`)).statusCode).toBe(404)
    expect((await client.get(`/api/v1/certification-rounds/${roundId}/report?format=doc`)).statusCode).toBe(
      422,
    )
  })
})

test('a deputy’s answer says for whom, and a successor who has not signed in yet is named', async () => {
  const roleId = await c.newRole('Superbruger')
  await c.hold(roleId, await c.newUser('Birgit Lang'))
  const id = await c.start({ roleIds: [roleId] })
  const [line] = await c.lines(id)
  const anders = await c.portal.as('Anders')
  const userId = await c.userId('Anders')
  await katrine.post('/stedfortraeder', { userId, lastDay: '30-11-2026' })
  await anders.post(`/bekraeftelser/${id}/svar`, {
    ...{ [`svar-${line?.id}`]: 'replace', [`efter-${line?.id}`]: 'ny' },
    ...{ [`ny-navn-${line?.id}`]: 'Nina Falk', [`ny-mail-${line?.id}`]: 'nina@korsbaek.example' },
  })
  const [, own] = (await katrine.get(`/bekraeftelser/${id}/rapport?format=csv`)).payload.split('\r\n')
  expect(own).toContain('Erstattes af Nina Falk (ikke logget på endnu);')
  expect(own).toContain('Anders Skov på vegne af Katrine Holm;')
  expect(own).toContain('Beholder rollen, til den nye har logget på, dog højst 30 dage')
  expect(own).not.toContain('nina@')
  const sheet = rowsOf(unzip((await katrine.get(`/bekraeftelser/${id}/rapport?format=xlsx`)).rawPayload), 1)
  expect(sheet[1]).toMatchObject({
    I: 'Erstattes af Nina Falk (ikke logget på endnu)',
    K: 'Anders Skov på vegne af Katrine Holm',
  })
  expect((await katrine.get(`/bekraeftelser/${id}/rapport?format=pdf`)).statusCode).toBe(200)
  for (const [browser, path] of [
    [katrine, `/bekraeftelser/${id}`],
    [signe, `/bekraeftelser/${id}/kommuner/${c.portal.organisation('Korsbæk')}`],
  ] as const)
    expect((await browser.get(path)).payload).toContain('Anders Skov på vegne af Katrine Holm svarede')
  await c.portal.owner.query('delete from deputy')
})

describe('as a workbook', () => {
  test('three sheets; texts are texts, days are days, the header stands still', async () => {
    const answer = await report(signe, 'xlsx')
    expect(answer.statusCode).toBe(200)
    const parts = unzip(answer.rawPayload)
    const sheet = parts.get('xl/worksheets/sheet1.xml')
    expect(sheet).toContain('state="frozen"')
    expect(sheet).not.toContain('<f>')
    const lines = rowsOf(parts, 1)
    expect(lines).toHaveLength(5)
    expect(lines.map((cells) => cells.D)).toContain(`'=HYPERLINK("x")`)
    // 23-11-2026 as a workbook counts days; the time of day is Danish.
    const answered = lines.find((cells) => cells.D === 'Bo Æbelø')
    expect(answered).toMatchObject({ A: 'Korsbæk Kommune', G: '46349', I: 'Stadig rigtig', O: 'Fortsætter' })
    expect(Number(answered?.L)).toBeCloseTo(46349 + 10 / 24, 6)
    // In Danish order: Aarhus is å.
    expect(rowsOf(parts, 2).map((cells) => cells.A)).toEqual(['Kommune', 'Korsbæk Kommune', 'Aarhus Kommune'])
    expect(rowsOf(parts, 3)[1]).toMatchObject({ A: 'Netværksansvarlig', B: 'ja', C: 'Sættes på pause' })
  })
})

test('a municipality’s workbook counts its own people alone', async () => {
  const parts = unzip((await report(katrine, 'xlsx')).rawPayload)
  expect(rowsOf(parts, 1)).toHaveLength(4)
  expect(rowsOf(parts, 2)).toHaveLength(2)
  expect(rowsOf(parts, 3)[1]).toMatchObject({ A: 'Netværksansvarlig', F: '3' })
  expect([...parts.values()].join('')).not.toMatch(/Aarhus|Lone/)
})

describe('as a document', () => {
  test('tagged, in Danish, with pages, bookmarks and fonts of its own', async () => {
    const answer = await report(katrine, 'pdf')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    const text = answer.rawPayload.toString('latin1')
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    expect(text.trimEnd().endsWith('%%EOF')).toBe(true)
    for (const part of [
      '/StructTreeRoot',
      '/Lang (da)',
      '/Marked true',
      '/Outlines',
      '/FontFile2',
      '/DisplayDocTitle true',
    ])
      expect(text, part).toContain(part)
    expect(text.match(/\/S \/(H1|H2|H3|Table|TR|TH|TD)\b/g)?.length).toBeGreaterThan(40)
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(1)
  })
})

test.each(['Signe', 'Katrine'] as const)(
  '%s gets from the round to the keys and how a file is checked',
  async (name) => {
    const browser = await c.portal.as(name)
    const round = await browser.get(`/bekraeftelser/${roundId}`)
    expect(round.payload).toContain('href="/dokumentation#kontrol"')
    const { payload } = await browser.get('/dokumentation')
    expect(payload).toContain('id="kontrol"')
    expect(payload).toContain('href="/.well-known/tvaers-keys.json"')
    expect(payload).toContain('node verify-evidence.mjs dokumentation.json tvaers-keys.json')
  },
)

test('anybody gets the program that checks a file, exactly as it is; the page tells its sum', async () => {
  const found = await c.portal.anybody().get('/dokumentation/verify-evidence.mjs')
  const source = await readFile('scripts/verify-evidence.mjs')
  expect(found.rawPayload.equals(source)).toBe(true)
  expect(found.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-disposition': expect.stringContaining('attachment; filename="verify-evidence.mjs"'),
  })
  const { payload } = await (await c.portal.as('Ib')).get('/dokumentation')
  expect(payload).toContain(createHash('sha256').update(source).digest('hex'))
  expect(payload).toContain('href="/dokumentation/verify-evidence.mjs"')
})
