import type { LightMyRequestResponse as Response } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { cast } from '../src/demo/cast.ts'
import { permissionsOf } from '../src/kernel/permissions.ts'
import type { Route } from '../src/platform/http/route.ts'
import type { World } from '../src/platform/http/world.ts'
import { allRoutes } from '../src/routes.ts'
import {
  addressAt,
  type KorsbaekThings,
  makeKorsbaekThings,
  secrets,
  validInput,
} from './support/korsbaek-things.ts'
import { multipartForm } from './support/multipart.ts'
import { oidcEnvironment } from './support/oidc-environment.ts'
import { nameOf } from './support/route-addresses.ts'
import { samlEnvironment } from './support/saml-environment.ts'
import { ssoEnvironment } from './support/sso-portal.ts'
import {
  type ApiClient,
  type Browser,
  type CastName,
  createTestApp,
  type TestApp,
} from './support/test-app.ts'

const routes: readonly Route[] = allRoutes({
  cast,
  config: readConfig({ MODE: 'demo', ...samlEnvironment(), ...oidcEnvironment(), ...ssoEnvironment }),
  world: {} as World,
  openApi: () => ({}),
})

/** Routes that name something all municipalities share, or that the door owns: what is one's own follows below. */
const shared: Readonly<Record<string, string>> = {
  'GET /sprog/:language': 'a choice of the browser’s own',
  'GET /rollegalleri/:id': 'the gallery is the same for all',
  'GET /rollegalleri/:id/sammenlign': 'the gallery is the same for all',
  'GET /rollegalleri/:id/breve': 'the role is shared; the letters are those one got (see the secrets)',
  'GET /api/v1/roles/:id/letters': 'the role is shared; the letters are those one got (see the secrets)',
  'GET /api/v1/roles/:id': 'the gallery is the same for all',
  'GET /api/v1/roles/:id/ending': 'the gallery is the same for all',
  'GET /api/v1/roles/:id/versions': 'the gallery is the same for all',
  'GET /api/v1/roles/:id/diff': 'the gallery is the same for all',
  'GET /roller/:roleId': 'the role is shared; the holders shown are one’s own (see the secrets)',
  'POST /roller/:roleId/tildelinger': 'gives the role in one’s own municipality',
  'GET /roller/:roleId/giv-flere':
    'the role is shared; those to choose among are one’s own (see the secrets)',
  'POST /roller/:roleId/giv-flere': 'gives the role in one’s own municipality',
  'GET /roller/:roleId/afslut-flere': 'the role is shared; the holders shown are one’s own (see the secrets)',
  'POST /roller/:roleId/afslut-flere': 'ends one’s own; others’ are not found (see the slice)',
}

let portal: TestApp
let things: KorsbaekThings
let lone: Browser
let aarhus: ApiClient

beforeAll(async () => {
  portal = await createTestApp({ environment: ssoEnvironment })
  things = await makeKorsbaekThings(portal)
  lone = await portal.as('Lone')
  aarhus = await portal.apiClient('Aarhus')
})
afterAll(() => portal.close())

/** Others are closed to municipalities altogether: the access matrix has them. */
const opensToMunicipalities = ({ access }: Route): boolean =>
  access.kind !== 'permission' ||
  (access.sides.includes('municipality') &&
    access.anyOf.some((permission) => permissionsOf(['klik_administrator', 'bruger']).has(permission)))

const naming = routes.filter((route) => route.path.includes(':') && opensToMunicipalities(route))

function ask(route: Route, url: string): Promise<Response> {
  const browser = route.face === 'api' ? aarhus.browser : lone
  const method = route.method.toUpperCase() as 'GET'
  if (method === 'GET') return browser.get(url)
  if (route.input?.file) {
    const form = multipartForm({ name: 'fil.txt', content: Buffer.from('hej') })
    return browser.request({ method, url, ...form })
  }
  const input = validInput[nameOf(route)] ?? {}
  const headers = { 'if-match': '*' }
  return route.face === 'api'
    ? browser.request({ method, url, headers, payload: input })
    : browser.post(url, input)
}

describe('Aarhus at what is Korsbæk’s', () => {
  test.each(
    naming.filter((route) => !(nameOf(route) in shared)).map((route) => [nameOf(route), route] as const),
  )('%s: not found, and nothing changed', async (_name, route) => {
    const state = async () =>
      (
        await portal.owner.query(
          `select (select count(*)::int from event) as events, (select sum(version)::int from task) as versions,
               (select count(*)::int from message) + (select count(*)::int from internal_note) as words,
               (select count(*)::int from assignment where ended_at is null) as held,
               (select count(*)::int from attachment where removed_at is null) as files,
               (select count(*)::int from session where ended_at is null) as sessions,
               (select count(*)::int from notification where read_at is null) as unread`,
        )
      ).rows
    const before = await state()
    const answer = await ask(route, addressAt(route, things))
    expect(answer.statusCode, answer.payload.slice(0, 300)).toBe(404)
    expect(await state()).toEqual(before)
  })

  test('every route that is left out is there and says why', () => {
    const names = naming.map(nameOf)
    expect(Object.keys(shared).filter((name) => !names.includes(name))).toEqual([])
  })

  test('Korsbæk itself finds the same things', async () => {
    const katrine = await portal.as('Katrine')
    const pages = naming.filter((route) => route.face === 'web' && route.method === 'get')
    const missing: string[] = []
    for (const route of pages) {
      const answer = await katrine.get(addressAt(route, things))
      if (answer.statusCode === 404) missing.push(nameOf(route))
    }
    expect(missing).toEqual([])
  })
})

/** Every page and resource somebody may read, with Korsbæk's things where the address names something. */
async function readEverything(
  browser: Browser,
  face: 'web' | 'api',
): Promise<{ name: string; text: string }[]> {
  const readable = routes.filter((route) => route.method === 'get' && route.face === face)
  const seen: { name: string; text: string }[] = []
  for (const route of readable) {
    const answer = await browser.get(addressAt(route, things))
    if (answer.statusCode === 200) seen.push({ name: nameOf(route), text: answer.payload })
  }
  return seen
}

const leaks = (seen: readonly { name: string; text: string }[], words: readonly string[]): string[] =>
  seen.flatMap(({ name, text }) =>
    words.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`),
  )

describe('words that are Korsbæk’s own', () => {
  test('are on no page and in no answer that Aarhus can read', async () => {
    const words = [...Object.values(secrets), 'Anders Skov', 'Katrine Holm']
    const seen = [...(await readEverything(lone, 'web')), ...(await readEverything(aarhus.browser, 'api'))]
    expect(seen.length).toBeGreaterThan(10)
    expect(leaks(seen, words)).toEqual([])
  })

  test.each(['Signe', 'Omar', 'Freja', 'Ib', 'Nanna'] satisfies CastName[])(
    'and what is inside is hidden from %s',
    async (name) => {
      const seen = await readEverything(await portal.as(name), 'web')
      expect(seen.length).toBeGreaterThan(2)
      expect(leaks(seen, [secrets.note, secrets.file])).toEqual([])
      if (name === 'Nanna') expect(leaks(seen, Object.values(secrets))).toEqual([])
    },
  )

  test('and from the central body’s machines', async () => {
    const central = await portal.apiClient('KOMBIT')
    expect(leaks(await readEverything(central.browser, 'api'), [secrets.note, secrets.file])).toEqual([])
  })

  test('but Korsbæk reads them all', async () => {
    const seen = await readEverything(await portal.as('Katrine'), 'web')
    const found = Object.values(secrets).filter((word) => seen.some(({ text }) => text.includes(word)))
    expect(found).toEqual(Object.values(secrets))
  })
})
