import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { channelEditRoutes } from './channel-edit-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { openEventSockets } from './event-sockets.ts'
import { type FaultRule, failureOf, partOf, pathOf, strikeBefore, takeRule } from './faults.ts'
import { machineRoutes } from './machine-routes.ts'
import { postRoutes } from './post-routes.ts'
import { rateLimiter } from './rate-limit.ts'
import { sessionRoutes } from './session-routes.ts'
import { saveState } from './state-file.ts'
import { systemRoutes } from './system-routes.ts'
import { teamRoutes } from './team-routes.ts'
import { userRoutes } from './user-routes.ts'
import type { LoggedRequest, World } from './world.ts'

const longestLog = 2_000

/** Before the routes: the list of requests, delays, and the faults that hit before the effect. */
function strikeFaults(app: FastifyInstance, world: World, struck: WeakMap<FastifyRequest, FaultRule>): void {
  const closing = new AbortController()
  const isTurnedAway = rateLimiter(world)
  app.addHook('preClose', async () => closing.abort())
  const entries = new WeakMap<FastifyRequest, LoggedRequest>()
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request)
    const entry = { method: request.method, path, status: null, at: world.now() }
    entries.set(request, entry)
    world.log.push(entry)
    if (world.log.length > longestLog) world.log.shift()
    if (isTurnedAway(request, reply)) return reply
    const hit = takeRule(world, request)
    const late = world.faults.latencyMs + (hit?.kind === 'delay' ? hit.delayMs : 0)
    if (late > 0) await wait(late, undefined, { signal: closing.signal }).catch(() => {})
    if (!hit) return
    if (strikeBefore(hit, request, reply)) return reply
    struck.set(request, hit)
  })
  app.addHook('onResponse', async (request, reply) => {
    const entry = entries.get(request)
    if (entry) entry.status = reply.statusCode
  })
}

/** After the routes: the state is saved, and then the faults hit that come after the effect. */
function finishAnswers(app: FastifyInstance, world: World, struck: WeakMap<FastifyRequest, FaultRule>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { stateFile } = world.options
    const mayHaveChanged = request.method !== 'GET' && reply.statusCode < 400
    if (stateFile && mayHaveChanged) saveState(stateFile, world.state)
    reply.header('x-version-id', `${world.version}.${world.version}.0.false`)
    reply.header('x-request-id', request.id)
    const hit = struck.get(request)
    if (hit?.kind === 'dropAfter') request.raw.socket.destroy()
    if (hit?.kind === 'failAfter') {
      const failure = failureOf(hit)
      reply
        .code(hit.status)
        .header('content-type', failure.type)
        .header('content-length', failure.body.length)
      return failure.body
    }
    // As the real server says it: without a character set.
    if (String(reply.getHeader('content-type')).startsWith('application/json')) {
      reply.header('content-type', 'application/json')
    }
    return hit && reply.statusCode < 300 ? partOf(hit, payload) : payload
  })
}

/** The part of REST API v4 that provisioning and posting need. */
export async function apiRoutes(app: FastifyInstance, world: World): Promise<void> {
  const struck = new WeakMap<FastifyRequest, FaultRule>()
  strikeFaults(app, world, struck)
  finishAnswers(app, world, struck)
  openEventSockets(app, world)
  systemRoutes(app, world)
  userRoutes(app, world)
  sessionRoutes(app, world)
  teamRoutes(app, world)
  channelRoutes(app, world)
  channelEditRoutes(app, world)
  machineRoutes(app, world)
  postRoutes(app, world)
}
