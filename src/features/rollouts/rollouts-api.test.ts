import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiClient, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { assignSupplier } from '../templates/index.ts'

let portal: TestApp
let central: ApiClient
let supplier: ApiClient

beforeAll(async () => {
  portal = await createTestApp()
  central = await portal.apiClient('KOMBIT')
  supplier = await portal.apiClient('Netleverandøren')
})
afterAll(() => portal.close())

const nobody = '00000000-0000-4000-8000-000000000000'
const body = { title: '(Rolle 4) Vagttelefon', project: 'Cyber', priority: 'voluntary', goal: 'Et **mål**' }
const templates = '/api/v1/task-templates'

async function newTemplate(more: object = {}): Promise<string> {
  const answer = await central.post(templates, { ...body, ...more })
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}

const publish = (id: string, plan: object, headers = {}) =>
  central.post(`${templates}/${id}/rollouts`, { priority: 'voluntary', ...plan }, headers)

describe('a task template', () => {
  test('is written, read and corrected with its version as the ETag', async () => {
    const id = await newTemplate({ appendices: [{ title: 'Bilag', href: 'https://kombit.example/b' }] })
    const one = await central.get(`${templates}/${id}`)
    expect(one.headers.etag).toBe('"1"')
    expect(one.json()).toMatchObject({ ...body, id, numberPrefix: 'Rolle 4', publishedAt: null, version: 1 })
    const saved = await central.put(`${templates}/${id}`, { ...body, goal: 'Nyt' }, { 'if-match': '"1"' })
    expect([saved.statusCode, saved.headers.etag, saved.json().goal]).toEqual([200, '"2"', 'Nyt'])
    const stale = await central.put(`${templates}/${id}`, body, { 'if-match': '"1"' })
    expect(stale.statusCode).toBe(412)
    expect((await central.put(`${templates}/${id}`, body)).statusCode).toBe(428)
  })

  test.each([
    ['no title', { title: '' }],
    ['an unknown role', { boundRoleId: nobody }],
    ['an unknown prerequisite', { prerequisites: [{ templateId: nobody, title: 'x' }] }],
    ['an address that is a script', { appendices: [{ title: 'x', href: 'javascript:alert(1)' }] }],
    ['a day that is none', { dueOn: '2026-02-30' }],
    ['end before start', { startsOn: '2026-12-02', dueOn: '2026-12-01' }],
  ])('with %s is refused', async (_name, wrong) => {
    const answer = await central.post(templates, { ...body, ...wrong })
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test('is found in the list, page by page', async () => {
    for (const title of ['Liste A', 'Liste B', 'Liste C'])
      await newTemplate({ title, project: 'Listeprojekt' })
    const first = (await central.get(`${templates}?q=Listeprojekt&limit=2`)).json()
    const second = (
      await central.get(`${templates}?q=Listeprojekt&limit=2&cursor=${first.nextCursor}`)
    ).json()
    const titles = [...first.items, ...second.items].map((item: { title: string }) => item.title)
    expect(titles.sort()).toEqual(['Liste A', 'Liste B', 'Liste C'])
    expect(second.nextCursor).toBeNull()
    expect((await central.get(`${templates}?cursor=x`)).statusCode).toBe(422)
  })
})

describe('a roll-out', () => {
  test('is sent once for its key, listed, and followed', async () => {
    const id = await newTemplate({ project: 'Udrulningsprojekt' })
    const key = { 'idempotency-key': 'udrul-1' }
    const plan = { audience: { kind: 'regions', regions: ['Nordjylland'] }, dueOn: '2026-12-24' }
    const [sent, again] = [await publish(id, plan, key), await publish(id, plan, key)]
    expect([sent.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.json()).toEqual(sent.json())
    expect(sent.json().taskCount).toBe(11)
    const list = (await central.get(`${templates}/${id}/rollouts`)).json()
    expect(list).toMatchObject({
      items: [{ id: sent.json().id, taskCount: 11, overdue: 0 }],
      nextCursor: null,
    })
    const progress = (await central.get(sent.headers.location as string)).json()
    expect(progress.numbers).toEqual({
      total: 11,
      answered: 0,
      participated: 0,
      optedOut: 0,
      lapsed: 0,
      inProgress: 0,
      notStarted: 11,
      overdue: 0,
    })
    expect(progress.regions).toHaveLength(1)
    expect(progress.municipalities).toHaveLength(11)
    const all = (await central.get('/api/v1/rollouts?q=Udrulningsprojekt')).json()
    expect(all.items).toHaveLength(1)
  })

  test.each([
    ['to nobody', { audience: { kind: 'list', organisationIds: [] } }],
    ['to an unknown region', { audience: { kind: 'regions', regions: ['Ingenmandsland'] } }],
    ['to those lacking an unknown role', { audience: { kind: 'lacksRole', roleId: nobody } }],
    ['due in the past', { audience: { kind: 'all' }, dueOn: '2026-11-22' }],
    ['of an unknown kind', { audience: { kind: 'some' } }],
  ])('%s is refused and leaves nothing', async (_name, plan) => {
    const id = await newTemplate()
    expect((await publish(id, plan)).statusCode).toBe(422)
    const { rows } = await portal.owner.query('select 1 from rollout where template_id = $1', [id])
    expect(rows).toEqual([])
  })

  test('has the description’s own priority unless it names one', async () => {
    const id = await newTemplate({ priority: 'mandatory' })
    const sent = await central.post(`${templates}/${id}/rollouts`, { audience: { kind: 'all' } })
    expect(sent.statusCode).toBe(201)
    const { rollout } = (await central.get(sent.headers.location as string)).json()
    expect(rollout.priority).toBe('mandatory')
  })

  test('names the values a field takes, and where the field is', async () => {
    const id = await newTemplate()
    const wrong = {
      audience: { kind: 'some' },
      priority: 'high',
      dueOn: '2026-02-30',
      alsoThoseWhoHave: 'ja',
    }
    const answer = await central.post(`${templates}/${id}/rollouts`, wrong)
    expect(answer.json().errors).toEqual([
      { pointer: '#/audience/kind', detail: 'Vælg en af: all, regions, list, lacksRole.' },
      { pointer: '#/alsoThoseWhoHave', detail: 'Skal være true eller false.' },
      { pointer: '#/priority', detail: 'Vælg en af: mandatory, recommended, voluntary.' },
      { pointer: '#/dueOn', detail: 'Skriv en dag, der findes, som åååå-mm-dd, fx 2026-08-25.' },
    ])
    const missing = await central.post(`${templates}/${id}/rollouts`, {})
    expect(missing.json().errors).toEqual([{ pointer: '#/audience', detail: 'Feltet mangler.' }])
  })

  test('of an unknown template is not found', async () => {
    expect((await publish(nobody, { audience: { kind: 'all' } })).statusCode).toBe(404)
  })
})

test('a supplier follows its own project and nothing else', async () => {
  const own = await newTemplate({ project: 'Leverandørens' })
  const other = await newTemplate({ project: 'En andens' })
  const all = { audience: { kind: 'all' } }
  const [mine, theirs] = [await publish(own, all), await publish(other, all)]
  await portal.act('Signe', (ctx) =>
    assignSupplier(ctx, { project: 'Leverandørens', supplierId: portal.organisation('Netleverandøren') }),
  )
  const list = (await supplier.get('/api/v1/rollouts')).json()
  expect(list.items.map((item: { id: string }) => item.id)).toEqual([mine.json().id])
  const progress = (await supplier.get(mine.headers.location as string)).json()
  expect(progress.municipalities).toHaveLength(99)
  expect(progress.municipalities.every((one: { reason: null }) => one.reason === null)).toBe(true)
  expect((await supplier.get(theirs.headers.location as string)).statusCode).toBe(404)
  expect((await supplier.get(`${templates}/${other}/rollouts`)).json().items).toEqual([])
  expect((await supplier.get(templates)).statusCode).toBe(403)
  expect((await supplier.post(`${templates}/${own}/rollouts`, all)).statusCode).toBe(403)
})
