import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { multipartForm } from '../../../test/support/multipart.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'

let portal: TestApp
let signe: Browser
beforeAll(async () => {
  portal = await createTestApp()
  signe = await portal.as('Signe')
})
afterAll(() => portal.close())

const filled = {
  title: '(Rolle 7) Prøv noget',
  project: 'Prøver',
  priority: 'recommended',
  method: '1. Gør det',
}
const rows = async (statement: string) => (await portal.owner.query(statement)).rows
const upload = (content: Buffer, name = 'opgave.md') =>
  signe.request({ method: 'POST', url: '/opgavebeskrivelser/import', ...multipartForm({ name, content }) })

describe('writing', () => {
  test('a new description is saved as version 1, and a correction as version 2', async () => {
    const created = await signe.post('/opgavebeskrivelser/ny', {
      ...filled,
      appendices: 'Vejledning | https://example.org/a',
    })
    expect(created.statusCode).toBe(303)
    const address = String(created.headers.location)
    const shown = await signe.get(address)
    expect(shown.payload).toContain('(Rolle 7) Prøv noget')
    expect(shown.payload).toContain('https://example.org/a')
    const saved = await signe.post(`${address}/rediger`, { ...filled, goal: 'Nyt mål', version: '1' })
    expect(saved.statusCode).toBe(303)
    expect(
      await rows('select version, goal, number_prefix from task_template_version order by version'),
    ).toEqual([
      { version: 1, goal: '', number_prefix: 'Rolle 7' },
      { version: 2, goal: 'Nyt mål', number_prefix: 'Rolle 7' },
    ])
    const late = await signe.post(`${address}/rediger`, { ...filled, goal: 'For sent', version: '1' })
    expect(late.statusCode).toBe(409)
    expect(late.payload).toContain('For sent')
    expect(late.payload).toContain('Signe Bruun gemte version 2')
    expect(late.payload).toContain(`href="${address}"`)
    expect(late.payload).toContain('name="version" value="2"')
    const deliberate = await signe.post(`${address}/rediger`, { ...filled, goal: 'For sent', version: '2' })
    expect(deliberate.statusCode).toBe(303)
    expect((await rows('select goal from task_template_version where version = 3'))[0]).toEqual({
      goal: 'For sent',
    })
  })

  test('what is missing is said at the field, and what was typed is kept', async () => {
    const before = await rows('select count(*)::int as count from task_template')
    const answer = await signe.post('/opgavebeskrivelser/ny', {
      ...filled,
      title: '',
      goal: 'Mit lange mål',
      dueOn: '31-02-2027',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('Mit lange mål')
    expect(answer.payload).toContain('31-02-2027')
    expect(await rows('select count(*)::int as count from task_template')).toEqual(before)
  })

  test('is the editors’ alone; the auditor reads without buttons', async () => {
    const ib = await portal.as('Ib')
    expect((await ib.get('/opgavebeskrivelser/ny')).statusCode).toBe(403)
    const list = await ib.get('/opgavebeskrivelser')
    expect(list.statusCode).toBe(200)
    expect(list.payload).not.toContain('Skriv en ny')
  })

  test('the list finds by words, and drafts apart from what is sent', async () => {
    expect((await signe.get('/opgavebeskrivelser?q=prøv')).payload).toContain('(Rolle 7) Prøv noget')
    expect((await signe.get('/opgavebeskrivelser?tilstand=kladde')).payload).toContain('(Rolle 7) Prøv noget')
    expect((await signe.get('/opgavebeskrivelser?tilstand=sendt')).payload).toContain(
      'Ingen opgavebeskrivelser',
    )
    expect((await signe.get('/opgavebeskrivelser?efter=noget&q=%00')).statusCode).toBeLessThan(500)
  })
})

describe('importing a page', () => {
  test('shows what became what, and keeps nothing of the municipality’s', async () => {
    const content = await readFile('test/pages/opgave-201417.md')
    const answer = await upload(content)
    expect(answer.statusCode).toBe(303)
    const address = String(answer.headers.location)
    const report = await signe.get(address)
    expect(report.payload).toContain('Der er lavet en ny opgavebeskrivelse')
    expect(report.payload).toContain('<h1>Opgavesiden er importeret</h1>')
    expect(await rows('select 1 from message union all select 1 from internal_note')).toEqual([])
    const kept = JSON.stringify(await rows('select report from template_import'))
    expect(kept).not.toContain('Anders Skov')
    await upload(content)
    expect((await signe.get(address)).payload).toContain('Den samme side er importeret før')
    expect(
      await rows('select count(*)::int as count from task_template where source_number is not null'),
    ).toEqual([{ count: 1 }])
  })

  test('a broken page is refused line by line, and nothing changes', async () => {
    const before = await rows('select count(*)::int as count from event')
    const answer = await upload(await readFile('test/pages/opgave-med-fejl.md'))
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toMatch(/Linje \d+/)
    expect(answer.payload).toContain('Ingenting er ændret.')
    // Each fault stands once, at the field the summary leads to.
    const [first = ''] = /Linje \d+: [^<]+/.exec(answer.payload) ?? []
    expect(answer.payload.split(first)).toHaveLength(2)
    expect(answer.payload).toContain('href="#file"')
    expect(answer.payload).toMatch(/aria-describedby="file-hint file-error"/)
    expect(await rows('select count(*)::int as count from event')).toEqual(before)
  })

  test.each([
    ['no file', null],
    ['10 MB', Buffer.alloc(10 * 1_048_576, 'a')],
    ['an empty file', Buffer.alloc(0)],
  ])('%s gets a sentence', async (_name, content) => {
    const answer = content ? await upload(content) : await signe.post('/opgavebeskrivelser/import', {})
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toMatch(/Vælg en fil|for stor|Filen er tom/)
  })
})
