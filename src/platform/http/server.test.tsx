import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { Actor } from '../../kernel/actor.ts'
import { needs, publicBecause, signedInBecause } from './access.ts'
import { requiredText } from './form-fields.ts'
import { api, page, type Route, reads, redirect, web } from './route.ts'

let portal: TestApp
let katrine: Actor
let plain: TestServer
let secure: TestServer

const everybody = publicBecause('test')
const file = (content: string | Readable) => ({
  kind: 'file' as const,
  contentType: 'text/html',
  fileName: 'Årsplan "2026".html',
  content,
})
const routes: Route[] = [
  web({
    method: 'get',
    path: '/aaben',
    access: everybody,
    audit: reads,
    handle: async () => page({ title: 'Åben', body: <p>Hej</p> }),
  }),
  web({
    method: 'get',
    path: '/lukket',
    access: signedInBecause('test'),
    audit: reads,
    handle: async (ctx) => page({ title: 'Lukket', body: <p>{ctx.actor.name}</p> }),
  }),
  web({
    method: 'get',
    path: '/ret',
    access: needs('audit.read'),
    audit: reads,
    handle: async () => page({ title: 'Ret', body: <p>Hej</p> }),
  }),
  web({
    method: 'get',
    path: '/fil',
    access: everybody,
    audit: reads,
    handle: async () => file('<script>alert(1)</script>'),
  }),
  web({
    method: 'get',
    path: '/stroem',
    access: everybody,
    audit: reads,
    handle: async () => file(Readable.from(['a', 'b'])),
  }),
  web({
    method: 'get',
    path: '/fejl',
    access: everybody,
    audit: reads,
    handle: async () => {
      throw new Error('the password is sesame')
    },
  }),
  web({
    method: 'get',
    path: '/nul',
    access: everybody,
    audit: reads,
    handle: async () => {
      throw Object.assign(new Error('invalid byte sequence'), { code: '22021' })
    },
  }),
  web({
    method: 'post',
    path: '/gem',
    access: everybody,
    audit: reads,
    input: { body: z.object({ name: requiredText(100) }) },
    handle: async (_ctx, { body }) =>
      redirect('/aaben', {
        notice: { kind: 'success', text: `${body.name} er gemt.` },
        session: 'new-session',
        language: 'en',
      }),
  }),
  web({
    method: 'post',
    path: '/log-ud',
    access: everybody,
    audit: reads,
    handle: async () => redirect('/aaben', { session: null }),
  }),
  api({
    method: 'get',
    path: '/api/v1/ret',
    summary: 'x',
    tag: 'x',
    output: null,
    access: needs('audit.read'),
    audit: reads,
    handle: async () => ({ kind: 'empty' }),
  }),
]

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.actor('Katrine')
  plain = await createTestServer(portal, routes, { known: { katrine } })
  secure = await createTestServer(portal, routes, { known: { katrine }, baseUrl: 'https://tvaers.example' })
})
afterAll(async () => {
  await plain.close()
  await secure.close()
  await portal.close()
})

const get = (url: string, headers: Record<string, string> = {}) =>
  plain.server.inject({ method: 'GET', url, headers })
const form = (url: string, payload: string, headers: Record<string, string> = {}, at = plain) =>
  at.server.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  })
const asKatrine = { cookie: 'tvaers_session=katrine' }

describe('headers', () => {
  test.each([
    '/aaben',
    '/findes-ikke',
    '/fejl',
    '/fil',
    '/stroem',
    '/ret',
    '/api/v1/ret',
    '/api/v1/findes-ikke',
    '/%zz',
    `/${'a'.repeat(300)}`,
  ])('%s carries the policy, no sniffing and its id', async (url) => {
    const answer = await get(url)
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('a page may run our scripts and styles, and nobody may frame it', async () => {
    const policy = String((await get('/aaben')).headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).not.toMatch(/unsafe|\*/)
  })

  test('a file somebody added is downloaded and can never act as a page', async () => {
    const answer = await get('/fil')
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Aarsplan _2026_.html"; filename*=UTF-8''%C3%85rsplan%20%222026%22.html`,
    )
  })

  test('only https is promised where there is https', async () => {
    expect((await get('/aaben')).headers['strict-transport-security']).toBeUndefined()
    const answer = await secure.server.inject({ url: '/aaben' })
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  })

  test('the id of a request is ours, not the sender’s', async () => {
    expect(
      (await get('/aaben', { 'x-request-id': 'forged', 'request-id': 'forged' })).headers['x-request-id'],
    ).not.toBe('forged')
  })
})

describe('addresses', () => {
  test('HEAD answers as GET does, without the body', async () => {
    const answer = await plain.server.inject({ method: 'HEAD', url: '/aaben' })
    expect([answer.statusCode, answer.payload]).toEqual([200, ''])
    const closed = await plain.server.inject({ method: 'HEAD', url: '/lukket' })
    expect([closed.statusCode, closed.headers.location]).toEqual([303, '/log-ind?til=%2Flukket'])
    expect((await plain.server.inject({ method: 'HEAD', url: '/stroem' })).statusCode).toBe(200)
  })

  test.each([
    ['/aaben/', 200],
    ['/Aaben', 404],
    ['//aaben', 404],
    ['/aaben/..%2f..%2fpackage.json', 404],
    ['/aaben%00', 404],
    ['/%zz', 400],
  ])('%s → %i', async (url, status) => {
    expect((await get(url)).statusCode).toBe(status)
  })

  test('a method no route has is not found', async () => {
    expect((await plain.server.inject({ method: 'PUT', url: '/aaben' })).statusCode).toBe(404)
    expect((await plain.server.inject({ method: 'TRACE' as 'GET', url: '/aaben' })).statusCode).toBe(404)
  })

  test.each([
    '/built/..%2f..%2fpackage.json',
    '/built/%2e%2e/%2e%2e/package.json',
    '/built/../package.json',
    '/built/..%5c..%5cpackage.json',
    '/built/findes-ikke.css',
    '/built/',
  ])('no file outside the built ones: %s', async (url) => {
    const answer = await portal.anybody().get(url)
    expect(answer.payload).not.toContain('"dependencies"')
    expect([400, 403, 404]).toContain(answer.statusCode)
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'/)
  })
})

describe('errors', () => {
  test('what is unknown is told by a number, never by its text', async () => {
    const answer = await get('/fejl')
    expect(answer.statusCode).toBe(500)
    expect(answer.payload).not.toContain('sesame')
    expect(answer.payload).toContain(String(answer.headers['x-request-id']))
  })

  test('text no row can hold is the sender’s fault', async () => {
    expect((await get('/nul')).statusCode).toBe(400)
  })

  test('an error page is drawn for the one who is signed in', async () => {
    expect((await get('/fejl', asKatrine)).payload).toContain('data-reader="Katrine Holm"')
    expect((await get('/fejl', { cookie: 'tvaers_session=stranger' })).payload).toContain(
      'data-reader="nobody"',
    )
  })

  test('nobody is led to the door and back, somebody without the right is told so', async () => {
    const answer = await get('/ret?a=1&b=2')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/log-ind?til=%2Fret%3Fa%3D1%26b%3D2'])
    expect((await get('/ret', asKatrine)).statusCode).toBe(403)
  })
})

describe('bodies', () => {
  test.each([
    [
      'a form larger than a megabyte',
      'application/x-www-form-urlencoded',
      `name=${'x'.repeat(1_048_577)}`,
      413,
    ],
    ['xml', 'text/xml', '<a/>', 415],
    ['JSON sent to a page', 'application/json', '{"name":"x"}', 415],
    ['plain text sent to a page', 'text/plain', 'name=x', 415],
    ['a multipart form where no file is taken', 'multipart/form-data; boundary=x', '--x--', 415],
    ['no type at all', '', 'name=x', 415],
  ])('%s', async (_name, type, payload, status) => {
    const answer = await form('/gem', payload, { 'content-type': type })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  })

  test('an empty form is a form with nothing in it', async () => {
    const answer = await plain.server.inject({
      method: 'POST',
      url: '/gem',
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(answer.statusCode).toBe(422)
  })

  test('a form cannot reach the prototype', async () => {
    const answer = await form('/gem', '__proto__=x&constructor=y&name=Anna')
    expect(answer.statusCode).toBe(303)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('a form from another site changes nothing, whoever sends it', async () => {
    expect((await form('/gem', 'name=x', { 'sec-fetch-site': 'cross-site', ...asKatrine })).statusCode).toBe(
      403,
    )
  })
})

describe('cookies', () => {
  const cookies = (answer: { headers: Record<string, unknown> }) =>
    [answer.headers['set-cookie']].flat().map(String)

  test('under https every cookie is secure and the session’s is kept to this host', async () => {
    const all = cookies(await form('/gem', 'name=Anna', { origin: 'https://tvaers.example' }, secure))
    expect(all).toHaveLength(3)
    for (const cookie of all) expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax/)
    expect(
      all.find((cookie) => cookie.startsWith('__Host-tvaers_session=new-session; Path=/;')),
    ).toBeDefined()
  })

  test('without https they cannot be secure, and are the same otherwise', async () => {
    for (const cookie of cookies(await form('/gem', 'name=Anna')))
      expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/)
  })

  test('a session of plain http opens nothing under https', async () => {
    expect((await secure.server.inject({ url: '/lukket', headers: asKatrine })).statusCode).toBe(303)
    const own = { cookie: '__Host-tvaers_session=katrine' }
    expect((await secure.server.inject({ url: '/lukket', headers: own })).statusCode).toBe(200)
  })

  test('signing out removes the session’s cookie', async () => {
    expect(cookies(await form('/log-ud', ''))).toEqual([
      expect.stringMatching(/^tvaers_session=;.*Expires=Thu, 01 Jan 1970/),
    ])
  })
})

describe('notices', () => {
  test('what was said after a form is shown once, as text', async () => {
    const answer = await form('/gem', `name=${encodeURIComponent('<b>Anna</b>')}`)
    const notice = answer.cookies.find((cookie) => cookie.name === 'tvaers_notice')
    const next = await get('/aaben', { cookie: `tvaers_notice=${notice?.value}` })
    expect(next.payload).toContain('&lt;b>Anna&lt;/b> er gemt.')
    expect(String(next.headers['set-cookie'])).toMatch(/^tvaers_notice=;/)
  })

  test.each([
    ['nonsense', 'nonsense'],
    ['no notice', Buffer.from('{"kind":"success"}').toString('base64url')],
    ['another kind', Buffer.from('{"kind":"system","text":"x"}').toString('base64url')],
    [
      'a very long one',
      Buffer.from(JSON.stringify({ kind: 'info', text: 'x'.repeat(1001) })).toString('base64url'),
    ],
  ])('a forged one (%s) is not shown and is cleared', async (_name, value) => {
    const answer = await get('/aaben', { cookie: `tvaers_notice=${value}` })
    expect(answer.payload).not.toContain('role="status"')
    expect(String(answer.headers['set-cookie'])).toMatch(/^tvaers_notice=;/)
  })
})

describe('floods', () => {
  test('too many requests from one address are told to wait, also for pages that do not exist', async () => {
    const small = await createTestServer(portal, routes, { mostRequestsAMinute: 3 })
    const statuses: number[] = []
    for (const url of ['/aaben', '/findes-ikke', '/findes-ikke', '/findes-ikke', '/aaben'])
      statuses.push((await small.server.inject({ url })).statusCode)
    expect(statuses).toEqual([200, 404, 404, 429, 429])
    const refused = await small.server.inject({ url: '/api/v1/ret' })
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await small.close()
  })

  test('behind a proxy, addresses the sender invents do not count', async () => {
    const proxied = await createTestServer(portal, routes, { mostRequestsAMinute: 1, trustProxy: true })
    const from = (forwarded: string) =>
      proxied.server
        .inject({ url: '/aaben', headers: { 'x-forwarded-for': forwarded } })
        .then((answer) => answer.statusCode)
    expect(await from('10.0.0.1, 192.0.2.7')).toBe(200)
    expect(await from('10.0.0.2, 192.0.2.7')).toBe(429)
    expect(await from('192.0.2.8')).toBe(200)
    await proxied.close()
  })
})

test('figures of the process are for this machine, and not for what a proxy passes on', async () => {
  expect((await portal.anybody().get('/metrics')).statusCode).toBe(200)
  expect((await portal.anybody().get('/metrics', { 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(404)
})
