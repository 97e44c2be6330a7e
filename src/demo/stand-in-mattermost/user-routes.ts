import type { FastifyInstance } from 'fastify'
import { ApiFault, badBody } from './api-fault.ts'
import { bodyOf, idsIn, pageOf, paramOf, queryOf, textIn } from './bodies.ts'
import { adminOf, bearerOf, callerOf, isAdmin, subjectId } from './caller.ts'
import { addUser, newUser, type StoredUser } from './state.ts'
import { bindSignIn, deactivate, patchUser, reactivate, resetPassword } from './user-changes.ts'
import { checkNewUser } from './user-rules.ts'
import { getUser, ok, type World } from './world.ts'

/** At creation the server knows only the languages it has itself; Danish is not one. */
const locales = new Set(['de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'sv'])

function userView(world: World, user: StoredUser) {
  const { has_password: _password, seen_at: _seen, auth_data, ...shown } = user
  return {
    ...shown,
    auth_data: world.major >= 11 ? (auth_data ?? '') : '',
    notify_props: {},
    roles: world.faults.adminLost ? 'system_user' : user.roles,
  }
}

function createUser(world: World, body: Record<string, unknown>): StoredUser {
  const fields = {
    username: textIn(body, 'username').toLowerCase(),
    email: textIn(body, 'email').toLowerCase(),
    first_name: textIn(body, 'first_name'),
    last_name: textIn(body, 'last_name'),
    nickname: textIn(body, 'nickname'),
    position: textIn(body, 'position'),
    locale: textIn(body, 'locale'),
    auth_service: textIn(body, 'auth_service'),
    auth_data: textIn(body, 'auth_data'),
    password: textIn(body, 'password'),
  }
  checkNewUser(world, fields)
  const { password, auth_data, locale, ...kept } = fields
  const props = (body.props ?? {}) as Record<string, string>
  const user = newUser(world.newId(), world.now(), {
    ...kept,
    auth_data: auth_data === '' ? null : auth_data,
    has_password: password !== '',
    email_verified: body.email_verified === true,
    locale: locales.has(locale) ? locale : 'en',
    props,
  })
  addUser(world.state, user)
  return user
}

function listUsers(world: World, query: (name: string) => string): StoredUser[] {
  const inTeam = (team: string, user: StoredUser): boolean =>
    world.state.teamMembers.some((m) => m.team_id === team && m.user_id === user.id && m.delete_at === 0)
  const inChannel = (channel: string, user: StoredUser): boolean =>
    world.state.channelMembers.some((m) => m.channel_id === channel && m.user_id === user.id)
  return world.state.users
    .filter((user) => query('in_team') === '' || inTeam(query('in_team'), user))
    .filter((user) => query('in_channel') === '' || inChannel(query('in_channel'), user))
    .filter((user) => query('not_in_channel') === '' || !inChannel(query('not_in_channel'), user))
    .filter((user) => query('active') !== 'true' || user.delete_at === 0)
    .filter((user) => query('inactive') !== 'true' || user.delete_at > 0)
    .sort((a, b) => (a.username < b.username ? -1 : 1))
}

function readRoutes(app: FastifyInstance, world: World): void {
  const view = (user: StoredUser) => userView(world, user)
  app.get('/users', async (request) => {
    callerOf(world, request)
    return pageOf(
      request,
      listUsers(world, (name) => queryOf(request, name)),
    ).map(view)
  })
  app.get('/users/:user_id', async (request) => {
    callerOf(world, request)
    return view(getUser(world, subjectId(world, request, paramOf(request, 'user_id'))))
  })
  app.get('/users/email/:email', async (request) => {
    callerOf(world, request)
    const email = paramOf(request, 'email').toLowerCase()
    const user = world.state.users.find((candidate) => candidate.email === email)
    if (!user) throw new ApiFault(404, 'app.user.missing_account.const')
    return view(user)
  })
  app.get('/users/username/:username', async (request) => {
    callerOf(world, request)
    const username = paramOf(request, 'username').toLowerCase()
    const user = world.state.users.find((candidate) => candidate.username === username)
    if (!user) throw new ApiFault(404, 'app.user.get_by_username.app_error')
    return view(user)
  })
  app.post('/users/ids', async (request) => {
    callerOf(world, request)
    const ids = new Set(idsIn(request.body, 'user_ids'))
    return world.state.users.filter((user) => ids.has(user.id)).map(view)
  })
  app.post('/users/search', async (request) => {
    callerOf(world, request)
    const { limit = 100, allow_inactive: withInactive, ...body } = bodyOf(request)
    const term = textIn(body, 'term').toLowerCase()
    if (term === '') throw badBody('term')
    return world.state.users
      .filter((user) => withInactive === true || user.delete_at === 0)
      .filter(({ username, email, first_name, last_name }) =>
        [username, email, first_name, last_name].some((text) => text.toLowerCase().startsWith(term)),
      )
      .slice(0, Number(limit))
      .map(view)
  })
  app.post('/users/usernames', async (request) => {
    callerOf(world, request)
    const names = new Set(idsIn(request.body, 'usernames'))
    return world.state.users.filter((user) => names.has(user.username)).map(view)
  })
}

/** All that can be an id gets an answer, an unknown one too: offline, and never active. */
function statusRoutes(app: FastifyInstance, world: World): void {
  app.post('/users/status/ids', async (request) => {
    callerOf(world, request)
    const ids = idsIn(request.body, 'user_ids')
    if (ids.some((id) => id.length !== 26)) throw badBody('user_ids')
    if (world.options.config?.ServiceSettings?.EnableUserStatuses === false) return []
    const seenAt = new Map(world.state.users.map((user) => [user.id, user.seen_at]))
    return ids.map((id) => ({
      user_id: id,
      status: 'offline',
      manual: false,
      last_activity_at: seenAt.get(id) ?? 0,
    }))
  })
}

function changeRoutes(app: FastifyInstance, world: World): void {
  const subject = (request: Parameters<typeof paramOf>[0]): StoredUser => {
    adminOf(world, request, 'edit_other_users')
    return getUser(world, subjectId(world, request, paramOf(request, 'user_id')))
  }
  app.post('/users', async (request, reply) => {
    // On a server without users the first one comes in by itself, and is its administrator.
    const isFirst = world.state.users.length === 0
    const isNobody = bearerOf(request) === ''
    if (!isFirst && (isNobody || !isAdmin(world, callerOf(world, request))))
      throw new ApiFault(403, 'api.user.create_user.no_open_server')
    reply.code(201)
    return userView(world, createUser(world, bodyOf(request)))
  })
  app.put('/users/:user_id/patch', async (request) => {
    const user = subject(request)
    patchUser(user, bodyOf(request), world.now())
    return userView(world, user)
  })
  app.put('/users/:user_id/auth', async (request) => {
    const body = bodyOf(request)
    const [service, ssoKey] = [textIn(body, 'auth_service'), textIn(body, 'auth_data')]
    bindSignIn(world, subject(request), service, ssoKey)
    return { auth_service: service, auth_data: ssoKey }
  })
  app.put('/users/:user_id/password', async (request) => {
    resetPassword(subject(request))
    return ok
  })
  app.put('/users/:user_id/roles', async (request) => {
    const user = subject(request)
    const roles = textIn(bodyOf(request), 'roles')
    // Whatever lies between a user and an administrator needs a licence.
    if (roles.split(' ').some((role) => role !== 'system_user' && role !== 'system_admin'))
      throw new ApiFault(400, 'api.user.update_user_roles.license.app_error')
    user.roles = roles
    return ok
  })
  app.put('/users/:user_id/active', async (request) => {
    const { active } = bodyOf(request)
    if (typeof active !== 'boolean') throw badBody('active')
    if (active) reactivate(world, subject(request))
    else deactivate(world, subject(request))
    return ok
  })
  app.delete('/users/:user_id', async (request) => {
    const user = subject(request)
    if (queryOf(request, 'permanent') === 'true') {
      throw new ApiFault(401, 'api.user.delete_user.not_enabled.app_error')
    }
    deactivate(world, user)
    return ok
  })
}

export function userRoutes(app: FastifyInstance, world: World): void {
  readRoutes(app, world)
  statusRoutes(app, world)
  changeRoutes(app, world)
}
