import type { FastifyInstance } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { queryOf } from './bodies.ts'
import { Page } from './page.tsx'
import { pageStyles } from './page-styles.ts'
import type { World } from './world.ts'

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The page that shows what the stand-in holds. It refreshes itself by a header, and not for ever against the reader's
 * will: a link turns it off (WCAG 2.2.2).
 */
export function pageRoutes(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })
  app.get('/', async (request, reply) => {
    const isRefreshing = queryOf(request, 'opdater') !== 'nej'
    const language = queryOf(request, 'sprog') === 'en' ? 'en' : 'da'
    if (isRefreshing) reply.header('refresh', '5')
    const now = new Date(world.now())
    const { portalHref } = world.options
    const page = <Page {...{ state: world.state, now, language, isRefreshing, portalHref }} />
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${renderToString(page)}`)
  })
  app.get('/test-mattermost.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(pageStyles),
  )
  app.get('/favicon.ico', async (_request, reply) => reply.code(204).send())
}
