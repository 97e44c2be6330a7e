import type { Route } from '../../../src/platform/http/route.ts'
import { matrix, people } from '../../support/access-matrix.ts'
import { nameOf } from '../../support/route-addresses.ts'

/** A page for one person: the route it shows, and an address that a link on another page led to. */
export interface Stop {
  readonly route: Route
  readonly path: string
}

/** Somebody who fetches pages and sends forms without a browser. */
export interface Caller {
  get(path: string): Promise<Response>
  post(path: string, fields: Readonly<Record<string, string>> | FormData): Promise<Response>
}

/** Signs somebody of the cast in. */
export async function signInCaller(address: string, personId: string): Promise<Caller> {
  const cookies = new Map<string, string>()
  const send = async (path: string, request: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, origin: address }
    const answer = await fetch(new URL(path, address), { redirect: 'manual', ...request, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    return answer
  }
  const caller: Caller = {
    get: (path) => send(path, {}),
    post: (path, fields) =>
      send(path, { method: 'POST', body: fields instanceof FormData ? fields : new URLSearchParams(fields) }),
  }
  const answer = await caller.post('/log-ind/demo', { person: personId, til: '/' })
  if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}`)
  return caller
}

/** How many of a kind each person looks at: tasks and roles differ most from one another, an open round from a closed. */
const most: Readonly<Record<string, number>> = {
  '/opgaver/:number': 4,
  '/roller/:roleId': 4,
  '/rollegalleri/:id': 3,
  '/rollegalleri/:id/breve': 3,
  '/bekraeftelser/:id': 2,
}
const mostOf = (route: Route): number => most[route.path] ?? 1

const isParameterised = (route: Route): boolean => route.path.includes(':')

/** A route with fixed words beats one with a parameter in the same place. */
function routeOf(routes: readonly Route[], path: string): Route | null {
  const found = routes.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
  return found.find((route) => !isParameterised(route)) ?? found[0] ?? null
}

/** Whether the access matrix lets a person in, by first name. */
export function maySee(route: Route, person: string): boolean {
  const letter = Object.entries(people).find(([, name]) => name === person)?.[0] ?? '?'
  return (matrix[nameOf(route)] ?? '').includes(letter)
}

export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*?\bhref="(\/[^"#]*)/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )

/**
 * Follows links from every page that has an address of its own, as one person.
 * @param first addresses to look at before others, with the choices in them
 * @returns one stop or a few for each route reached
 */
export async function findStops(
  caller: Caller,
  routes: readonly Route[],
  person: string,
  first: readonly string[],
): Promise<Stop[]> {
  const stops: Stop[] = []
  const fixed = routes.filter((route) => !isParameterised(route)).map((route) => route.path)
  const waiting = [...first, ...fixed]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const bare = path.split('?')[0] ?? path
    const route = routeOf(routes, bare)
    if (!route || !maySee(route, person) || stops.some((stop) => stop.path === bare)) continue
    if (stops.filter((stop) => stop.route === route).length >= mostOf(route)) continue
    const answer = await caller.get(path)
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) continue
    stops.push({ route, path: first.includes(path) ? path : bare })
    waiting.push(...linksIn(await answer.text()))
  }
  return stops
}
