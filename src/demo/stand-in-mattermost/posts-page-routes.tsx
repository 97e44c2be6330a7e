import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { forbidden } from './api-fault.ts'
import { paramOf, queryOf } from './bodies.ts'
import { pressAction } from './post-actions.ts'
import { PostsPage } from './posts-page.tsx'
import { userOfSession } from './sso-accounts.ts'
import { saveState } from './state-file.ts'
import type { World } from './world.ts'

/** Where the demo reads what was posted, and presses the buttons below. Inside the pages: they read the cookie. */
export function postsPageRoutes(app: FastifyInstance, world: World): void {
  const show = (request: FastifyRequest, reply: FastifyReply, ephemeral: string): FastifyReply => {
    const language = queryOf(request, 'sprog') === 'en' ? 'en' : 'da'
    const reader = userOfSession(world, request.cookies.MMAUTHTOKEN)
    const page = <PostsPage {...{ state: world.state, language, reader, ephemeral }} />
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${renderToString(page)}`)
  }
  app.get('/opslag', async (request, reply) => show(request, reply, ''))
  app.post('/opslag/:post_id/:action_id', async (request, reply) => {
    const reader = userOfSession(world, request.cookies.MMAUTHTOKEN)
    if (!reader) throw forbidden('read_channel_content')
    const said = await pressAction(world, reader, paramOf(request, 'post_id'), paramOf(request, 'action_id'))
    if (world.options.stateFile) saveState(world.options.stateFile, world.state)
    return show(request, reply, said)
  })
}
