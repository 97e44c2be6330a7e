import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { cast } from '../../src/demo/cast.ts'
import type { Route } from '../../src/platform/http/route.ts'
import type { World } from '../../src/platform/http/world.ts'
import { allRoutes } from '../../src/routes.ts'
import { people } from '../support/access-matrix.ts'
import { nameOf } from '../support/route-addresses.ts'
import type { Judged } from './support/axe.ts'
import { Visitor } from './support/browser.ts'
import { fillForEditor, fillForMunicipality, fillForOperations } from './support/fill-tour.ts'
import { journey } from './support/journey.ts'
import { type Caller, findStops, maySee, type Stop, signInCaller } from './support/tour.ts'
import { unsubscribePathOf } from './support/unsubscribing.ts'

/** Set: a picture of each page goes there, for people to look at. */
const album = process.env.PAGE_PICTURES

/** The list alone: nothing is answered through it. */
const routes: readonly Route[] = allRoutes({
  cast,
  config: readConfig({ MODE: 'demo' }),
  world: {} as World,
  openApi: () => ({}),
}).filter((route) => isPage(route) && route.method === 'get')

/** What somebody sees who has signed in; the door keeps some of it. */
function isPage({ face, access }: Route): boolean {
  return face === 'web' || (face === 'door' && access.kind !== 'public')
}

/** Answers that are no pages, with what they are instead. */
const noPages: Readonly<Record<string, string>> = {
  'GET /sprog/:language': 'leads back to where one was',
  'GET /opgaver/:number/filer/:id': 'a file',
  'GET /udrulninger/:id/udtraek.csv': 'a file',
  'GET /rollekvalitet/udtraek.csv': 'a file',
  'GET /notifikationer/log/udtraek.csv': 'a file',
  'GET /notifikationer/antal': 'a stream of events',
  'GET /bekraeftelser/:id/rapport': 'a file',
  'GET /bekraeftelser/:id/dokumentation': 'a file',
  'GET /dokumentation/fil': 'a file',
}
const pages = routes.filter((route) => !(nameOf(route) in noPages))

const persons = Object.values(people).map((firstName) => {
  const person = cast.find(({ name }) => name.startsWith(firstName))
  if (!person) throw new Error(`${firstName} is not in the cast`)
  return { ...person, firstName }
})

const here = journey()
/** Who fetches as each person, and what they reach by following links. */
const tours = new Map<string, { caller: Caller; stops: Stop[] }>()

beforeAll(async () => {
  if (album) mkdirSync(album, { recursive: true })
  const callers = new Map<string, Caller>()
  for (const { id, firstName } of persons) callers.set(firstName, await signInCaller(here.portal.address, id))
  const first = await fill((name) => callers.get(name) as Caller)
  await Promise.all(
    [...callers].map(async ([name, caller]) => {
      tours.set(name, { caller, stops: await findStops(caller, pages, name, first[name] ?? []) })
    }),
  )
})

/** Builds what the demo leaves to be done. @returns where each person looks first */
async function fill(callerOf: (name: string) => Caller): Promise<Record<string, string[]>> {
  const idOf = (name: string): string => persons.find(({ firstName }) => firstName === name)?.id ?? ''
  const Signe = await fillForEditor(callerOf('Signe'))
  const Katrine = await fillForMunicipality(callerOf('Katrine'), idOf('Katrine'))
  const Lone = await fillForMunicipality(callerOf('Lone'), idOf('Lone'))
  const Omar = await fillForOperations(callerOf('Omar'))
  return { Signe, Katrine, Lone, Omar, Anders: Katrine }
}

const wordOf = (path: string): string =>
  path === '/'
    ? 'start'
    : path
        .slice(1)
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x')
        .replaceAll('/', '-')

/** What stands on a page beside what all pages of a person share. */
const contentOf = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'))
const seen = new Set<string>()

/** The kinds of elements whose colours were looked at. */
const judged: Judged = new Map()
/** Routes looked at in English: there the words alone differ, and what they do to the measures. */
const inEnglish = new Set<Route>()
/** Routes looked at whole on a narrow screen: there the arrangement alone differs. */
const onNarrow = new Set<Route>()

async function look(
  visitor: Visitor,
  { route }: Stop,
  language: 'da' | 'en',
  picture: string,
): Promise<void> {
  const isWhole = language === 'da' || !inEnglish.has(route)
  if (language === 'en') inEnglish.add(route)
  const isWholeOnNarrow = isWhole && !onNarrow.has(route)
  onNarrow.add(route)
  // From the width at which the page came: laying it out anew takes as long as fetching it.
  for (const width of visitor.width === 390 ? [390, 1280] : [1280, 390]) {
    await visitor.resize(width)
    if (width === 390 ? isWholeOnNarrow : isWhole) await visitor.checkPage(judged)
    else await visitor.checkFrame()
    if (album) await visitor.page.screenshot({ path: join(album, `${picture}-${width}.png`), fullPage: true })
  }
  expect(visitor.complaints, `the browser's complaints at ${visitor.page.url()}`).toEqual([])
}

test('every page is reached by links, by somebody', () => {
  const reached = new Set([...tours.values()].flatMap(({ stops }) => stops).map((stop) => stop.route))
  expect(pages.filter((route) => !reached.has(route)).map(nameOf)).toEqual([])
})

/** Nothing leads there for them in the demo: nobody in Aarhus is to be confirmed. */
const closedWays = ['Lone: GET /bekraeftelser/:id']

test('each person reaches every page the access matrix gives them', () => {
  const missed = persons.flatMap(({ firstName }) =>
    pages
      .filter((route) => maySee(route, firstName))
      .filter((route) => !tours.get(firstName)?.stops.some((stop) => stop.route === route))
      .map((route) => `${firstName}: ${nameOf(route)}`),
  )
  expect(missed).toEqual(closedWays)
})

/** The header and the menu of each person, on a page where all have the same beside them. */
async function lookAround(visitor: Visitor, language: 'da' | 'en'): Promise<void> {
  for (const width of [390, 1280]) {
    await visitor.resize(width)
    if (language === 'da') await visitor.checkPage(judged)
    else await visitor.checkFrame()
  }
}

/** Looks at the stops one by one, as long as there are any; several tabs share them. */
async function walk(
  visitor: Visitor,
  { caller, stops }: { caller: Caller; stops: Stop[] },
  language: 'da' | 'en',
  person: string,
): Promise<void> {
  for (let stop = stops.shift(); stop; stop = stops.shift()) {
    const content = contentOf(await (await caller.get(stop.path)).text())
    if (seen.has(content)) continue
    seen.add(content)
    expect(await visitor.goto(stop.path), stop.path).toBe(200)
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe(language)
    await look(visitor, stop, language, `${wordOf(stop.path)}-${person}-${language}`)
  }
}

describe.concurrent('no page is wrong, wide or narrow, in either language', () => {
  test.each(persons.map((person) => [person.name, person] as const))(
    'for %s',
    async (_name, { name, firstName }) => {
      const { caller, stops } = tours.get(firstName) ?? {}
      if (!caller || !stops) throw new Error(`${firstName} has no tour`)
      const visitor = await Visitor.open(here.browser, here.portal.address)
      await visitor.signInAs(name)
      const tabs = [visitor, await visitor.another()]
      for (const language of ['da', 'en'] as const) {
        await visitor.goto(`/sprog/${language}?til=/hjaelp`)
        await lookAround(visitor, language)
        await caller.get(`/sprog/${language}`)
        const shared = { caller, stops: [...stops] }
        await Promise.all(tabs.map((tab) => walk(tab, shared, language, firstName)))
      }
      await visitor.close()
    },
    900_000,
  )
})

test('the page that an address in a mail leads to is right, for whoever has not signed in', async () => {
  const visitor = await here.open()
  for (const reason of ['roleGiven', 'roleVacated', 'digest'] as const) {
    expect(await visitor.goto(await unsubscribePathOf(here.portal, 'Anders Skov', reason))).toBe(200)
    for (const width of [1280, 390]) {
      await visitor.resize(width)
      await visitor.checkPage()
    }
  }
})

test('pages that do not exist, or are not for the one who asks, say so readably', async () => {
  const visitor = await here.open()
  await visitor.goto('/log-ind')
  await visitor.checkPage()
  await visitor.signInAs('Anders Skov')
  for (const [path, status] of [
    ['/findes-ikke', 404],
    ['/revision', 403],
  ] as const) {
    expect(await visitor.goto(path)).toBe(status)
    await visitor.checkPage()
  }
})
