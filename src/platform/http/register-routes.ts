import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../kernel/actor.ts'
import type { Language } from '../../kernel/language.ts'
import { type Answered, type Answering, answerRequest } from './answer-request.ts'
import { apiSchema } from './api-schema.ts'
import { describeError, faultForApi, problemOf, retryAfterOf } from './error-answers.ts'
import { contentDisposition } from './file-headers.ts'
import { isUnchanged } from './freshness.ts'
import { readNotice, writeNotice } from './notice.ts'
import { browserKeyCookie, isForApi, isForStream, languageOf, sessionCookie } from './request-facts.ts'
import type { Answer, Notice, PageAnswer, Route } from './route.ts'

/** What is known of the one who looks at a page. */
export interface Onlooker {
  readonly actor: Actor | null
  readonly language: Language
  readonly address: string
  readonly notice: Notice | null
}

export interface Pages {
  /** Draws the whole document around a page. */
  render(page: PageAnswer, onlooker: Onlooker): string
  /** The page shown for an error. */
  error(
    fault: { status: number; code: string; sentence: string; requestId: string },
    onlooker: Onlooker,
  ): PageAnswer
  /** Where people without a sign-in are sent. */
  readonly signInPath: string
}

export interface Mounting extends Answering {
  readonly pages: Pages
}

/** Mounts every route; the list is also what the nets over all routes walk. */
export function registerRoutes(server: FastifyInstance, mounting: Mounting, routes: readonly Route[]): void {
  for (const route of routes) {
    server.route({
      method: route.method.toUpperCase() as 'GET',
      url: route.path,
      ...(route.face === 'api' ? { schema: apiSchema(route) } : { schema: { hide: true } }),
      ...(route.mostAMinute ? { config: { rateLimit: { max: route.mostAMinute } } } : {}),
      ...(route.face === 'door' && route.mostBytes ? { bodyLimit: route.mostBytes } : {}),
      // Each route's own schemas are asked in answerRequest, where the language of the faults is known.
      validatorCompiler: () => () => true,
      serializerCompiler: () => JSON.stringify,
      handler: (request, reply) => handle(mounting, route, request, reply),
    })
  }
  // Asking for what does not exist counts towards the limit as everything else does.
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) =>
    sendNotFound(mounting, request, reply),
  )
  server.setErrorHandler((error, request, reply) => sendError(mounting, error, request, reply))
}

async function handle(
  mounting: Mounting,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return send(mounting, route, request, reply, await answerRequest(mounting, route, request))
}

function send(
  mounting: Mounting,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, actor }: Answered,
): FastifyReply {
  reply.header('cache-control', 'no-store')
  switch (answer.kind) {
    case 'page':
      return sendPage(mounting, request, reply, answer, actor)
    case 'redirect':
      return sendRedirect(mounting, reply, answer)
    case 'file':
      return sendFile(request, reply, answer)
    case 'empty':
      return reply.code(204).send()
    case 'relayed':
      return reply
        .code(answer.status)
        .headers({ ...answer.headers })
        .send(answer.body)
    case 'json': {
      const status = answer.status ?? (route.face === 'api' ? (route.successStatus ?? 200) : 200)
      if (answer.version !== undefined) reply.header('etag', `"${answer.version}"`)
      if (answer.location) reply.header('location', answer.location)
      return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body))
    }
  }
}

function sendPage(
  mounting: Mounting,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PageAnswer,
  actor: Actor | null,
): FastifyReply {
  const { notice, clear } = readNotice(request)
  if (clear) reply.clearCookie('tvaers_notice', { path: '/' })
  if (page.refreshAfter) reply.header('refresh', String(page.refreshAfter))
  if (page.goesOnTo) reply.header('refresh', `0; url=${page.goesOnTo}`)
  if (page.formSites?.length) allowForms(reply, page.formSites)
  const onlooker = { actor, language: languageOf(request), address: request.url, notice }
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(mounting.pages.render(page, onlooker))
}

function sendRedirect(
  mounting: Mounting,
  reply: FastifyReply,
  answer: Extract<Answer, { kind: 'redirect' }>,
): FastifyReply {
  const secure = mounting.baseUrl.protocol === 'https:'
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure }
  const name = sessionCookie(mounting.baseUrl)
  if (answer.session === null) reply.clearCookie(name, cookie)
  else if (answer.session) reply.setCookie(name, answer.session, cookie)
  if (answer.browserKey)
    reply.setCookie(browserKeyCookie(mounting.baseUrl), answer.browserKey, { ...cookie, maxAge: 1800 })
  if (answer.language) reply.setCookie('tvaers_language', answer.language, { ...cookie, maxAge: 31_536_000 })
  if (answer.notice) reply.setCookie('tvaers_notice', writeNotice(answer.notice), { ...cookie, maxAge: 60 })
  return reply.redirect(answer.to, 303)
}

/** Browsers send forms to our own site alone, but for the one page that says where else. */
function allowForms(reply: FastifyReply, sites: readonly string[]): void {
  const policy = String(reply.getHeader('content-security-policy'))
  reply.header(
    'content-security-policy',
    policy.replace(
      "form-action 'self'",
      ['form-action', "'self'", ...sites.map((site) => new URL(site).origin)].join(' '),
    ),
  )
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Extract<Answer, { kind: 'file' }>,
): FastifyReply {
  reply.header('content-disposition', contentDisposition(answer.fileName, answer.inline ?? false))
  // A file somebody added must never act as a page of ours.
  reply.header('content-security-policy', "default-src 'none'; sandbox")
  // No search engine finds what an address alone opens.
  reply.header('x-robots-tag', 'noindex, nofollow')
  const { freshness } = answer
  if (freshness) {
    // Its own reader may keep it, nobody on the way, and asks each time.
    reply.header('cache-control', 'private, no-cache')
    reply.header('etag', freshness.etag).header('last-modified', freshness.lastModified.toUTCString())
    if (isUnchanged(request.headers, freshness)) return reply.code(304).send()
  }
  // A server that closes waits for no connection that was kept for it.
  if (answer.isLive) reply.header('x-accel-buffering', 'no').header('connection', 'close')
  if (answer.length !== undefined) reply.header('content-length', answer.length)
  return reply
    .code(answer.status ?? 200)
    .type(answer.contentType)
    .send(answer.content)
}

function sendNotFound(
  mounting: Mounting,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return sendError(mounting, Object.assign(new Error('No route'), { statusCode: 404 }), request, reply)
}

async function sendError(
  mounting: Mounting,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = languageOf(request)
  const fault = (isForApi(request) ? faultForApi : describeError)(error, language, request.id)
  if (fault.status >= 500) request.log.error({ err: error, requestId: request.id }, 'failed')
  reply.header('cache-control', 'no-store')
  const retryAfter = retryAfterOf(fault)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  if (fault.status === 401 && isForApi(request)) reply.header('www-authenticate', 'Bearer')
  if (isForApi(request))
    return reply
      .code(fault.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(fault, request.method)))
  // A stream asks again by itself, and no page can answer it; "no content" is what makes it stop.
  if (fault.status === 401 && isForStream(request)) return reply.code(204).send()
  if (fault.status === 401 && ['GET', 'HEAD'].includes(request.method)) {
    return reply.redirect(`${mounting.pages.signInPath}?til=${encodeURIComponent(request.url)}`, 303)
  }
  // The error page is drawn for the one who is signed in, where that can still be found out.
  const actor = await knownActor(mounting, request)
  const onlooker = { actor, language, address: request.url, notice: null }
  const page = mounting.pages.error(fault, onlooker)
  return reply.code(fault.status).type('text/html; charset=utf-8').send(mounting.pages.render(page, onlooker))
}

async function knownActor(mounting: Mounting, request: FastifyRequest): Promise<Actor | null> {
  const sessionToken = request.cookies?.[sessionCookie(mounting.baseUrl)]
  if (!sessionToken) return null
  const { world, authenticate } = mounting
  const asking = world.database.transaction({ role: 'tvaers_door', organisationIds: [] }, (tx) =>
    authenticate(tx, { sessionToken, bearer: null }, world.clock.now()),
  )
  return await asking.catch((error: unknown) => {
    request.log.error({ err: error, requestId: request.id }, 'the error page could not find its reader')
    return null
  })
}
