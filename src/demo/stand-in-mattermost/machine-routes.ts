import type { FastifyInstance } from 'fastify'
import { ApiFault, forbidden } from './api-fault.ts'
import { bodyOf, pageOf, paramOf, textIn } from './bodies.ts'
import { adminOf } from './caller.ts'
import { newUser, type StoredBot } from './state.ts'
import { disableBot } from './user-changes.ts'
import { getChannel, getUser, ok, type World } from './world.ts'

function botRoutes(app: FastifyInstance, world: World): void {
  const { state } = world
  const usernameOf = (id: string): string => state.users.find((user) => user.id === id)?.username ?? ''
  const view = (bot: StoredBot) => ({ ...bot, username: usernameOf(bot.user_id) })
  app.post('/bots', async (request, reply) => {
    const owner = adminOf(world, request, 'create_bot')
    // Also for a bot that is an administrator.
    if (owner.is_bot) throw forbidden('create_bot')
    const body = bodyOf(request)
    const username = textIn(body, 'username').toLowerCase()
    if (state.users.some((user) => user.username === username)) {
      throw new ApiFault(400, 'app.user.save.username_exists.app_error')
    }
    const user = newUser(world.newId(), world.now(), {
      username,
      email: `${username}@localhost`,
      first_name: textIn(body, 'display_name'),
      is_bot: true,
    })
    const bot = { user_id: user.id, owner_id: owner.id, display_name: user.first_name, delete_at: 0 }
    state.users.push(user)
    state.bots.push(bot)
    reply.code(201)
    return view(bot)
  })
  app.get('/bots', async (request) => {
    adminOf(world, request, 'read_others_bots')
    const enabled = state.bots.filter((bot) => bot.delete_at === 0)
    return pageOf(request, enabled).map(view)
  })
  app.post('/bots/:bot_id/disable', async (request) => {
    adminOf(world, request, 'manage_others_bots')
    disableBot(world, paramOf(request, 'bot_id'))
    return ok
  })
  app.post('/bots/:bot_id/assign/:user_id', async (request) => {
    adminOf(world, request, 'manage_others_bots')
    const bot = state.bots.find((candidate) => candidate.user_id === paramOf(request, 'bot_id'))
    if (!bot) throw new ApiFault(404, 'store.sql_bot.get.missing.app_error')
    bot.owner_id = getUser(world, paramOf(request, 'user_id')).id
    return view(bot)
  })
}

function hookRoutes(app: FastifyInstance, world: World, direction: 'incoming' | 'outgoing'): void {
  const { state } = world
  app.post(`/hooks/${direction}`, async (request, reply) => {
    const body = bodyOf(request)
    const caller = adminOf(world, request, `manage_${direction}_webhooks`)
    const channel = getChannel(world, textIn(body, 'channel_id'))
    const hook = {
      id: world.newId(),
      direction,
      // An administrator may make one in somebody else's name.
      user_id: textIn(body, 'user_id') || caller.id,
      channel_id: channel.id,
    }
    state.hooks.push(hook)
    reply.code(201)
    return hook
  })
  app.get(`/hooks/${direction}`, async (request) => {
    adminOf(world, request, `manage_others_${direction}_webhooks`)
    return pageOf(
      request,
      state.hooks.filter((hook) => hook.direction === direction),
    )
  })
  app.delete(`/hooks/${direction}/:hook_id`, async (request) => {
    adminOf(world, request, `manage_others_${direction}_webhooks`)
    state.hooks = state.hooks.filter((hook) => hook.id !== paramOf(request, 'hook_id'))
    return ok
  })
}

/** What acts without a person's session: bots and webhooks. */
export function machineRoutes(app: FastifyInstance, world: World): void {
  botRoutes(app, world)
  hookRoutes(app, world, 'incoming')
  hookRoutes(app, world, 'outgoing')
}
