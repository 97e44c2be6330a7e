import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  codeFor,
  exchangeAt,
  follow,
  gitLabRequest,
  openSsoPortal,
  redirectUri,
  type SsoPortal,
  userAt,
} from '../../../test/support/sso-portal.ts'
import type { App } from '../../app.ts'

let here: SsoPortal
let app: App
let anders: string
let ssoId: number

beforeAll(async () => {
  here = await openSsoPortal()
  app = here.portal.app
})
afterAll(() => here.close())

beforeEach(async () => {
  await here.clear()
  ssoId = (await here.letIn('Anders')).ssoId
  anders = await here.session('Anders')
})

describe('Mattermost as it speaks to GitLab', () => {
  test('is told who Anders is, by a number and nothing more than it reads', async () => {
    const { away, answers } = await follow(app, { session: anders })
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303, 303])
    expect(`${away?.origin}${away?.pathname}`).toBe(redirectUri)
    expect(away?.searchParams.get('state')).toBe(gitLabRequest.state)
    const exchanged = await exchangeAt(app, away?.searchParams.get('code') ?? '')
    expect(exchanged.statusCode).toBe(200)
    expect(exchanged.headers['content-type']).toMatch(/^application\/json/)
    const token = exchanged.json()
    expect(Object.keys(token).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
    expect(token).toMatchObject({ expires_in: 300, scope: 'read_user', token_type: 'Bearer' })
    const user = await userAt(app, token.access_token)
    expect(user.statusCode).toBe(200)
    expect(user.json()).toEqual({
      id: ssoId,
      username: 'anders.navn',
      email: 'anders.skov@korsbaek.example',
      name: 'Anders Skov',
      state: 'active',
    })
    expect(Number.isSafeInteger(user.json().id)).toBe(true)
  })

  test.each([
    ['no scope', {}],
    ['an empty scope', { scope: '' }],
    ['read_user', { scope: 'read_user' }],
    ['a login hint', { login_hint: 'anders' }],
    ['the other way back', { redirect_uri: 'https://chat.test/login/gitlab/complete' }],
  ])('may ask with %s', async (_name, more) => {
    const request = { ...gitLabRequest, ...more }
    const code = await codeFor(app, { session: anders, request })
    const exchanged = await exchangeAt(app, code, { redirect_uri: request.redirect_uri })
    expect(exchanged.statusCode).toBe(200)
  })

  test('tells the sign-in once, of the person themselves, however often it asks', async () => {
    const { access_token: token } = (await exchangeAt(app, await codeFor(app, { session: anders }))).json()
    expect(await here.told()).toEqual([])
    for (const _again of [1, 2]) expect((await userAt(app, token)).statusCode).toBe(200)
    expect(await here.told()).toEqual([
      {
        type: 'sso.signedIn',
        actor_name: 'Anders Skov',
        facts: { userName: 'Anders Skov', face: 'gitlab' },
      },
    ])
  })

  test('reads neither the portal’s session nor leaves one of its own in the browser', async () => {
    const { answers } = await follow(app, { session: anders })
    const set = answers.flatMap((answer) => [answer.headers['set-cookie'] ?? []].flat())
    const names = new Set(set.map((cookie) => cookie.split('=')[0]?.replace('.sig', '')))
    expect([...names].sort()).toEqual(['tvaers_sso', 'tvaers_sso_resume'])
    for (const cookie of set) expect(cookie).toMatch(/httponly/i)
    const { access_token: token } = (await exchangeAt(app, await codeFor(app, { session: anders }))).json()
    const withCookie = await app.server.inject({ url: '/api/v4/user', headers: { cookie: anders } })
    expect(withCookie.statusCode).toBe(401)
    const asPage = await app.server.inject({ url: '/', headers: { authorization: `Bearer ${token}` } })
    expect(asPage.statusCode).toBe(303)
  })

  test('leaves nothing in the database that would open anything', async () => {
    const code = await codeFor(app, { session: anders })
    const { access_token: token } = (await exchangeAt(app, code)).json()
    const { rows } = await here.portal.owner.query('select t::text as text from sso_token t')
    const text = rows.map((row) => row.text).join()
    expect(rows.length).toBeGreaterThan(2)
    expect(text).not.toContain(code)
    expect(text).not.toContain(token)
  })
})

describe('who asks for a token with something that is not right', () => {
  const refusals: [string, Record<string, string>, number, string][] = [
    ['a wrong secret', { client_secret: 'guessed'.repeat(6) }, 401, 'invalid_client'],
    ['no secret', { client_secret: '' }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'somebody' }, 401, 'invalid_client'],
    ['another way back', { redirect_uri: 'https://chat.test/login/gitlab/complete' }, 400, 'invalid_grant'],
    ['an address that only begins so', { redirect_uri: `${redirectUri}/x` }, 400, 'invalid_grant'],
    ['a code that never was', { code: 'x'.repeat(43) }, 400, 'invalid_grant'],
    ['another way of asking', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'invalid_request'],
  ]
  test.each(refusals)('%s is refused', async (_name, more, status, error) => {
    const answer = await exchangeAt(app, await codeFor(app, { session: anders }), more)
    expect([answer.statusCode, answer.json().error]).toEqual([status, error])
    expect(answer.payload).not.toContain('access_token')
  })

  test('a field sent twice is refused', async () => {
    const code = await codeFor(app, { session: anders })
    const form = new URLSearchParams({
      client_id: 'mattermost',
      client_secret: 'x',
      grant_type: 'authorization_code',
    })
    form.append('code', code)
    form.append('code', code)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.server.inject({
      method: 'POST',
      url: '/oauth/token',
      headers,
      payload: form.toString(),
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  })

  test('a code lives a minute', async () => {
    const code = await codeFor(app, { session: anders })
    here.portal.clock.moveTo('2026-11-23T09:01:00Z')
    expect((await exchangeAt(app, code)).json().error).toBe('invalid_grant')
  })

  test('a token lives five minutes', async () => {
    const { access_token: token } = (await exchangeAt(app, await codeFor(app, { session: anders }))).json()
    here.portal.clock.moveTo('2026-11-23T09:04:59Z')
    expect((await userAt(app, token)).statusCode).toBe(200)
    here.portal.clock.moveTo('2026-11-23T09:05:00Z')
    expect((await userAt(app, token)).statusCode).toBe(401)
  })

  test.each([
    ['at once', '2026-11-23T09:00:00Z'],
    ['when it has expired', '2026-11-23T09:02:00Z'],
  ])('a code used again %s ends what came of it', async (_when, now) => {
    const code = await codeFor(app, { session: anders })
    const { access_token: token } = (await exchangeAt(app, code)).json()
    expect((await userAt(app, token)).statusCode).toBe(200)
    here.portal.clock.moveTo(now)
    expect((await exchangeAt(app, code)).json().error).toBe('invalid_grant')
    expect((await userAt(app, token)).statusCode).toBe(401)
  })

  test.each(['', 'x', 'x'.repeat(300), 'Basic abc'])('the token %j is nobody’s', async (token) => {
    expect((await userAt(app, token)).statusCode).toBe(401)
  })

  test('no other method opens a door', async () => {
    const asked: ['GET' | 'POST' | 'PUT' | 'DELETE', string][] = [
      ['GET', '/oauth/token'],
      ['PUT', '/oauth/token'],
      ['POST', '/oauth/authorize'],
      ['POST', '/api/v4/user'],
      ['DELETE', '/oauth/jwks'],
    ]
    for (const [method, url] of asked) {
      const headers = { 'sec-fetch-site': 'same-origin' }
      expect((await app.server.inject({ method, url, headers })).statusCode, `${method} ${url}`).toBe(404)
    }
  })

  test('whoever asks too often is told to wait', async () => {
    const another = await here.openAnother()
    const statuses: number[] = []
    for (let count = 0; count < 301; count++) statuses.push((await userAt(another, 'x')).statusCode)
    expect(new Set(statuses.slice(0, 300))).toEqual(new Set([401]))
    expect(statuses[300]).toBe(429)
  })
})

describe('who sends people here with something that is not right', () => {
  test.each([
    ['an unknown client', { client_id: 'somebody' }, 'invalid_client'],
    ['another address', { redirect_uri: 'https://evil.test/signup/gitlab/complete' }, 'invalid_redirect_uri'],
    ['an address that only begins so', { redirect_uri: `${redirectUri}.evil.test` }, 'invalid_redirect_uri'],
    ['an address with more in it', { redirect_uri: `${redirectUri}?to=x` }, 'invalid_redirect_uri'],
    ['another scheme', { redirect_uri: redirectUri.replace('https', 'http') }, 'invalid_redirect_uri'],
    ['no address', { redirect_uri: '' }, 'invalid_request'],
    ['the answer in a form', { response_mode: 'form_post' }, 'unsupported_response_mode'],
  ])('%s: a page says so, and leads nowhere', async (_name, more, code) => {
    const { last, away, answers } = await follow(app, {
      session: anders,
      request: { ...gitLabRequest, ...more },
    })
    expect(away).toBeNull()
    expect(answers).toHaveLength(1)
    expect(last.statusCode).toBe(400)
    expect(last.payload).toContain('Login på Mattermost er sat forkert op')
    expect(last.payload).toContain(code)
  })

  test.each([
    ['a token at once', { response_type: 'token' }, 'invalid_request'],
    ['nobody to be asked', { prompt: 'none', scope: 'openid' }, 'login_required'],
  ])('%s: Mattermost is told', async (_name, more, error) => {
    const { away } = await follow(app, { session: anders, request: { ...gitLabRequest, ...more } })
    expect(`${away?.origin}${away?.pathname}`).toBe(redirectUri)
    // For what would have come behind the #, the fault does too.
    const told = new URLSearchParams(`${away?.search.slice(1)}&${away?.hash.slice(1)}`)
    expect([told.get('error'), told.get('code'), told.get('access_token')]).toEqual([error, null, null])
  })
})
