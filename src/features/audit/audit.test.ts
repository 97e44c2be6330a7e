import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiClient, type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import type { NewEvent } from '../../kernel/event.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { trailForTests } from './trail-for-tests.ts'

let portal: TestApp
let ib: Browser
let machine: ApiClient
let trail: ReturnType<typeof trailForTests>

const emit = (name: 'Katrine' | 'Lone' | 'Signe', at: string, event: Omit<NewEvent, 'organisationId'>) => {
  portal.clock.moveTo(at)
  return portal.act(name, (ctx) => ctx.emit({ ...event, organisationId: ctx.actor.organisationId }))
}
const task = (number: number) => ({ type: 'task', id: String(number) })

beforeAll(async () => {
  portal = await createTestApp()
  trail = trailForTests(portal)
  await trail.empty()
  const korsbaek = portal.organisation('Korsbæk')
  const changes = { status: { from: 'inProgress', to: 'completed' } }
  await emit('Katrine', '2026-11-20T22:59:00Z', { type: 'task.completed', subject: task(1001), changes })
  await emit('Lone', '2026-11-20T23:00:00Z', { type: 'task.started', subject: task(1002) })
  await emit('Katrine', '2026-11-21T09:00:00Z', {
    type: 'internalNote.written',
    subject: task(1001),
    facts: { secret: 'Hemmelig note' },
    insideOf: korsbaek,
  })
  await emit('Signe', '2026-11-22T09:00:00Z', {
    type: 'role.created',
    subject: { type: 'role', id: 'r1' },
    facts: { roleName: '<b>Superbruger</b>' },
  })
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  ib = await portal.as('Ib')
  await portal.owner.query(`alter table event disable trigger user`)
  await portal.owner.query(`delete from event where type like 'session.%' or type like 'user.%'`)
  await portal.owner.query(`alter table event enable trigger user`)
  machine = await portal.apiClient('KOMBIT', ['audit.read'])
})
afterAll(() => portal.close())

/** The sentences on the page, newest first. */
async function told(query = ''): Promise<string[]> {
  const { statusCode, payload } = await ib.get(`/revision${query}`)
  expect(statusCode).toBe(200)
  const cells = [...payload.matchAll(/data-title="Hvad"><span>(.*?)<\/span>/g)]
  return cells.map((match) => (match[1] ?? '').replaceAll(/<[^>]+>/g, ''))
}

const sentences = {
  role: 'Signe Bruun oprettede rollen »&lt;b>Superbruger&lt;/b>«.',
  lone: 'Lone Dahl påbegyndte opgaven #1002.',
  katrine: 'Katrine Holm fuldførte opgaven #1001.',
  client: 'Kommandolinjen oprettede API-klienten »Maskine i KOMBIT«.',
}

describe('the page', () => {
  test('tells what happened, newest first, without the inside of a municipality', async () => {
    expect(await told()).toEqual([sentences.client, sentences.role, sentences.lone, sentences.katrine])
    const { payload } = await ib.get('/revision')
    expect(payload).not.toContain('Hemmelig note')
    expect(payload).toContain('Status: I gang → Fuldført')
    expect(payload).toContain('<summary>Vis alt om hændelsen</summary>')
  })

  test('costs as many queries as it states', async () => {
    const { queries } = await countingQueries(
      async () => await ib.get('/revision?organisation=1&person=Katrine'),
    )
    expect(queries).toBe(4)
  })

  test.each([
    ['?person=katrine', ['katrine']],
    ['?person=0b5a1c00-0000-4000-8000-000000000004', ['lone']],
    ['?person=%25', []],
    ['?type=role.created', ['role']],
    ['?type=internalNote.written', []],
    ['?ting=1002', ['lone']],
    ['?ting=%231001', ['katrine']],
    ['?fra=21-11-2026&til=21-11-2026', ['lone']],
    ['?til=20-11-2026', ['katrine']],
    ['?fra=2026-11-22&til=22-11-2026', ['role']],
    ['?fra=22-11-2026&type=task.started', []],
  ] as const)('%s', async (query, names) => {
    expect(await told(query)).toEqual(names.map((name) => sentences[name]))
  })

  test('one organisation', async () => {
    expect(await told(`?organisation=${portal.organisation('Aarhus')}`)).toEqual([sentences.lone])
  })

  test('a day that is none is said at its field and filters nothing', async () => {
    const { payload } = await ib.get('/revision?fra=i+g%C3%A5r')
    expect(payload).toContain('Skriv datoen som dd-mm-åååå')
    expect(payload).toContain('value="i går"')
    expect(payload).toContain('Katrine Holm')
  })

  test('filters stand as chips, each with the way to be rid of it', async () => {
    const { payload } = await ib.get('/revision?person=katrine&ting=1001')
    expect(payload).toContain('href="/revision?person=katrine"')
    expect(payload).toContain('href="/revision?ting=1001"')
  })

  test.each([
    '?organisation=x',
    '?before=x',
    '?organisation=99999999999999',
    '?person=a%00b',
    "?ting=' or 1=1",
  ])('%s does no harm', async (query) => {
    expect((await ib.get(`/revision${encodeURI(decodeURI(query))}`)).statusCode).toBeLessThan(500)
  })

  test('has one heading, and a label for each field', async () => {
    const { payload } = await ib.get('/revision')
    expect(payload.match(/<h1/g)).toHaveLength(1)
    for (const [, id] of payload.matchAll(/<(?:input|select)[^>]* id="([^"]+)"/g))
      expect(payload).toContain(`for="${id}"`)
  })

  test('in English', async () => {
    const { payload } = await portal.app.server.inject({
      url: '/revision',
      headers: { cookie: `tvaers_language=en; ${await cookieOf('Ib')}` },
    })
    expect(payload).toContain('Lone Dahl started the task')
  })

  test.each(['Katrine', 'Anders', 'Signe', 'Omar', 'Freja', 'Nanna'] as const)(
    '%s may not read it',
    async (name) => {
      expect((await (await portal.as(name)).get('/revision')).statusCode).toBe(403)
    },
  )

  test('nobody reads it without a sign-in', async () => {
    expect((await portal.anybody().get('/revision')).headers.location).toBe('/log-ind?til=%2Frevision')
  })
})

async function cookieOf(name: 'Ib'): Promise<string> {
  const person = (await portal.actor(name)).id
  const answer = await portal.anybody().post('/log-ind/demo', { person })
  const session = answer.cookies.find((cookie) => cookie.name === 'tvaers_session')
  return `tvaers_session=${session?.value}`
}

describe('many events', () => {
  test('page by page in both directions, each once, also while new ones come', async () => {
    await portal.act('Lone', (ctx) =>
      ctx.emitToMany(
        { type: 'task.received', subjectType: 'task' },
        Array.from({ length: 120 }, (_none, index) => ({
          organisationId: ctx.actor.organisationId,
          id: String(5000 + index),
        })),
      ),
    )
    const numbers = (payload: string) =>
      [...payload.matchAll(/href="\/opgaver\/(5\d+)"/g)].map((match) => Number(match[1]))
    const link = (payload: string, rel: string) =>
      new RegExp(`href="([^"]+)" rel="${rel}"`).exec(payload)?.[1]?.replaceAll('&amp;', '&')
    const seen: number[] = []
    const pages: string[] = []
    let address: string | undefined = '/revision?type=task.received'
    while (address) {
      const { payload } = await ib.get(address)
      pages.push(address)
      seen.push(...numbers(payload))
      if (pages.length === 1)
        await emit('Lone', '2026-11-23T09:00:00Z', { type: 'task.received', subject: task(5999) })
      address = link(payload, 'next')
    }
    expect(pages).toHaveLength(3)
    expect(seen).toEqual(Array.from({ length: 120 }, (_none, index) => 5119 - index))
    const back = link((await ib.get(pages[2] ?? '')).payload, 'prev')
    expect(numbers((await ib.get(back ?? '')).payload)).toEqual(seen.slice(50, 100))
  })
})

describe('the API', () => {
  test('gives sealed events only, oldest first, from where one left off', async () => {
    expect((await machine.get('/api/v1/audit')).json()).toEqual({ items: [], nextCursor: null })
    expect((await machine.get('/api/v1/audit/head')).statusCode).toBe(404)
    await trail.sealAll()
    const first = (await machine.get('/api/v1/audit?limit=2')).json()
    expect(
      first.items.map((item: { type: string; subjectId: string }) => [item.type, item.subjectId]),
    ).toEqual([
      ['task.completed', '1001'],
      ['task.started', '1002'],
    ])
    expect(first.items[0]).toMatchObject({
      actorName: 'Katrine Holm',
      organisationName: 'Korsbæk',
      at: '2026-11-20T22:59:00.000Z',
    })
    const next = (await machine.get(`/api/v1/audit?limit=1&after=${first.nextCursor}`)).json()
    expect(next.items[0].type).toBe('role.created')
    await emit('Lone', '2026-11-23T10:00:00Z', { type: 'task.started', subject: task(1003) })
    const all = (await machine.get('/api/v1/audit?limit=1000')).json()
    expect(JSON.stringify(all)).not.toContain('Hemmelig')
    expect(all.items.some((item: { subjectId: string }) => item.subjectId === '1003')).toBe(false)
  })

  test('tells the head, which the trail is proved against', async () => {
    const head = (await machine.get('/api/v1/audit/head')).json()
    expect(head).toEqual({
      sequence: expect.any(Number),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      signature: expect.stringMatching(/^[0-9a-f]{128}$/),
      keyId: trail.key.keyId,
      sealedAt: expect.any(String),
    })
    expect((await trail.verify(head)).faults).toEqual([])
  })

  test('is for the auditors of the central body alone', async () => {
    const others = [await portal.apiClient('Korsbæk'), await portal.apiClient('KOMBIT', ['task.read'])]
    for (const other of others) {
      expect((await other.get('/api/v1/audit')).statusCode).toBe(403)
      expect((await other.get('/api/v1/audit/head')).statusCode).toBe(403)
    }
  })
})
