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
import { Visitor } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { type Caller, findStops, linksIn, maySee, type Stop, signInCaller } from './support/tour.ts'

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

/** Answers that are no pages, or that no link leads to, with what they are instead. */
const noPages: Readonly<Record<string, string>> = {
  'GET /sprog/:language': 'leads back to where one was',
  'GET /opgaver/:number/filer/:id': 'a file',
  'GET /udrulninger/:id/udtraek.csv': 'a file',
  'GET /udrulninger/forhaandsvis': 'what a form leads to: the journeys look at it',
  'GET /opgavebeskrivelser/:id/import': 'what a file leads to: the journeys look at it',
  'GET /opgaver/:number/fuldfoert': 'a question, asked only where nobody holds the role of the task',
  'GET /bekraeftelser/:id/igen': 'leads on from a closed round that lacks answers, which the demo has not',
  'GET /rollekvalitet/udtraek.csv': 'a file',
  'GET /bekraeftelser/:id/rapport': 'a file',
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
  let filled: string[] = []
  for (const { id, firstName } of persons) {
    const caller = await signInCaller(here.portal.address, id)
    if (firstName === 'Katrine' || firstName === 'Lone') filled = await fillTask(caller, id)
    tours.set(firstName, { caller, stops: await findStops(caller, pages, firstName, filled) })
  }
})

const pathIn = (html: string, form: RegExp): string => {
  const path = linksIn(html).find((link) => form.test(link))
  if (!path) throw new Error(`No link like ${form}`)
  return path
}

/**
 * What the demo leaves to be done: a file on the first task, somebody in its role, somebody promised it, and the task
 * completed; and somebody who acts for the administrator.
 */
async function fillTask(caller: Caller, personId: string): Promise<string[]> {
  const list = await (await caller.get('/opgaver?q=Rolle+3')).text()
  const task = pathIn(list, /^\/opgaver\/\d+$/)
  const file = new FormData()
  file.set('file', new Blob(['Referat af mødet']), 'Referat.txt')
  const role = (pathIn(await (await caller.get(task)).text(), /^\/roller\//).split('?')[0] ?? '') as string
  const answers = [
    await caller.post(`${task}/filer`, file),
    await caller.post(`${role}/tildelinger`, { kendt: 'ja', userId: personId }),
    await caller.post(`${role}/tildelinger`, { kendt: 'nej', name: 'Nina', email: 'nina@x.example' }),
    await appointDeputy(caller),
  ]
  const version = /name="version" value="(\d+)"/.exec(await (await caller.get(task)).text())?.[1] ?? ''
  answers.push(await caller.post(`${task}/fuldfoert`, { version }))
  // The task may have completed itself, as soon as the access was open.
  const statuses = answers.map((answer) => answer.status)
  expect([303, 409]).toContain(statuses.pop())
  expect(statuses).toEqual([303, 303, 303, 303])
  return [task, role]
}

/** The last one who can be chosen, for one day in a month's time: nobody who is looked at acts for another today. */
async function appointDeputy(caller: Caller): Promise<Response> {
  const page = await (await caller.get('/stedfortraeder')).text()
  const userId = [...page.matchAll(/<option value="([0-9a-f-]{36})"/g)].at(-1)?.[1] ?? ''
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return await caller.post('/stedfortraeder', { userId, startsOn: day, lastDay: day })
}

const wordOf = (path: string): string =>
  path === '/'
    ? 'start'
    : path
        .slice(1)
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x')
        .replaceAll('/', '-')

/** What stands on a page beside what all its pages share; the header of each person is looked at once. */
const contentOf = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'))
const seen = new Set<string>()

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
  for (const width of [1280, 390]) {
    await visitor.page.setViewportSize({ width, height: 900 })
    if (isWhole && (width > 390 || !onNarrow.has(route))) await visitor.checkPage()
    else await visitor.checkFrame()
    if (width === 390) onNarrow.add(route)
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

describe.concurrent('no page is wrong, wide or narrow, in either language', () => {
  test.each(persons.map((person) => [person.name, person] as const))(
    'for %s',
    async (_name, person) => {
      const tour = tours.get(person.firstName)
      const visitor = await Visitor.open(here.browser, here.portal.address)
      await visitor.signInAs(person.name)
      for (const language of ['da', 'en'] as const) {
        await visitor.goto(`/sprog/${language}?til=/hjaelp`)
        await tour?.caller.get(`/sprog/${language}`)
        for (const [index, stop] of (tour?.stops ?? []).entries()) {
          const content = contentOf((await (await tour?.caller.get(stop.path))?.text()) ?? '')
          if (seen.has(content) && index > 0) continue
          seen.add(content)
          expect(await visitor.goto(stop.path), stop.path).toBe(200)
          expect(await visitor.page.locator('html').getAttribute('lang')).toBe(language)
          await look(visitor, stop, language, `${wordOf(stop.path)}-${person.firstName}-${language}`)
        }
      }
      await visitor.close()
    },
    300_000,
  )
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
