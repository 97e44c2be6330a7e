import { timingSafeEqual } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, type Registry } from 'prom-client'
import type { Database } from '../db/database.ts'

interface SystemParts {
  readonly database: Database
  /** What the whole process counts; shown at /metrics. */
  readonly registry: Registry
  readonly isDemo: boolean
  /** Bearer token of /metrics; without one only this machine may ask. */
  readonly metricsToken: string | null
}

/** For those who run the portal: alive, ready, measured. They show nothing of anybody's. */
export function registerSystemRoutes(server: FastifyInstance, parts: SystemParts): void {
  const { registry } = parts
  collectDefaultMetrics({ register: registry })
  measureRequests(server, registry)

  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await Promise.race([parts.database.pool.query('select 1'), tooLate(3_000)])
      return { status: 'ok', mode: parts.isDemo ? 'demo' : 'production' }
    } catch (error) {
      server.log.error({ err: error }, 'the database does not answer')
      return reply.code(503).send({ status: 'database does not answer' })
    }
  })
  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayMeasure(request, parts.metricsToken)) return reply.code(404).send({ status: 'not found' })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** @throws after so many milliseconds: a database that hangs is as good as gone */
async function tooLate(milliseconds: number): Promise<never> {
  await setTimeout(milliseconds, undefined, { ref: false })
  throw new Error(`No answer within ${milliseconds} ms`)
}

function measureRequests(server: FastifyInstance, registry: Registry): void {
  const answered = new Counter({
    name: 'tvaers_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'tvaers_request_seconds',
    help: 'Time to answer',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    answered.inc({ method: request.method, route, status: String(reply.statusCode) })
    seconds.observe({ route }, reply.elapsedTime / 1000)
    done()
  })
}

const isLoopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

function mayMeasure(request: FastifyRequest, token: string | null): boolean {
  // Behind a proxy everybody seems to come from this machine.
  if (!token) return isLoopback.has(request.ip) && !request.headers['x-forwarded-for']
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
