import type { FastifyInstance } from 'fastify'

const line = /^(?<indent>(?:│ {3}| {4})*)(?:├── |└── )(?<segment>\S*) \((?<methods>[A-Z, ]+)\)$/

/**
 * Every way into the server as it listens, whoever put it there: 'GET /roller/:id'. HEAD goes with GET. Read from the
 * picture that the router draws of itself: Fastify tells of routes in no other way once they are registered.
 */
export function registeredRoutes(server: FastifyInstance): string[] {
  const path: string[] = []
  const drawn = server.printRoutes({ commonPrefix: false, includeHooks: false }).trimEnd()
  return drawn.split('\n').flatMap((text) => {
    const { indent, segment, methods } = line.exec(text)?.groups ?? {}
    if (indent === undefined || segment === undefined || methods === undefined)
      throw new Error(`Not a line of a route: ${text}`)
    path.length = indent.length / 4
    path.push(segment)
    const address = path.join('')
    return methods
      .split(', ')
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method} ${address}`)
  })
}
