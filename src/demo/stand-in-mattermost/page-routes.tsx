import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { asApiFault } from './api-fault.ts'
import { queryOf } from './bodies.ts'
import { ErrorPage } from './error-page.tsx'
import { Page } from './page.tsx'
import { pageStyles } from './page-styles.ts'
import { postsPageRoutes } from './posts-page-routes.tsx'
import { userOfSession } from './sso-accounts.ts'
import { ssoRoutes } from './sso-routes.ts'
import type { World } from './world.ts'

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const languageOf = (request: FastifyRequest) => (queryOf(request, 'sprog') === 'en' ? 'en' : 'da')

function errorPage(request: FastifyRequest, reply: FastifyReply, status: number, code: string) {
  const page = <ErrorPage code={code} language={languageOf(request)} />
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`)
}

/** People get a page, with the id that machines would branch on. */
function sendErrorPage(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, id } = asApiFault(error)
  return errorPage(request, reply, status, id)
}

/**
 * The page that shows what the stand-in holds. It refreshes itself by a header, and not for ever against the reader's
 * will: a link turns it off (WCAG 2.2.2).
 */
export async function pageRoutes(app: FastifyInstance, world: World): Promise<void> {
  await app.register(cookie)
  app.setErrorHandler((error, request, reply) => sendErrorPage(error, request, reply))
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })
  ssoRoutes(app, world)
  postsPageRoutes(app, world)
  app.get('/error', async (request, reply) => errorPage(request, reply, 200, queryOf(request, 'type')))
  app.get('/', async (request, reply) => {
    const isRefreshing = queryOf(request, 'opdater') !== 'nej'
    const language = languageOf(request)
    if (isRefreshing) reply.header('refresh', '5')
    const now = new Date(world.now())
    const { portalHref, gitLab } = world.options
    const reader = userOfSession(world, request.cookies.MMAUTHTOKEN)
    const signIn = gitLab ? { reader } : null
    const page = <Page {...{ state: world.state, now, language, isRefreshing, portalHref, signIn }} />
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${renderToString(page)}`)
  })
  app.get('/test-mattermost.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(pageStyles),
  )
  app.get('/favicon.ico', async (_request, reply) => reply.code(204).send())
}
