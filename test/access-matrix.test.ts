import type { LightMyRequestResponse as Response } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { cast } from '../src/demo/cast.ts'
import type { Route } from '../src/platform/http/route.ts'
import type { World } from '../src/platform/http/world.ts'
import { allRoutes } from '../src/routes.ts'
import { type Caller, matrix, people } from './support/access-matrix.ts'
import { oidcEnvironment } from './support/oidc-environment.ts'
import { registeredRoutes } from './support/registered-routes.ts'
import { addressOf, nameOf } from './support/route-addresses.ts'
import { samlEnvironment } from './support/saml-environment.ts'
import { ssoEnvironment } from './support/sso-portal.ts'
import { type Browser, createTestApp, type TestApp } from './support/test-app.ts'

/** Every door there can be. */
const doors = { ...samlEnvironment(), ...oidcEnvironment('http://127.0.0.1:1'), ...ssoEnvironment }

// The list alone: nothing is answered through it, so no world is needed.
const routes = allRoutes({
  cast,
  config: readConfig({ MODE: 'demo', ...doors }),
  world: {} as World,
  openApi: () => ({}),
})

let portal: TestApp
const browsers = new Map<Caller, Browser>()

async function signEverybodyIn(): Promise<void> {
  for (const [letter, name] of Object.entries(people)) browsers.set(letter as Caller, await portal.as(name))
}

beforeAll(async () => {
  portal = await createTestApp({ environment: doors })
  await signEverybodyIn()
  browsers.set('-', portal.anybody())
  for (const [letter, of] of [
    ['m', 'Korsbæk'],
    ['c', 'KOMBIT'],
  ] as const) {
    const client = await portal.apiClient(of)
    browsers.set(letter, client.browser)
  }
  browsers.set('r', (await portal.apiClient('Korsbæk', ['organisation.read'])).browser)
})
afterAll(() => portal.close())

/** What a request got: let in (whatever came of it), turned away for want of rights, or asked to sign in first. */
function outcomeOf(answer: Response): 'in' | 'refused' | 'unknown' {
  if (answer.statusCode === 401) return 'unknown'
  if (answer.statusCode === 303 && String(answer.headers.location).startsWith('/log-ind?til='))
    return 'unknown'
  return answer.statusCode === 403 ? 'refused' : 'in'
}

function ask(browser: Browser, route: Route): Promise<Response> {
  const url = addressOf(route)
  const method = route.method.toUpperCase() as 'GET'
  if (route.face === 'api')
    return browser.request({ method, url, ...(method === 'GET' ? {} : { payload: {} }) })
  return method === 'GET' ? browser.get(url) : browser.post(url)
}

test('every route has its row, and every row its route', () => {
  expect(Object.keys(matrix).sort()).toEqual(routes.map(nameOf).sort())
})

/** Ways in that show nothing of anybody's and ask for no session: for those who run the portal, and its public files. */
const besides = ['GET /*', 'GET /healthz', 'GET /metrics', 'GET /readyz']

test('the server has no other ways in', () => {
  const known = new Set([...routes.map(nameOf), ...besides])
  expect(registeredRoutes(portal.app.server).filter((name) => !known.has(name))).toEqual([])
})

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  const allowed = matrix[name] ?? ''
  const callers: readonly Caller[] =
    route.face === 'api' ? ['-', 'm', 'r', 'c', 'K'] : ['-', 'K', 'A', 'L', 'S', 'O', 'F', 'I', 'N', 'm']
  test(`lets in exactly: ${allowed || 'nobody'}`, async () => {
    const found: string[] = []
    for (const caller of callers) {
      const browser = browsers.get(caller)
      if (!browser) throw new Error(`No browser for ${caller}`)
      const answer = await ask(browser, route)
      const outcome = outcomeOf(answer)
      expect(answer.statusCode, `${caller} at ${name}`).toBeLessThan(500)
      if (outcome === 'in') found.push(caller)
      else expect(outcome, `${caller} at ${name}`).toBe(isKnown(caller, route) ? 'refused' : 'unknown')
    }
    if (route.path === '/log-af') await signEverybodyIn()
    expect(found.join('')).toBe(callers.filter((caller) => allowed.includes(caller)).join(''))
  })
})

/** A form from elsewhere is refused, but for those whose own signature takes the place of the check. */
const fromElsewhere = routes.filter((route) => route.method !== 'get' && route.face !== 'api')
test('forms from another site are let in by exactly these', async () => {
  const anybody = portal.anybody()
  const letIn: string[] = []
  for (const route of fromElsewhere) {
    const answer = await anybody.post(addressOf(route), {}, { 'sec-fetch-site': 'cross-site' })
    if (answer.statusCode !== 403) letIn.push(nameOf(route))
    else expect(answer.cookies).toEqual([])
  }
  expect(letIn.sort()).toEqual([
    'POST /mattermost/knap',
    'POST /notifikationer/afmeld/:token',
    'POST /oauth/token',
    'POST /oidc/back-channel-logout',
    'POST /saml/acs',
    'POST /saml/slo',
    'POST /saml/slo-soap',
    'POST /saml/slo-svar',
  ])
})

/** Cookies open pages and tokens open the API; neither opens the other, nor what other servers ask. */
function isKnown(caller: Caller, route: Route): boolean {
  if (caller === '-' || (route.face === 'door' && route.isForServers)) return false
  const hasToken = ['m', 'r', 'c'].includes(caller)
  return route.face === 'api' ? hasToken : !hasToken
}
