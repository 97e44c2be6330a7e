import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Log } from '../log.ts'
import { describeError, problemOf } from './error-answers.ts'
import { readForm } from './read-form.ts'
import { isForApi, languageOf, xmlTypes } from './request-facts.ts'

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
    // One proxy in front: what it says of the client is true, what the client says of itself before it is not.
    trustProxy: settings.trustProxy ? (_address, hop) => hop === 0 : false,
    frameworkErrors: answerUnroutable,
    // Long enough for the largest file on a slow line, short enough that nobody holds a socket by trickling.
    requestTimeout: 600_000,
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
  // As it came: signatures are over bytes. Routes that take no XML refuse it (request-facts.ts).
  server.addContentTypeParser(xmlTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  await server.register(multipart, {
    limits: { fields: 20, fieldSize: 65_536, files: 1, parts: 25 },
    // A file too large is a fault at its field (receive-file.ts), not an end of the request.
    throwFileSizeLimit: false,
  })
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
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

/** An address that cannot be decoded meets no hook and no route: it gets its headers and its sentence here. */
function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const fault = describeError(error, languageOf(request), request.id)
  reply
    .code(fault.status)
    .headers({
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-request-id': request.id,
    })
    .type(isForApi(request) ? 'application/problem+json' : 'text/plain; charset=utf-8')
    .send(isForApi(request) ? JSON.stringify(problemOf(fault, request.method)) : fault.sentence)
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
