import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  const preview = await signe.post('/udrulninger/forhaandsvis', fields())
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
  const preview = await signe.post('/udrulninger/forhaandsvis', chosen)
  expect(preview.payload).toContain('2 kommuner får opgaven')
  expect(preview.payload).toContain('2 kommuner har opgaven i forvejen')
  const form = hiddenFields(preview.payload)
  expect(form.organisationIds).toEqual(ids)
  const back = await signe.post('/udrulninger/ny', form)
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
    for (const [path, id] of [
      ['/udrulninger/forhaandsvis', {}],
      ['/udrulninger', { id: portal.clock.newId() }],
    ] as const) {
      const answer = await signe.post(path, { ...fields(wrong), ...id })
      expect(answer.statusCode).toBe(422)
      expect(answer.payload).toContain(`href="#${field}"`)
      expect(answer.payload).toContain(`value="${'dueOn' in wrong ? wrong.dueOn : '15-12-2026'}"`)
      expect(answer.payload.match(/<h1/g)).toHaveLength(1)
    }
    expect(await rolloutCount()).toBe(before)
  })
})

test('only the central body’s editors come here', async () => {
  for (const name of ['Katrine', 'Ib', 'Nanna'] as const) {
    const browser = await portal.as(name)
    expect((await browser.get('/udrulninger/ny')).statusCode).toBe(403)
    expect((await browser.post('/udrulninger', fields())).statusCode).toBe(403)
  }
})
