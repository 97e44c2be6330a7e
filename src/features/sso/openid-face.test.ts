import { createPublicKey, verify } from 'node:crypto'
import * as client from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  exchangeAt,
  follow,
  openSsoPortal,
  redirectUri,
  type SsoPortal,
  ssoEnvironment,
  ssoSecret,
  userAt,
} from '../../../test/support/sso-portal.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { App } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { createSso } from './create-sso.ts'
import { ssoRoutes } from './web.tsx'

const openIdRedirect = 'https://chat.test/signup/openid/complete'
const appRedirect = 'https://app.test/callback'
const otherSecret = 'the-secret-of-another-client-for-tests'

let here: SsoPortal
let app: App
/** The same portal with two more clients: one that cannot keep a secret, and one that can. */
let wider: TestServer
let ssoId: number
let anders: string

beforeAll(async () => {
  here = await openSsoPortal()
  app = here.portal.app
  const config = readConfig({ MODE: 'demo', ...ssoEnvironment })
  const more = [
    { id: 'app', server: 'mattermost' as const, secret: null, redirectUris: [appRedirect] },
    { id: 'other', server: 'mattermost' as const, secret: otherSecret, redirectUris: [redirectUri] },
  ]
  const sso = createSso(config, more)
  if (!sso) throw new Error('Single sign-on is not configured')
  const known = { 'session-of-anders': await here.portal.actor('Anders') }
  wider = await createTestServer(here.portal, ssoRoutes(sso), { known })
})
afterAll(async () => {
  await wider.close()
  await here.close()
})
beforeEach(async () => {
  await here.clear()
  ssoId = (await here.letIn('Anders')).ssoId
  anders = await here.session('Anders')
})

const widerApp = (): App => ({ ...app, server: wider.server })

/** An independent client, whose requests reach the portal without a port. */
async function discover(
  server: App,
  id: string,
  way: client.ClientAuth,
  metadata: Partial<client.ClientMetadata> = {},
): Promise<client.Configuration> {
  const fetchInMemory: client.CustomFetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    const answer = await server.server.inject({
      method: method as 'GET',
      url: `${pathname}${search}`,
      headers,
      ...(body ? { payload: String(body) } : {}),
    })
    return new Response(answer.payload, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    })
  }
  return await client.discovery(new URL('http://localhost:3000'), id, metadata, way, {
    execute: [client.allowInsecureRequests],
    [client.customFetch]: fetchInMemory,
  })
}

const asMattermost = () => discover(app, 'mattermost', client.ClientSecretPost(ssoSecret))

interface Checks {
  readonly verifier: string
  readonly request: Record<string, string>
}

async function newRequest(redirect_uri: string, client_id: string): Promise<Checks> {
  const verifier = client.randomPKCECodeVerifier()
  return {
    verifier,
    request: {
      client_id,
      redirect_uri,
      response_type: 'code',
      scope: 'openid profile email',
      state: 'state',
      nonce: 'nonce',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    },
  }
}

describe('a server that speaks OpenID Connect', () => {
  test('finds everything by discovery, and nothing that is not there', async () => {
    const answer = await app.server.inject({ url: '/.well-known/openid-configuration' })
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.json()).toMatchObject({
      issuer: 'http://localhost:3000',
      authorization_endpoint: 'http://localhost:3000/oauth/authorize',
      token_endpoint: 'http://localhost:3000/oauth/token',
      userinfo_endpoint: 'http://localhost:3000/oauth/userinfo',
      jwks_uri: 'http://localhost:3000/oauth/jwks',
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
    })
    const absent = [
      'registration',
      'introspection',
      'revocation',
      'end_session',
      'pushed_authorization_request',
    ]
    for (const name of absent) expect(answer.json()).not.toHaveProperty(`${name}_endpoint`)
  })

  test('tells the configured address, whatever the request says of itself', async () => {
    const headers = { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'ftp' }
    const answer = await app.server.inject({ url: '/.well-known/openid-configuration', headers })
    expect(answer.payload).not.toContain('evil')
    expect(answer.payload).not.toContain('ftp')
    const { rawPayload } = await app.server.inject({
      url: `/oauth/authorize?client_id=mattermost&response_type=code&redirect_uri=${encodeURIComponent(redirectUri)}`,
      headers,
    })
    expect(String(rawPayload)).not.toContain('evil')
  })

  test('signs Anders in: state, nonce, PKCE and signature hold', async () => {
    const configuration = await asMattermost()
    const { verifier, request } = await newRequest(openIdRedirect, 'mattermost')
    const { away } = await follow(app, { session: anders, request })
    const tokens = await client.authorizationCodeGrant(configuration, away ?? new URL('x:'), {
      pkceCodeVerifier: verifier,
      expectedState: 'state',
      expectedNonce: 'nonce',
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    const who = {
      sub: String(ssoId),
      preferred_username: 'anders.navn',
      name: 'Anders Skov',
      given_name: 'Anders',
      family_name: 'Skov',
      email: 'anders.skov@korsbaek.example',
      email_verified: true,
    }
    expect(claims).toMatchObject({ ...who, iss: 'http://localhost:3000', aud: 'mattermost' })
    expect(tokens.refresh_token).toBeUndefined()
    expect(await client.fetchUserInfo(configuration, tokens.access_token, claims?.sub ?? '')).toEqual(who)
    expect(await here.told()).toEqual([
      {
        type: 'sso.signedIn',
        actor_name: 'Anders Skov',
        facts: { userName: 'Anders Skov', face: 'openid' },
      },
    ])
  })

  test('is not told of somebody whose role has ended since', async () => {
    const configuration = await asMattermost()
    const { verifier, request } = await newRequest(openIdRedirect, 'mattermost')
    const { away } = await follow(app, { session: anders, request })
    const checks = { pkceCodeVerifier: verifier, expectedState: 'state', expectedNonce: 'nonce' }
    const tokens = await client.authorizationCodeGrant(configuration, away ?? new URL('x:'), checks)
    await here.portal.owner.query(`update assignment set ends_before = '2026-11-24'`)
    here.portal.clock.moveTo('2026-11-23T23:00:00Z')
    await here.portal.owner.query(`update sso_token set expires_at = '2026-11-24'`)
    await expect(client.fetchUserInfo(configuration, tokens.access_token, String(ssoId))).rejects.toThrow()
    expect((await here.told()).at(-1)).toMatchObject({
      type: 'sso.refused',
      facts: { step: 'user', reason: 'noRole' },
    })
  })

  test('must bring the token of the question: one of GitLab’s face opens no other', async () => {
    const { away } = await follow(app, { session: anders })
    const { access_token: token } = (await exchangeAt(app, away?.searchParams.get('code') ?? '')).json()
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.server.inject({ url: '/oauth/userinfo', headers })).statusCode).toBe(403)
    expect((await app.server.inject({ url: '/oauth/userinfo' })).statusCode).toBe(401)
  })
})

test('under https every address and cookie is kept to it', async () => {
  const sso = createSso(
    readConfig({ MODE: 'demo', ...ssoEnvironment, BASE_URL: 'https://tvaers.test', PORT: '3000' }),
  )
  if (!sso) throw new Error('Single sign-on is not configured')
  const behind = await createTestServer(here.portal, ssoRoutes(sso), { baseUrl: 'https://tvaers.test' })
  const described = (await behind.server.inject({ url: '/.well-known/openid-configuration' })).json()
  expect(described.token_endpoint).toBe('https://tvaers.test/oauth/token')
  const query = new URLSearchParams({
    client_id: 'mattermost',
    redirect_uri: redirectUri,
    response_type: 'code',
  })
  const answer = await behind.server.inject({ url: `/oauth/authorize?${query}` })
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  expect(cookies).toHaveLength(4)
  for (const cookie of cookies) expect(cookie).toMatch(/; secure/)
  await behind.close()
})

describe('proof by PKCE', () => {
  const exchange = (more: Record<string, string>) => exchangeAt(widerApp(), '', more)
  const wayOf = (request: Record<string, string>) =>
    follow(widerApp(), { session: 'tvaers_session=session-of-anders', request })

  test('is asked of a client that cannot keep a secret', async () => {
    const { request } = await newRequest(appRedirect, 'app')
    const { code_challenge: _gone, code_challenge_method: _too, ...bare } = request
    const { away } = await wayOf(bare)
    expect(away?.searchParams.get('error')).toBe('invalid_request')
  })

  test('lets such a client in with the right verifier, and no other', async () => {
    const { verifier, request } = await newRequest(appRedirect, 'app')
    const code = (await wayOf(request)).away?.searchParams.get('code') ?? ''
    const form = { client_id: 'app', client_secret: '', redirect_uri: appRedirect, code }
    for (const code_verifier of ['', client.randomPKCECodeVerifier()]) {
      const answer = await exchange({ ...form, code_verifier })
      expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_grant'])
    }
    const answer = await exchange({ ...form, code_verifier: verifier })
    expect(answer.statusCode).toBe(200)
    expect((await userAt(widerApp(), answer.json().access_token)).json().id).toBe(ssoId)
  })

  test('holds a client with a secret that uses it', async () => {
    const { request } = await newRequest(openIdRedirect, 'mattermost')
    const { away } = await follow(app, { session: anders, request })
    const answer = await exchangeAt(app, away?.searchParams.get('code') ?? '', {
      redirect_uri: openIdRedirect,
    })
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_grant'])
  })

  test('takes no plain challenge', async () => {
    const { verifier, request } = await newRequest(appRedirect, 'app')
    const { away } = await wayOf({ ...request, code_challenge: verifier, code_challenge_method: 'plain' })
    expect(away?.searchParams.get('error')).toBe('invalid_request')
  })

  test('a code is of the client it was given to', async () => {
    const { away } = await wayOf({
      client_id: 'mattermost',
      redirect_uri: redirectUri,
      response_type: 'code',
    })
    const code = away?.searchParams.get('code') ?? ''
    const stolen = await exchange({ client_id: 'other', client_secret: otherSecret, code })
    expect([stolen.statusCode, stolen.json().error]).toEqual([400, 'invalid_grant'])
    expect((await exchange({ code })).statusCode).toBe(200)
  })
})

describe('signing keys', () => {
  const keyIds = async (server: App): Promise<string[]> => {
    const { keys } = (await server.server.inject({ url: '/oauth/jwks' })).json()
    return keys.map((key: { kid: string }) => key.kid)
  }

  async function idToken(server: App): Promise<{ keyId: string; text: string }> {
    const { verifier, request } = await newRequest(openIdRedirect, 'mattermost')
    const { away } = await follow(server, { session: await here.session('Anders'), request })
    const more = { redirect_uri: openIdRedirect, code_verifier: verifier }
    const text: string = (await exchangeAt(server, away?.searchParams.get('code') ?? '', more)).json()
      .id_token
    const header = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString())
    expect(header.alg).toBe('RS256')
    return { keyId: header.kid, text }
  }

  test('are shown without their private half: the one that signs and the next', async () => {
    const { keys } = (await app.server.inject({ url: '/oauth/jwks' })).json()
    expect(keys).toHaveLength(2)
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    const { keyId, text } = await idToken(app)
    expect(keyId).toBe(keys[0].kid)
    const [head, body, signature = ''] = text.split('.')
    const publicKey = createPublicKey({ key: keys[0], format: 'jwk' })
    const isTrue = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    )
    expect(isTrue).toBe(true)
  })

  test('lie sealed in the database', async () => {
    await keyIds(app)
    const { rows } = await here.portal.owner.query(
      'select k::text as text, sealed_private_key from sso_key k',
    )
    expect(rows).toHaveLength(2)
    for (const { text, sealed_private_key: sealed } of rows) {
      expect(text).not.toContain('"d"')
      expect(sealed.toString('latin1')).not.toMatch(/"d":|PRIVATE/)
    }
  })

  test('take turns by the clock, at every server, and the next is made in time', async () => {
    const another = await here.openAnother()
    const [first, second] = await keyIds(app)
    expect(await keyIds(another)).toEqual([first, second])
    here.portal.clock.moveTo('2027-03-01T09:00:00Z')
    const upkeep = app.world.queues.find((queue) => queue.name === 'sso.upkeep')
    expect(await keyIds(another)).toEqual([second, first])
    expect((await idToken(another)).keyId).toBe(second)
    expect((await idToken(app)).keyId).toBe(second)
    await upkeep?.handle({}, { id: 'x' })
    await upkeep?.handle({}, { id: 'x' })
    const later = await keyIds(app)
    expect(later).toHaveLength(2)
    expect(later[0]).toBe(second)
    expect(later).not.toContain(first)
  })

  test('are made once, whoever comes first', async () => {
    await here.portal.owner.query('delete from sso_key')
    const servers = [app, await here.openAnother(), await here.openAnother()]
    const seen = await Promise.all(servers.map(keyIds))
    expect(new Set(seen.map(String)).size).toBe(1)
    expect(seen[0]).toHaveLength(2)
  })

  test('of another SECRET_KEY are left unopened, and go a day after ours have begun', async () => {
    await here.portal.owner.query('delete from sso_key')
    const [own] = await keyIds(app)
    await here.portal.owner.query(
      `insert into sso_key select 'another', public_key, sealed_private_key, 'another', signs_from from sso_key
       where key_id = $1`,
      [own],
    )
    expect(await keyIds(app)).not.toContain('another')
    const upkeep = app.world.queues.find((queue) => queue.name === 'sso.upkeep')
    const others = async () =>
      (await here.portal.owner.query(`select 1 from sso_key where key_id = 'another'`)).rowCount
    await upkeep?.handle({}, { id: 'x' })
    expect(await others()).toBe(1)
    here.portal.clock.moveTo('2026-11-24T09:00:00Z')
    await upkeep?.handle({}, { id: 'x' })
    expect(await others()).toBe(0)
  })

  test('and what is over is forgotten an hour later', async () => {
    await follow(app, { session: '' })
    const upkeep = app.world.queues.find((queue) => queue.name === 'sso.upkeep')
    here.portal.clock.moveTo('2026-11-23T10:29:00Z')
    await upkeep?.handle({}, { id: 'x' })
    expect(await here.underWay()).toEqual(['Interaction'])
    here.portal.clock.moveTo('2026-11-23T10:31:00Z')
    await upkeep?.handle({}, { id: 'x' })
    expect(await here.underWay()).toEqual([])
  })
})
