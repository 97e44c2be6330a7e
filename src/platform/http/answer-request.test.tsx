import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { Actor } from '../../kernel/actor.ts'
import { Conflict, NotFound, Refused } from '../../kernel/errors.ts'
import { needs, needsOn, signedInBecause } from './access.ts'
import { requiredText, taskNumber } from './form-fields.ts'
import { api, changes, json, page, type Route, reads, redirect, web } from './route.ts'

let portal: TestApp
let tested: TestServer
const known: Record<string, Actor> = {}

const body = z.object({
  name: requiredText(100),
  tags: z.union([z.string(), z.array(z.string())]).optional(),
})
const params = z.object({ number: taskNumber })
const faultOf = (name: string) => {
  if (name === 'refused')
    throw new Refused({ code: 'too-late', sentence: { da: 'For sent.', en: 'Too late.' } })
  if (name === 'conflict') throw new Conflict()
  if (name === 'gone') throw new NotFound()
}
const formRoute = (path: string, shown: boolean) =>
  web({
    method: 'post',
    path,
    access: needsOn('municipality', 'task.answer'),
    audit: changes('thing.saved'),
    input: { params, body, file: { field: 'file', mostBytes: 2000 } },
    handle: async (ctx, { params: { number }, body: { name }, file }) => {
      await ctx.emit({
        type: 'thing.saved',
        organisationId: ctx.actor.organisationId,
        subject: { type: 'thing', id: String(number) },
      })
      faultOf(name)
      return redirect(`/gemt?${file ? `${file.name}=${await readFile(file.path, 'utf8')}` : ''}`)
    },
    again: shown
      ? async (_ctx, { number }, { typed, fields }) =>
          page({ title: `Ret ${number}`, body: <pre>{JSON.stringify({ typed, fields })}</pre> })
      : undefined,
  })
const routes: Route[] = [
  formRoute('/gem/:number', true),
  formRoute('/gem-uden/:number', false),
  web({
    method: 'post',
    path: '/uanmeldt',
    access: signedInBecause('test'),
    audit: reads,
    handle: async (ctx) => {
      await ctx.emit({
        type: 'thing.saved',
        organisationId: ctx.actor.organisationId,
        subject: { type: 'thing', id: 'secret' },
      })
      return redirect('/')
    },
  }),
  api({
    method: 'put',
    path: '/api/v1/things/:number',
    summary: 'x',
    tag: 'x',
    output: null,
    access: needs('task.answer'),
    audit: reads,
    input: { params, body },
    handle: async (_ctx, input, request) => {
      faultOf(input.body.name)
      if (request.ifMatch !== null && request.ifMatch !== 3) throw new Conflict()
      return json({ name: input.body.name }, { version: 4 })
    },
  }),
]

beforeAll(async () => {
  portal = await createTestApp()
  known.katrine = await portal.actor('Katrine')
  known.signe = await portal.actor('Signe')
  tested = await createTestServer(portal, routes, { known })
})
afterAll(async () => {
  await tested.close()
  await portal.close()
})

const form = (url: string, payload: string, type = 'application/x-www-form-urlencoded', who = 'katrine') =>
  tested.server.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      'content-type': type,
      'sec-fetch-site': 'same-origin',
      cookie: `tvaers_session=${who}; tvaers_language=da`,
    },
  })
const shown = (payload: string) =>
  JSON.parse(/<pre>(.*)<\/pre>/.exec(payload)?.[1]?.replaceAll('&quot;', '"') ?? 'null')
const saved = async () =>
  (await portal.owner.query(`select 1 from event where type = 'thing.saved'`)).rowCount

describe('forms', () => {
  test.each([
    [
      'nothing typed',
      'name=&tags=a&tags=b',
      422,
      { name: { da: 'Skriv noget her.', en: 'Write something here.' } },
    ],
    ['refused', 'name=refused&tags=a&tags=b', 409, { '': { da: 'For sent.', en: 'Too late.' } }],
  ])('%s: shown again with what was typed, and nothing half-done', async (_name, payload, status, fields) => {
    const answer = await form('/gem/7', payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.payload).toContain('Ret 7')
    const { typed, fields: faults } = shown(answer.payload)
    expect(typed.tags).toEqual(['a', 'b'])
    expect(faults).toEqual(fields)
    expect(await saved()).toBe(0)
  })

  test('a conflict keeps what was typed', async () => {
    const answer = await form('/gem/7', 'name=conflict')
    expect([answer.statusCode, shown(answer.payload).typed.name]).toEqual([409, 'conflict'])
  })

  test('what is not found has no form to show', async () => {
    const answer = await form('/gem/7', 'name=gone')
    expect([answer.statusCode, answer.payload.includes('Ret 7')]).toEqual([404, false])
  })

  test('a form that cannot be shown again gets an error page', async () => {
    expect((await form('/gem-uden/7', 'name=')).statusCode).toBe(422)
    expect((await form('/gem-uden/7', 'name=refused')).payload).toContain('For sent.')
  })

  test('the other side is refused, and its form is not shown', async () => {
    const answer = await form('/gem/7', 'name=', undefined, 'signe')
    expect([answer.statusCode, answer.payload.includes('Ret 7')]).toEqual([403, false])
  })

  test('an address that names nothing does not exist', async () => {
    expect((await form('/gem/syv', 'name=Anna')).statusCode).toBe(404)
  })

  test('a change that was not declared is undone', async () => {
    expect((await form('/uanmeldt', '')).statusCode).toBe(500)
    expect((await portal.owner.query(`select 1 from event where subject_id = 'secret'`)).rowCount).toBe(0)
  })
})

describe('files', () => {
  const part = (name: string, content: string, file?: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n\r\n${content}\r\n`
  const send = (parts: string[], who?: string) =>
    form('/gem/7', `${parts.join('')}--b--\r\n`, 'multipart/form-data; boundary=b', who)

  test('a file reaches the route with the fields around it, and is gone afterwards', async () => {
    const answer = await send([part('name', 'Anna'), part('file', 'indhold', 'a.txt'), part('tags', 'a')])
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/gemt?a.txt=indhold'])
    expect(await tested.uploads()).toEqual([])
  })

  test('a file of exactly the limit is taken, one byte more is not, and nothing typed is lost', async () => {
    expect((await send([part('name', 'Anna'), part('file', 'x'.repeat(2000), 'a.txt')])).statusCode).toBe(303)
    const answer = await send([
      part('name', 'Anna'),
      part('file', 'x'.repeat(2001), 'a.txt'),
      part('tags', 'a'),
      part('tags', 'b'),
    ])
    expect(answer.statusCode).toBe(422)
    const { typed, fields } = shown(answer.payload)
    expect(typed).toEqual({ name: 'Anna', tags: ['a', 'b'] })
    expect(fields.file.da).toMatch(/^Filen er for stor\./)
    expect(await tested.uploads()).toEqual([])
  })

  test('somebody without the right cannot fill the disk', async () => {
    expect((await send([part('file', 'x'.repeat(1000), 'a.txt')], 'signe')).statusCode).toBe(403)
    expect(await tested.uploads()).toEqual([])
  })

  test('a file in another field, and a body that breaks off, leave nothing behind', async () => {
    const answer = await send([part('name', 'Anna'), part('another', 'x', 'a.txt')])
    expect(answer.headers.location).toBe('/gemt?')
    const broken = await form('/gem/7', part('file', 'x', 'a.txt'), 'multipart/form-data; boundary=b')
    expect(broken.statusCode).toBeGreaterThanOrEqual(400)
    expect(await tested.uploads()).toEqual([])
  })
})

describe('the API', () => {
  const put = (payload: object | string, headers: Record<string, string> = {}) =>
    tested.server.inject({
      method: 'PUT',
      url: '/api/v1/things/7',
      payload,
      headers: { authorization: 'Bearer katrine', ...headers },
    })

  test.each([
    ['nobody', { name: 'x' }, { authorization: '' }, 401, 'unauthenticated'],
    [
      'a cookie',
      { name: 'x' },
      { authorization: '', cookie: 'tvaers_session=katrine' },
      401,
      'unauthenticated',
    ],
    ['without the permission', { name: 'x' }, { authorization: 'Bearer signe' }, 403, 'forbidden'],
    ['gone', { name: 'gone' }, {}, 404, 'not-found'],
    ['refused', { name: 'refused' }, {}, 409, 'too-late'],
    ['stale', { name: 'x' }, { 'if-match': '"2"' }, 412, 'precondition-failed'],
    ['a condition that cannot be read', { name: 'x' }, { 'if-match': '2' }, 422, 'invalid-input'],
    ['several versions', { name: 'x' }, { 'if-match': '"2", "3"' }, 422, 'invalid-input'],
    ['missing', {}, {}, 422, 'invalid-input'],
    ['a list', [], {}, 422, 'invalid-input'],
    ['no JSON', '{', { 'content-type': 'application/json' }, 400, 'bad-request'],
    ['the prototype', '{"__proto__":{"x":1}}', { 'content-type': 'application/json' }, 400, 'bad-request'],
    [
      'a form',
      'name=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    [
      'too large',
      JSON.stringify({ name: 'x'.repeat(1_100_000) }),
      { 'content-type': 'application/json' },
      413,
      'too-large',
    ],
  ])('%s → problem details', async (_name, payload, headers, status, code) => {
    const answer = await put(payload, headers as Record<string, string>)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect([answer.statusCode, answer.json()]).toEqual([
      status,
      expect.objectContaining({
        type: `/api/problems/${code}`,
        status,
        title: expect.stringMatching(/\.$/),
        instance: `urn:uuid:${answer.headers['x-request-id']}`,
      }),
    ])
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined)
  })

  test('each fault stands at its field, in the language asked for', async () => {
    expect((await put({})).json().errors).toEqual([{ pointer: '#/name', detail: 'Skriv noget her.' }])
    expect((await put({}, { 'accept-language': 'en-GB,en;q=0.9' })).json().errors).toEqual([
      { pointer: '#/name', detail: 'Write something here.' },
    ])
  })

  test.each([[{}], [{ 'if-match': '"3"' }], [{ 'if-match': 'W/"3"' }], [{ 'if-match': '*' }]])(
    'If-Match %j lets the change through, and the new version is its ETag',
    async (headers) => {
      const answer = await put({ name: 'Anna' }, headers as Record<string, string>)
      expect([answer.statusCode, answer.headers.etag, answer.json()]).toEqual([200, '"4"', { name: 'Anna' }])
    },
  )

  test('a bearer token opens no page', async () => {
    const answer = await tested.server.inject({
      method: 'POST',
      url: '/uanmeldt',
      headers: { authorization: 'Bearer katrine', 'sec-fetch-site': 'same-origin' },
    })
    expect(answer.statusCode).toBe(401)
  })
})
