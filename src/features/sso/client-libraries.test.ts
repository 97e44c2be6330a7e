import { GitLab } from 'arctic'
import * as openId from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { follow, openSsoPortal, type SsoPortal, ssoEnvironment } from '../../../test/support/sso-portal.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { App } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { createSso } from './create-sso.ts'
import { ssoRoutes } from './web.tsx'

const secret = 'the-secret-of-a-client-library-for-tests'
const redirectUri = 'https://app.test/callback'
const origin = 'http://localhost:3000'

let here: SsoPortal
/** The portal's single sign-on with a client for each library, over a real connection. */
let server: TestServer
let address: string
let app: App
let ssoId: number
let assignmentId: string

beforeAll(async () => {
  here = await openSsoPortal()
  const redirectUris = [redirectUri]
  const sso = createSso(readConfig({ MODE: 'demo', ...ssoEnvironment }), [
    { id: 'arctic', server: 'mattermost', secret, redirectUris, provesInHeader: true },
    { id: 'openid-client', server: 'mattermost', secret, redirectUris },
  ])
  if (!sso) throw new Error('Single sign-on is not configured')
  const known = { 'session-of-anders': await here.portal.actor('Anders') }
  server = await createTestServer(here.portal, ssoRoutes(sso), { known })
  address = await server.server.listen({ host: '127.0.0.1', port: 0 })
  app = { ...here.portal.app, server: server.server }
})
afterAll(async () => {
  await server.close()
  await here.close()
})
beforeEach(async () => {
  await here.clear()
  ;({ ssoId, assignmentId } = await here.letIn('Anders'))
})

/** A sign-in as a library does it: where it sends the browser, and how it gets a token from where that comes back. */
interface Library {
  begin(): Promise<URL>
  finish(back: URL): Promise<string>
}

function arctic(): Library {
  const gitLab = new GitLab(address, 'arctic', secret, redirectUri)
  return {
    begin: async () => gitLab.createAuthorizationURL('state', ['read_user']),
    finish: async (back) =>
      (await gitLab.validateAuthorizationCode(back.searchParams.get('code') ?? '')).accessToken(),
  }
}

function openIdClient(): Library {
  const metadata = {
    issuer: origin,
    authorization_endpoint: `${address}/oauth/authorize`,
    token_endpoint: `${address}/oauth/token`,
  }
  const way = openId.ClientSecretPost(secret)
  const configuration = new openId.Configuration(metadata, 'openid-client', secret, way)
  openId.allowInsecureRequests(configuration)
  return {
    begin: async () =>
      openId.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'read_user',
        state: 'state',
      }),
    finish: async (back) =>
      (await openId.authorizationCodeGrant(configuration, back, { expectedState: 'state' })).access_token,
  }
}

/** The browser of Anders, from where a library sends it to where it comes back. */
async function browse(to: URL): Promise<URL> {
  const request = Object.fromEntries(to.searchParams)
  const { away } = await follow(app, { session: 'tvaers_session=session-of-anders', request })
  if (!away) throw new Error('The browser did not come back.')
  return away
}

const whoIs = (token: string) =>
  fetch(`${address}/api/v4/user`, { headers: { authorization: `Bearer ${token}` } })

describe.each([
  ['arctic, as for GitLab', arctic],
  ['openid-client, as OAuth 2.0', openIdClient],
])('a client made with %s', (_name, library) => {
  test('signs Anders in', async () => {
    const { begin, finish } = library()
    const back = await browse(await begin())
    expect(`${back.origin}${back.pathname}`).toBe(redirectUri)
    expect(back.searchParams.get('state')).toBe('state')
    const answer = await whoIs(await finish(back))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      id: ssoId,
      username: 'anders.navn',
      email: 'anders.skov@korsbaek.example',
    })
  })

  test('gets no token for a code whose role has ended', async () => {
    const { begin, finish } = library()
    const back = await browse(await begin())
    await here.end(assignmentId)
    await expect(finish(back)).rejects.toThrow()
  })

  test('is told nothing by a token whose role has ended', async () => {
    const { begin, finish } = library()
    const token = await finish(await browse(await begin()))
    await here.end(assignmentId)
    expect((await whoIs(token)).status).toBe(401)
  })
})

test.each(['arctic', 'openid-client'])('the client %s is known by its secret alone', async (id) => {
  const form = { grant_type: 'authorization_code', code: 'x'.repeat(43), redirect_uri: redirectUri }
  const exchange = async (proof: Record<string, string>, headers: Record<string, string>) => {
    const body = new URLSearchParams({ ...form, ...proof })
    const answer = await fetch(`${address}/oauth/token`, { method: 'POST', body, headers })
    return ((await answer.json()) as { error: string }).error
  }
  const inForm = (shown: string) => exchange({ client_id: id, client_secret: shown }, {})
  const inHeader = (shown: string) =>
    exchange({}, { authorization: `Basic ${Buffer.from(`${id}:${shown}`).toString('base64')}` })
  const own = id === 'arctic' ? inHeader : inForm
  expect(await own(secret)).toBe('invalid_grant')
  for (const way of [inForm, inHeader]) expect(await way('guessed'.repeat(6))).toBe('invalid_client')
  expect(await exchange({ client_id: id }, {})).toBe('invalid_client')
})
