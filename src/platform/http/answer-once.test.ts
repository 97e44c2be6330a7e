import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { Actor } from '../../kernel/actor.ts'
import { Refused } from '../../kernel/errors.ts'
import { needs } from './access.ts'
import { answerExpiryQueue } from './answer-expiry.ts'
import { requiredText } from './form-fields.ts'
import { api, changes, json, type Route } from './route.ts'

let portal: TestApp
let test1: TestServer
const known: Record<string, Actor> = {}
/** Lets a test hold the work of a request until it says so. */
let gate: Promise<void> = Promise.resolve()

const body = z.object({ name: requiredText(100) })
const routes: Route[] = [
  api({
    method: 'post',
    path: '/api/v1/things',
    summary: 'Make a thing',
    tag: 'things',
    output: z.object({ id: z.uuid() }),
    successStatus: 201,
    access: needs('task.answer'),
    audit: changes('thing.made'),
    input: { body },
    handle: async (ctx, input) => {
      const id = ctx.newId()
      await ctx.emit({
        type: 'thing.made',
        organisationId: ctx.actor.organisationId,
        subject: { type: 'thing', id },
      })
      await gate
      if (input.body.name === 'refused')
        throw new Refused({ code: 'no', sentence: { da: 'Nej.', en: 'No.' } })
      return json({ id }, { location: `/api/v1/things/${id}`, version: 1 })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/files',
    summary: 'Add a file',
    tag: 'things',
    output: z.object({ size: z.number() }),
    access: needs('task.answer'),
    audit: changes('thing.made'),
    input: { file: { field: 'file', mostBytes: 1000 } },
    handle: async (ctx, { file }) => {
      await ctx.emit({
        type: 'thing.made',
        organisationId: ctx.actor.organisationId,
        subject: { type: 'thing', id: 'f' },
      })
      return json({ size: file?.size })
    },
  }),
]

beforeAll(async () => {
  portal = await createTestApp()
  known.korsbaek = await portal.actor('Katrine')
  known.aarhus = await portal.actor('Lone')
  test1 = await createTestServer(portal, routes, { known })
})
beforeEach(async () => {
  gate = Promise.resolve()
  await portal.owner.query('truncate event, idempotency_key')
  portal.clock.moveTo('2026-11-23T09:00:00Z')
})
afterAll(async () => {
  await test1.close()
  await portal.close()
})

const post = (key: string, payload: object, as = 'korsbaek') =>
  test1.server.inject({
    method: 'POST',
    url: '/api/v1/things',
    payload,
    headers: { authorization: `Bearer ${as}`, 'idempotency-key': key },
  })
const made = async () => (await portal.owner.query('select 1 from event')).rowCount
const kept = async () => (await portal.owner.query('select 1 from idempotency_key')).rowCount

describe('Idempotency-Key', () => {
  test('a repeat gives the same answer and changes nothing', async () => {
    const first = await post('k1', { name: 'Anna' })
    const second = await post('k1', { name: 'Anna' })
    expect(first.statusCode).toBe(201)
    for (const part of ['statusCode', 'payload'] as const) expect(second[part]).toBe(first[part])
    for (const name of ['etag', 'location']) expect(second.headers[name]).toBe(first.headers[name])
    expect(await made()).toBe(1)
  })

  test('without a key, or with another, it is another request', async () => {
    await post('k1', { name: 'Anna' })
    await post('k2', { name: 'Anna' })
    await test1.server.inject({
      method: 'POST',
      url: '/api/v1/things',
      payload: { name: 'Anna' },
      headers: { authorization: 'Bearer korsbaek' },
    })
    expect(await made()).toBe(3)
  })

  test('another body with the same key is a conflict', async () => {
    await post('k1', { name: 'Anna' })
    const other = await post('k1', { name: 'Bo' })
    expect([other.statusCode, other.json().type]).toEqual([409, '/api/problems/idempotency-key-reused'])
    expect(await made()).toBe(1)
  })

  test('another client’s key is its own', async () => {
    const one = await post('k1', { name: 'Anna' })
    const other = await post('k1', { name: 'Anna' }, 'aarhus')
    expect(other.json().id).not.toBe(one.json().id)
    expect(await made()).toBe(2)
  })

  test('work that fails gives the key back with everything else it did', async () => {
    expect((await post('k1', { name: 'refused' })).statusCode).toBe(409)
    expect((await post('k1', { name: '' })).statusCode).toBe(422)
    expect([await made(), await kept()]).toEqual([0, 0])
    expect((await post('k1', { name: 'Anna' })).statusCode).toBe(201)
  })

  test('while the first still runs, a repeat is told to wait; the work is done once', async () => {
    let open = () => {}
    gate = new Promise((resolve) => {
      open = resolve
    })
    const first = post('k1', { name: 'Anna' })
    // The first holds the key as soon as it is seen to hold an advisory lock.
    let locks = 0
    while (locks === 0)
      locks =
        (await portal.owner.query(`select 1 from pg_locks where locktype = 'advisory' and granted`))
          .rowCount ?? 0
    const second = await post('k1', { name: 'Anna' })
    expect([second.statusCode, second.json().type]).toEqual([409, '/api/problems/idempotency-key-in-use'])
    open()
    expect((await first).statusCode).toBe(201)
    expect((await post('k1', { name: 'Anna' })).payload).toBe((await first).payload)
    expect(await made()).toBe(1)
  })

  test('nobody gets an answer by knowing a key: a stranger and a revoked client are refused', async () => {
    await post('k1', { name: 'Anna' })
    expect((await post('k1', { name: 'Anna' }, 'stranger')).statusCode).toBe(401)
    const { korsbaek } = known
    delete known.korsbaek
    expect((await post('k1', { name: 'Anna' })).statusCode).toBe(401)
    known.korsbaek = korsbaek!
    expect(await kept()).toBe(1)
  })

  test.each(['', 'x'.repeat(256)])('a key of %j is refused', async (key) => {
    const answer = await post(key, { name: 'Anna' })
    expect([answer.statusCode, answer.json().errors[0].header]).toEqual([422, 'Idempotency-Key'])
  })

  test('after a day the key is free, before the job and after it', async () => {
    await post('k1', { name: 'Anna' })
    portal.clock.moveTo('2026-11-24T08:59:59Z')
    expect((await post('k1', { name: 'Bo' })).statusCode).toBe(409)
    await answerExpiryQueue(portal.app.world).handle({}, { id: 'job' })
    expect(await kept()).toBe(1)
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    expect((await post('k1', { name: 'Bo' })).statusCode).toBe(201)
    portal.clock.moveTo('2026-11-25T09:00:00Z')
    await answerExpiryQueue(portal.app.world).handle({}, { id: 'job' })
    expect(await kept()).toBe(0)
  })

  test('files are told apart by their content, not by the boundary between their parts', async () => {
    const send = (boundary: string, content: string) =>
      test1.server.inject({
        method: 'POST',
        url: '/api/v1/files',
        payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${content}\r\n--${boundary}--\r\n`,
        headers: {
          authorization: 'Bearer korsbaek',
          'idempotency-key': 'k1',
          'content-type': `multipart/form-data; boundary=${boundary}`,
        },
      })
    expect((await send('aa', 'jordbær')).json()).toEqual({ size: 8 })
    expect((await send('bb', 'jordbær')).json()).toEqual({ size: 8 })
    expect((await send('aa', 'hindbær')).statusCode).toBe(409)
    expect(await made()).toBe(1)
    expect(await test1.uploads()).toEqual([])
  })
})
