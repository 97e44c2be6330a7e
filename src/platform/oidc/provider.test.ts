import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOidcProvider, signInUrl, signOutUrl } from './provider.ts'

let server: Server
let issuer: string
/** What it says of itself next, and how often it was asked. */
let said: { status: number; body: Record<string, unknown> | string }
let asked = 0

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1
    response.writeHead(said.status, { 'content-type': 'application/json' })
    response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const good = () => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  end_session_endpoint: `${issuer}/end`,
  id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256', 'ES256'],
})
const client = (more = {}) => ({
  ...{ issuer, clientId: 'tvaers', clientSecret: 'x', scope: 'openid', allowsLoopback: true, ...more },
  redirectUri: 'https://tvaers.example/oidc/svar',
  signedOutUri: 'https://tvaers.example/oidc/logget-af',
})
const now = new Date('2026-11-23T09:00:00Z')
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
const provider = (more = {}) => createOidcProvider(client(more))

describe('what a provider says of itself', () => {
  test('is asked for once an hour, and what it said before stands while it does not answer', async () => {
    const one = provider()
    said = { status: 200, body: good() }
    asked = 0
    await one.describe(now)
    await one.describe(later(59))
    expect(asked).toBe(1)
    said = { status: 200, body: { ...good(), token_endpoint: `${issuer}/other` } }
    expect((await one.describe(later(60))).token_endpoint).toBe(`${issuer}/other`)
    said = { status: 500, body: 'down' }
    expect((await one.describe(later(121))).token_endpoint).toBe(`${issuer}/other`)
    said = { status: 200, body: good() }
    expect((await one.describe(later(122))).token_endpoint).toBe(`${issuer}/token`)
  })

  test('leaves only signatures by a key pair', async () => {
    said = { status: 200, body: good() }
    const { id_token_signing_alg_values_supported: algorithms } = await provider().describe(now)
    expect(algorithms).toEqual(['RS256', 'ES256'])
    said = { status: 200, body: { ...good(), id_token_signing_alg_values_supported: ['none'] } }
    expect((await provider().describe(now)).id_token_signing_alg_values_supported).toEqual(['RS256'])
  })

  test.each<[string, () => typeof said, string]>([
    ['nothing there', () => ({ status: 404, body: '' }), 'unreachable'],
    ['no JSON', () => ({ status: 200, body: '<html>' }), 'wrong'],
    ['another issuer', () => ({ status: 200, body: { ...good(), issuer: 'https://evil.example' } }), 'wrong'],
    ['another spelling of it', () => ({ status: 200, body: { ...good(), issuer: `${issuer}/` } }), 'wrong'],
    [
      'no keys',
      () => ({ status: 200, body: { ...good(), jwks_uri: undefined } }),
      'wrong: the provider names no jwks_uri',
    ],
    [
      'an address without encryption',
      () => ({ status: 200, body: { ...good(), token_endpoint: 'http://login.example/token' } }),
      'wrong: token_endpoint is no encrypted address',
    ],
    [
      'an address that runs in the browser',
      () => ({ status: 200, body: { ...good(), end_session_endpoint: 'javascript:alert(1)' } }),
      'wrong: end_session_endpoint is no encrypted address',
    ],
    [
      'an address that is none',
      () => ({ status: 200, body: { ...good(), authorization_endpoint: '/auth' } }),
      'wrong',
    ],
  ])('%s is refused', async (_name, saying, words) => {
    said = saying()
    await expect(provider().describe(now)).rejects.toThrow(words)
  })

  test('a provider on this machine is for trying out alone', async () => {
    await expect(provider({ allowsLoopback: false }).describe(now)).rejects.toThrow()
  })
})

describe('where browsers are sent', () => {
  const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) }

  test('with the challenge and not with what it is made of', async () => {
    said = { status: 200, body: good() }
    const url = await signInUrl(provider(), secrets, now)
    expect(url).toMatch(new RegExp(`^${issuer}/auth\\?`))
    expect(url).not.toContain('v'.repeat(43))
    expect(new URL(url).searchParams.get('code_challenge')).toHaveLength(43)
  })

  test('to sign out with a token that fits an address, and without one that does not', async () => {
    said = { status: 200, body: good() }
    const hintIn = async (idToken: string | null) =>
      new URL((await signOutUrl(provider(), { state: 's', idToken }, now)) ?? '').searchParams.get(
        'id_token_hint',
      )
    expect([await hintIn('t'), await hintIn(null), await hintIn('t'.repeat(4001))]).toEqual(['t', null, null])
    said = { status: 200, body: { ...good(), end_session_endpoint: undefined } }
    expect(await signOutUrl(provider(), { state: 's', idToken: 't' }, now)).toBeNull()
  })
})
