import type { Route } from '../../src/platform/http/route.ts'

export const nilId = '00000000-0000-4000-8000-000000000000'

/** 'GET /opgaver/:number': how a route is called in the lists of the nets. */
export const nameOf = (route: Route): string => `${route.method.toUpperCase()} ${route.path}`

/** A route's address with its parameters filled in; numbers and ids that name nothing where none are given. */
export function addressOf(route: Route, values: Readonly<Record<string, string>> = {}): string {
  return route.path.replace(
    /:(\w+)/g,
    (_all, name: string) => values[name] ?? (name === 'number' ? '1' : name === 'language' ? 'da' : nilId),
  )
}
