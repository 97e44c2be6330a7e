import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Log } from '../log.ts'
import { readForm } from './read-form.ts'

/** Largest form or JSON body, in bytes; files have a limit of their own. */
const mostBodyBytes = 1_048_576

export interface ServerSettings {
  readonly log: Log
  readonly baseUrl: URL
  /** Requests a minute from one address before 429; generous, it is a net against floods. */
  readonly mostRequestsAMinute: number
  readonly trustProxy: boolean
}

/** The HTTP server with all that is the same for every route: ids, headers, limits, parsing. */
export async function createServer(settings: ServerSettings): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: settings.log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: mostBodyBytes,
    trustProxy: settings.trustProxy,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
  })
  await server.register(rateLimit, { max: settings.mostRequestsAMinute, timeWindow: 60_000 })
  await server.register(helmet, securityHeaders(settings.baseUrl.protocol === 'https:'))
  await server.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })
  await server.register(cookie)
  await server.register(formbody, { bodyLimit: mostBodyBytes, parser: readForm })
  await server.register(multipart, { limits: { fields: 20, fieldSize: 65_536, files: 1, parts: 25 } })
  server.addHook('onResponse', (request, reply, done) => {
    const facts = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
    }
    request.log.info({ ...facts, ms: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })
  return server
}

/** Nothing inline, nothing from elsewhere, no frames. Caches keep no page of a signed-in person. */
function securityHeaders(isHttps: boolean) {
  const self = ["'self'"]
  const none = ["'none'"]
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        fontSrc: self,
        imgSrc: self,
        connectSrc: self,
        formAction: self,
        frameAncestors: none,
        baseUri: none,
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
    crossOriginOpenerPolicy: { policy: 'same-origin' as const },
  }
}
