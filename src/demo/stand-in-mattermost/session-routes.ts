import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badBody } from './api-fault.ts'
import { bodyOf, pageOf, paramOf, textIn } from './bodies.ts'
import { adminOf, subjectId } from './caller.ts'
import type { StoredUser } from './state.ts'
import { getUser, ok, type World } from './world.ts'

/** Sessions and access tokens. Revoking all sessions leaves the tokens alive. */
export function sessionRoutes(app: FastifyInstance, world: World): void {
  const { state } = world
  const subject = (request: FastifyRequest): StoredUser => {
    adminOf(world, request, 'edit_other_users')
    return getUser(world, subjectId(world, request, paramOf(request, 'user_id')))
  }
  app.get('/users/:user_id/sessions', async (request) => {
    const user = subject(request)
    return state.sessions.filter((session) => session.user_id === user.id)
  })
  app.post('/users/:user_id/sessions/revoke', async (request) => {
    const user = subject(request)
    const id = textIn(bodyOf(request), 'session_id')
    if (id === '') throw badBody('session_id')
    state.sessions = state.sessions.filter((session) => session.user_id !== user.id || session.id !== id)
    return ok
  })
  app.post('/users/:user_id/sessions/revoke/all', async (request) => {
    const user = subject(request)
    state.sessions = state.sessions.filter((session) => session.user_id !== user.id)
    return ok
  })
  app.post('/users/:user_id/tokens', async (request) => {
    const user = subject(request)
    const description = textIn(bodyOf(request), 'description')
    if (description === '') throw badBody('description')
    const made = { id: world.newId(), token: world.newId(), user_id: user.id, description }
    state.tokens.push(made)
    // The only time the token itself is shown.
    return { ...made, is_active: true }
  })
  app.get('/users/:user_id/tokens', async (request) => {
    const user = subject(request)
    const own = state.tokens.filter((token) => token.user_id === user.id)
    return pageOf(request, own).map(({ token: _, ...shown }) => ({ ...shown, is_active: true }))
  })
  app.post('/users/tokens/revoke', async (request) => {
    adminOf(world, request, 'revoke_user_access_token')
    const id = textIn(bodyOf(request), 'token_id')
    state.tokens = state.tokens.filter((token) => token.id !== id)
    return ok
  })
}
