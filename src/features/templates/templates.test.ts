import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import {
  createTemplate,
  emptyDraft,
  getTemplate,
  importTaskPage,
  listTemplates,
  publishTemplate,
  saveTemplateVersion,
} from './index.ts'
import { draftOf, readTemplate } from './queries.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const draft = { ...emptyDraft, title: '(Rolle 9) Hold styr på netværket', project: 'KLIK', goal: 'Målet' }

const importPage = (bytes: Uint8Array) => portal.act('Signe', (ctx) => importTaskPage(ctx, { bytes }))
const page = async (name: string): Promise<string> => await readFile(`test/pages/${name}.md`, 'utf8')
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a template', () => {
  test('keeps everything it was given', async () => {
    const whole = {
      ...draft,
      numberPrefix: 'Rolle 9',
      description: '**Fed**',
      recommendedPerformer: 'KLIK-administrator',
      priority: 'voluntary' as const,
      startsOn: civilDay('2026-11-01'),
      dueOn: civilDay('2026-12-01'),
      phase: 'Udrulning',
      theme: 'It-sikkerhed',
      prerequisites: [{ templateId: null, title: 'En anden opgave' }],
      appendices: [{ title: 'Vejledning', href: 'https://kombit.example/v' }],
    }
    const { id } = await portal.act('Signe', (ctx) => createTemplate(ctx, whole))
    const template = await portal.act('Signe', (ctx) => getTemplate(ctx, id))
    expect(draftOf(template)).toEqual(whole)
    expect(template).toMatchObject({ version: 1, publishedAt: null })
  })

  test('gets a new version at each correction, and none when nothing changed', async () => {
    const { id } = await portal.act('Signe', (ctx) => createTemplate(ctx, draft))
    const save = (goal: string, expectedVersion: number) =>
      portal.act('Signe', (ctx) =>
        saveTemplateVersion(ctx, { id, draft: { ...draft, goal }, expectedVersion }),
      )
    expect(await save('Målet', 1)).toEqual({ version: 1 })
    expect(await save('Et nyt mål', 1)).toEqual({ version: 2 })
    await expect(save('En andens mål', 1)).rejects.toThrow('Conflict')
    const { rows } = await portal.owner.query(
      'select version, goal from task_template_version where template_id = $1 order by version',
      [id],
    )
    expect(rows).toEqual([
      { version: 1, goal: 'Målet' },
      { version: 2, goal: 'Et nyt mål' },
    ])
    const events = await portal.owner.query(
      `select changes from event where type = 'template.versionSaved' and subject_id = $1`,
      [id],
    )
    expect(events.rows).toEqual([{ changes: { goal: {}, version: { from: 1, to: 2 } } }])
  })

  test('needs a title, a project and dates in order', async () => {
    const bad = { ...emptyDraft, startsOn: civilDay('2026-12-02'), dueOn: civilDay('2026-12-01') }
    const error = await portal.act('Signe', (ctx) => createTemplate(ctx, bad)).catch((caught) => caught)
    expect(error).toBeInstanceOf(InvalidInput)
    expect(Object.keys(error.fields)).toEqual(['title', 'project', 'dueOn'])
  })

  test('is written by the central body’s editors alone', async () => {
    for (const name of ['Katrine', 'Omar', 'Ib', 'Nanna'] as const)
      await expect(portal.act(name, (ctx) => createTemplate(ctx, draft))).rejects.toThrow('Forbidden')
  })

  test('is hidden from municipalities by row-level security until it is published', async () => {
    const { id } = await portal.act('Signe', (ctx) => createTemplate(ctx, draft))
    await expect(portal.act('Katrine', (ctx) => readTemplate(ctx, id))).rejects.toThrow('Not found')
    await portal.act('Signe', (ctx) => publishTemplate(ctx, id))
    expect(await portal.act('Katrine', (ctx) => readTemplate(ctx, id))).toMatchObject({ id })
  })
})

test('the list is searched by words, number and project, and paged without gaps', async () => {
  for (const word of ['Firewall', 'Firewalls', 'Sikkerhedskopi'])
    await portal.act('Signe', (ctx) =>
      createTemplate(ctx, { ...draft, title: `Tjek ${word}`, project: 'Prøveprojekt' }),
    )
  const find = (q: string) => portal.act('Signe', (ctx) => listTemplates(ctx, { q }))
  expect((await find('firewall')).total).toBe(2)
  expect((await find('Prøveprojekt')).total).toBe(3)
  expect((await find('100 % ingenting')).items).toEqual([])
  const first = await portal.act('Signe', (ctx) => listTemplates(ctx, { q: 'Prøveprojekt', limit: 2 }))
  const last = first.items[1]!
  const second = await portal.act('Signe', (ctx) =>
    listTemplates(ctx, { q: 'Prøveprojekt', limit: 2, after: { createdAt: last.createdAt, id: last.id } }),
  )
  expect([...first.items, ...second.items].map((item) => item.title).sort()).toEqual([
    'Tjek Firewall',
    'Tjek Firewalls',
    'Tjek Sikkerhedskopi',
  ])
})

describe('an imported page', () => {
  test('becomes one template, also the second time', async () => {
    const bytes = bytesOf(await page('opgave-201417'))
    const [first, second] = [await importPage(bytes), await importPage(bytes)]
    expect([first.result, second.result]).toEqual(['created', 'unchanged'])
    expect(second.templateId).toBe(first.templateId)
    const { rows } = await portal.owner.query(
      'select count(*)::int from task_template where source_number = 201417',
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('brings nothing of the municipality’s own part into the database', async () => {
    const report = await importPage(bytesOf(await page('opgave-201923-lang')))
    const texts = [...report.municipal.messages, ...report.municipal.internalNotes].map((post) => post.text)
    expect(texts.length).toBeGreaterThan(0)
    for (const table of ['task_template_version', 'event', 'message', 'internal_note'])
      for (const text of texts) {
        const { rows } = await portal.owner.query(
          `select count(*)::int from ${table} t where position($1 in t::text) > 0`,
          [text.slice(0, 60)],
        )
        expect(rows).toEqual([{ count: 0 }])
      }
  })

  test('with another text is a new version before the roll-out and left alone after it', async () => {
    const text = await page('opgave-201532-overskrifter')
    const first = await importPage(bytesOf(text))
    expect(first.result).toBe('created')
    const title = `${first.title} igen`
    const again = bytesOf(text.replace(first.title, title))
    expect(await importPage(again)).toMatchObject({ result: 'newVersion', version: 2, title })
    await portal.act('Signe', (ctx) => publishTemplate(ctx, first.templateId))
    expect(await importPage(bytesOf(text))).toMatchObject({ result: 'keptPublished', version: 2 })
  })

  test('with faults changes nothing and names each line', async () => {
    const before = await portal.owner.query('select count(*)::int from task_template')
    const bytes = bytesOf(await page('opgave-med-fejl'))
    const error = await importPage(bytes).catch((caught) => caught)
    expect(error).toBeInstanceOf(InvalidInput)
    const sentences = Object.values((error as InvalidInput).fields).map((sentence) => sentence.da)
    expect(sentences.length).toBeGreaterThan(1)
    expect(sentences.every((sentence) => /^Linje \d+: /.test(sentence))).toBe(true)
    const after = await portal.owner.query('select count(*)::int from task_template')
    expect(after.rows).toEqual(before.rows)
  })

  test('twice at once makes one template', async () => {
    const bytes = bytesOf(await page('opgave-201805-tom'))
    const reports = await Promise.all([importPage(bytes), importPage(bytes)])
    expect(reports.map((report) => report.result).sort()).toEqual(['created', 'unchanged'])
  })
})
