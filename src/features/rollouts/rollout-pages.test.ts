import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { createTemplate, emptyDraft } from '../templates/index.ts'

let portal: TestApp
let signe: Browser
let templateId: string

beforeAll(async () => {
  portal = await createTestApp()
  signe = await portal.as('Signe')
  await portal.actor('Katrine')
  const draft = { ...emptyDraft, title: 'Skift koder', project: 'KLIK', dueOn: civilDay('2026-12-24') }
  templateId = (await portal.act('Signe', (ctx) => createTemplate(ctx, draft))).id
})
afterAll(() => portal.close())

const fields = (more: Record<string, string | string[]> = {}) => ({
  templateId,
  audience: 'all',
  priority: 'voluntary',
  startsOn: '',
  dueOn: '15-12-2026',
  ...more,
})

/** The hidden fields of the preview's form, as the browser would send them. */
function hiddenFields(html: string): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = {}
  for (const [, name = '', value = ''] of html.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  ))
    form[name] = name in form ? [form[name] ?? [], value].flat() : value
  return form
}

const previewOf = (chosen: Record<string, string | string[]>) => {
  const pairs = Object.entries(chosen).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return signe.get(`/udrulninger/forhaandsvis?${new URLSearchParams(pairs)}`)
}

const rolloutCount = async () =>
  (await portal.owner.query('select count(*)::int from rollout')).rows[0].count as number

test('the form starts from the chosen description: its priority and its deadline', async () => {
  const { result, queries } = await countingQueries(() => signe.get(`/udrulninger/ny?skabelon=${templateId}`))
  expect(queries).toBeLessThanOrEqual(2)
  expect(result.payload).toMatch(/<option value="[^"]+" selected>Skift koder/)
  expect(result.payload).toContain('value="24-12-2026"')
  expect(result.payload).toMatch(/value="recommended" checked/)
})

test('the way from form to progress: preview in words, then one roll-out however often it is sent', async () => {
  const { result: preview, queries } = await countingQueries(() => previewOf(fields()))
  expect(queries).toBeLessThanOrEqual(4)
  expect(preview.statusCode).toBe(200)
  expect(preview.payload).toContain('99 kommuner får opgaven')
  expect(preview.payload).toContain('I 98 af dem er der ingen KLIK-administrator')
  expect(preview.payload).toContain('Send opgaven til 99 kommuner')
  expect(await rolloutCount()).toBe(0)

  const form = hiddenFields(preview.payload)
  const sent = await signe.post('/udrulninger', form)
  const again = await signe.post('/udrulninger', form)
  expect([sent.statusCode, again.statusCode]).toEqual([303, 303])
  expect(again.headers.location).toBe(sent.headers.location)
  expect(await rolloutCount()).toBe(1)
  expect((await signe.get(String(sent.headers.location))).payload).toContain('af 99 kommuner')
})

test('chosen municipalities are carried through the preview and back', async () => {
  const ids = ['Ærø', 'Fanø'].map((name) => String(portal.organisation(name)))
  const chosen = fields({ audience: 'list', organisationIds: ids, alsoThoseWhoHave: 'ja' })
  const preview = await previewOf(chosen)
  expect(preview.payload).toContain('2 kommuner får opgaven')
  expect(preview.payload).toContain('2 kommuner har opgaven i forvejen')
  const form = hiddenFields(preview.payload)
  expect(form.organisationIds).toEqual(ids)
  const change = /href="(\/udrulninger\/ny\?[^"]+)"/.exec(preview.payload)?.[1] ?? ''
  const back = await signe.get(change.replaceAll('&amp;', '&'))
  expect(back.statusCode).toBe(200)
  for (const id of ids)
    expect(back.payload).toMatch(new RegExp(`name="organisationIds" value="${id}" checked`))
  expect(back.payload).toContain('value="15-12-2026"')
})

describe('what is wrong is said at its field, and what was typed is kept', () => {
  test.each([
    ['no description', { templateId: '' }, 'templateId'],
    ['a day that is none', { dueOn: '31-11-2026' }, 'dueOn'],
    ['a day in the past', { dueOn: '01-01-2026' }, 'dueOn'],
    ['a deadline before the start', { startsOn: '20-12-2026' }, 'dueOn'],
    ['no region', { audience: 'regions' }, 'regions'],
    ['no municipality', { audience: 'list' }, 'organisationIds'],
    ['no role', { audience: 'lacksRole' }, 'roleId'],
    ['an unknown audience', { audience: 'hvem' }, 'audience'],
    ['everybody has it', {}, 'audience'],
  ])('%s', async (_name, wrong, field) => {
    const before = await rolloutCount()
    const sent = { ...fields(wrong), id: portal.clock.newId() }
    for (const answer of [await previewOf(fields(wrong)), await signe.post('/udrulninger', sent)]) {
      expect(answer.statusCode).toBe(422)
      expect(answer.payload).toContain(`href="#${field}"`)
      expect(answer.payload).toContain(`value="${'dueOn' in wrong ? wrong.dueOn : '15-12-2026'}"`)
      expect(answer.payload.match(/<h1/g)).toHaveLength(1)
    }
    expect(await rolloutCount()).toBe(before)
  })
})

test('all that is wrong is said at once, in words for each mistake', async () => {
  const answer = await previewOf(
    fields({ templateId: '', audience: 'regions', dueOn: '31-02-2027', startsOn: 'snart' }),
  )
  for (const sentence of [
    'Vælg en opgavebeskrivelse.',
    'Vælg mindst én region.',
    '31-02-2027 findes ikke i kalenderen.',
    'Skriv datoen som dd-mm-åååå, fx 25-08-2026.',
  ])
    expect(answer.payload).toContain(sentence)
})

test('a description’s deadline that has passed is told, not filled in', async () => {
  const draft = { ...emptyDraft, title: 'Gammel', project: 'KLIK', dueOn: civilDay('2025-08-25') }
  const { id } = await portal.act('Signe', (ctx) => createTemplate(ctx, draft))
  const { payload } = await signe.get(`/udrulninger/ny?skabelon=${id}`)
  expect(payload).toContain('Beskrivelsens slutdato 25-08-2025 er passeret.')
  expect(payload).not.toContain('value="25-08-2025"')
  expect(payload).toContain('Gammel (ikke sendt)')
})

test('a description that names a role and asks for none says so before it is sent', async () => {
  await insertRole(portal, 'Vagttelefon')
  const draft = { ...emptyDraft, title: 'Udpeg en "vagttelefon"', project: 'KLIK' }
  const { id } = await portal.act('Signe', (ctx) => createTemplate(ctx, draft))
  const { payload } = await previewOf(fields({ templateId: id }))
  expect(payload).toContain('Teksten nævner rollen Vagttelefon, men beder ikke om den')
  expect(payload).toContain(`href="/opgavebeskrivelser/${id}/rediger#boundRoleId"`)
})

test('only the central body’s editors come here', async () => {
  for (const name of ['Katrine', 'Ib', 'Nanna'] as const) {
    const browser = await portal.as(name)
    expect((await browser.get('/udrulninger/ny')).statusCode).toBe(403)
    expect((await browser.post('/udrulninger', fields())).statusCode).toBe(403)
  }
})
