import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../../test/support/factories.ts'
import { multipartForm } from '../../../../test/support/multipart.ts'
import { type ApiClient, createTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import { civilDay } from '../../../kernel/civil-day.ts'
import { writeNote } from '../../messages/index.ts'

let portal: TestApp
let korsbaek: ApiClient
let aarhus: ApiClient
let kombit: ApiClient
let templateId: string
let number: number
let url: string

beforeAll(async () => {
  portal = await createTestApp()
  korsbaek = await portal.apiClient('Korsbæk')
  aarhus = await portal.apiClient('Aarhus')
  kombit = await portal.apiClient('KOMBIT')
  templateId = await insertTemplate(portal)
})
beforeEach(async () => {
  number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-12-01') })
  url = `/api/v1/tasks/${number}`
})
afterAll(() => portal.close())

const row = async () =>
  (await portal.owner.query('select status, outcome, version from task where number = $1', [number])).rows[0]

/** Changes the task whatever version it has. */
const whatever = { 'if-match': '*' }

describe('one task', () => {
  test('says what the page says, with its version as the ETag', async () => {
    const answer = await korsbaek.get(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers.etag).toBe('"1"')
    expect(answer.json()).toMatchObject({
      number,
      organisationName: 'Korsbæk Kommune',
      state: 'notStarted',
      signal: 'yellow',
      dueOn: '2026-12-01',
      answer: null,
      project: 'KLIK',
    })
  })

  test('is answered by PUT and reopened by DELETE; a stale version is a conflict', async () => {
    const done = await korsbaek.put(`${url}/completion`, undefined, { 'if-match': '"1"' })
    expect([done.statusCode, done.headers.etag, done.json().state]).toEqual([200, '"2"', 'completed'])
    expect(done.json().answer).toMatchObject({ outcome: 'participated' })
    expect((await korsbaek.delete(`${url}/completion`, undefined, { 'if-match': '"1"' })).statusCode).toBe(
      412,
    )
    expect((await korsbaek.delete(`${url}/opt-out`)).statusCode).toBe(404)
    expect((await korsbaek.put(`${url}/completion`, undefined, whatever)).json().type).toContain(
      'already-answered',
    )
    expect((await korsbaek.delete(`${url}/completion`)).json().state).toBe('inProgress')
    const optedOut = await korsbaek.put(`${url}/opt-out`, { reason: 'Vi har en anden løsning' }, whatever)
    expect(optedOut.json()).toMatchObject({
      state: 'optedOut',
      signal: 'none',
      answer: { reason: 'Vi har en anden løsning' },
    })
    expect(await row()).toEqual({ status: 'completed', outcome: 'optedOut', version: 4 })
    expect((await korsbaek.delete(`${url}/opt-out`)).statusCode).toBe(200)
    expect(await row()).toMatchObject({ status: 'inProgress', outcome: null })
  })

  test.each([
    ['completion', {}],
    ['opt-out', { reason: 'Nej' }],
  ])('%s without a version is refused, and says what to send', async (path, body) => {
    const answer = await korsbaek.put(`${url}/${path}`, body)
    expect([answer.statusCode, answer.json().type]).toEqual([428, '/api/problems/precondition-required'])
    expect(answer.json().title).toContain('If-Match')
    expect((await korsbaek.patch(url, { startsOn: null })).statusCode).toBe(428)
  })

  test('an opt-out without a reason names the field', async () => {
    const answer = await korsbaek.put(`${url}/opt-out`, { reason: ' ' }, whatever)
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().errors).toMatchObject([{ pointer: '#/reason' }])
  })

  test('people and start day are patched together, or not at all', async () => {
    const anders = await portal.actor('Anders')
    const lone = await portal.actor('Lone')
    const wrong = await korsbaek.patch(url, { performerId: anders.id, startsOn: '2026-12-02' }, whatever)
    expect([wrong.statusCode, (await row()).version]).toEqual([422, 1])
    expect((await korsbaek.patch(url, { performerId: lone.id }, whatever)).statusCode).toBe(422)
    const right = await korsbaek.patch(
      url,
      { performerId: anders.id, startsOn: '2026-11-30' },
      { 'if-match': '"1"' },
    )
    expect(right.json()).toMatchObject({
      performer: { name: 'Anders Skov' },
      responsible: null,
      startsOn: '2026-11-30',
      version: 3,
    })
    expect((await korsbaek.patch(url, { startsOn: null }, { 'if-match': '"1"' })).statusCode).toBe(412)
    expect((await korsbaek.patch(url, { startsOn: null }, whatever)).json()).toMatchObject({
      startsOn: null,
      performer: { name: 'Anders Skov' },
    })
  })

  test('the history has sentences, and nothing from inside the other side', async () => {
    await korsbaek.put(`${url}/completion`, undefined, whatever)
    await portal.act('Katrine', (ctx) => writeNote(ctx, { number, body: 'Internt' }))
    const sentences = async (client: ApiClient) =>
      (await client.get(`${url}/history`)).json().items.map((item: { sentence: string }) => item.sentence)
    const completed = 'Maskine i Korsbæk markerede opgaven som fuldført.'
    expect(await sentences(korsbaek)).toEqual([
      'Katrine Holm skrev en intern note.',
      completed,
      'KOMBIT sendte opgaven til kommunen.',
    ])
    expect(await sentences(kombit)).toHaveLength(2)
  })
})

describe('the list', () => {
  test('pages by its cursor with the filters of the pages', async () => {
    for (let more = 0; more < 4; more++) await korsbaekTask(portal, { templateId })
    const seen: number[] = []
    let cursor = ''
    for (let pages = 0; pages < 20; pages++) {
      const answer = await korsbaek.get(`/api/v1/tasks?status=open&sort=newest&limit=2${cursor}`)
      expect(answer.statusCode).toBe(200)
      seen.push(...answer.json().items.map((item: { number: number }) => item.number))
      if (!answer.json().nextCursor) break
      cursor = `&cursor=${answer.json().nextCursor}`
    }
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a))
    expect(seen).toContain(number)
  })

  test.each([
    ['signal=rød', 'signal'],
    ['limit=1000', 'limit'],
    ['cursor=abc', 'cursor'],
    ['responsible=Katrine', 'responsible'],
  ])('?%s is refused at its parameter', async (query, parameter) => {
    const answer = await korsbaek.get(`/api/v1/tasks?${encodeURI(query)}`)
    expect([answer.statusCode, answer.json().errors?.[0]?.parameter]).toEqual([422, parameter])
  })
})

describe('files', () => {
  const content = Buffer.from(`navn;nr\n${'Åse;1\n'.repeat(2000)}`)
  const add = (client: ApiClient) =>
    client.browser.request({
      method: 'POST',
      url: `${url}/attachments`,
      ...multipartForm({ name: 'liste.csv', content }),
    })

  test('are added, listed, read and removed', async () => {
    const added = await add(korsbaek)
    expect(added.statusCode).toBe(201)
    expect(added.headers.location).toBe(`/api/v1/attachments/${added.json().id}`)
    const file = `/api/v1/attachments/${added.json().id}`
    expect((await korsbaek.get(`${url}/attachments`)).json().items).toMatchObject([
      { name: 'liste.csv', contentType: 'text/csv', sizeBytes: content.length },
    ])
    expect((await korsbaek.get(file)).rawPayload.equals(content)).toBe(true)
    const squeezed = await korsbaek.get(file, { 'accept-encoding': 'gzip' })
    expect([squeezed.headers['content-encoding'], squeezed.headers['content-length']]).toEqual([
      'gzip',
      undefined,
    ])
    expect((await korsbaek.delete(file)).statusCode).toBe(204)
    expect((await korsbaek.get(file)).statusCode).toBe(404)
  })

  test('do not exist for anybody outside the municipality (T9)', async () => {
    const file = `/api/v1/attachments/${(await add(korsbaek)).json().id}`
    for (const client of [aarhus, kombit]) {
      expect((await client.get(file)).statusCode).toBe(404)
      expect((await client.get(`${url}/attachments`)).statusCode).toBe(404)
    }
    expect((await aarhus.delete(file)).statusCode).toBe(404)
    expect((await add(aarhus)).statusCode).toBe(404)
    expect((await add(kombit)).statusCode).toBe(403)
  })
})

test('another municipality’s task does not exist; the central body reads and does not answer', async () => {
  for (const path of ['', '/history', '/attachments'])
    expect((await aarhus.get(url + path)).statusCode).toBe(404)
  expect((await aarhus.patch(url, { startsOn: null }, whatever)).statusCode).toBe(404)
  for (const path of ['/completion', '/opt-out']) {
    expect((await aarhus.put(url + path, { reason: 'x' }, whatever)).statusCode).toBe(404)
    expect((await aarhus.delete(url + path)).statusCode).toBe(404)
    expect((await kombit.put(url + path, { reason: 'x' })).statusCode).toBe(403)
  }
  expect((await kombit.get(url)).statusCode).toBe(200)
  expect((await kombit.get('/api/v1/tasks')).json().items.length).toBeGreaterThan(0)
  expect((await aarhus.get('/api/v1/tasks')).json().items).toEqual([])
  expect(await row()).toMatchObject({ status: 'notStarted', version: 1 })
})
