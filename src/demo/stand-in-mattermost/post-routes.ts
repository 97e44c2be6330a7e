import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiFault, forbidden } from './api-fault.ts'
import { bodyOf, pageOf, paramOf, queryOf, textIn } from './bodies.ts'
import { callerOf, isAdmin } from './caller.ts'
import { healthRoutes } from './health-routes.ts'
import { pressAction } from './post-actions.ts'
import { viewOfPost } from './post-views.ts'
import { seatPostingBot } from './posting-bot.ts'
import type { StoredPost, StoredUser } from './state.ts'
import type { World } from './world.ts'

const longestMessage = 16_383
const repeatWindow = 30_000

function checkMessage(message: string): void {
  if ([...message].length > longestMessage) throw new ApiFault(400, 'model.post.is_valid.msg.app_error')
}

/** An unknown channel is answered like a foreign one: 403. An administrator may read and post where she is no member. */
function checkIsIn(world: World, user: StoredUser, channelId: string, permission: string): void {
  const exists = world.state.channels.some((channel) => channel.id === channelId)
  const isMember = world.state.channelMembers.some((m) => m.channel_id === channelId && m.user_id === user.id)
  if (!exists || !(isMember || isAdmin(world, user))) throw forbidden(permission)
}

/** The same `pending_post_id` of the same user within half a minute is the same post, told once more. */
function findRepeat(world: World, user: StoredUser, pendingId: string): StoredPost | undefined {
  return world.state.posts.find(
    (post) =>
      pendingId !== '' &&
      post.pending_post_id === pendingId &&
      post.user_id === user.id &&
      world.now() - post.create_at < repeatWindow,
  )
}

/** The posts of a channel, newest first, a page at a time. */
function listPosts(world: World, request: FastifyRequest) {
  const channelId = paramOf(request, 'channel_id')
  checkIsIn(world, callerOf(world, request), channelId, 'read_channel_content')
  const since = Number(queryOf(request, 'since')) || 0
  const there = world.state.posts.filter(
    (post) => post.channel_id === channelId && Math.max(post.create_at, post.edit_at) >= since,
  )
  const page = pageOf(request, there.reverse())
  return {
    order: page.map(({ id }) => id),
    posts: Object.fromEntries(page.map((post) => [post.id, viewOfPost(post)])),
    next_post_id: '',
    prev_post_id: '',
  }
}

export function postRoutes(app: FastifyInstance, world: World): void {
  if (world.options.postToken) seatPostingBot(world, world.options.postToken)
  healthRoutes(app, world)
  app.get('/channels/:channel_id/posts', async (request) => listPosts(world, request))
  app.post('/posts/:post_id/actions/:action_id', async (request) => {
    const user = callerOf(world, request)
    await pressAction(world, user, paramOf(request, 'post_id'), paramOf(request, 'action_id'))
    // The word for that person alone comes through their WebSocket, not here.
    return { status: 'OK', trigger_id: world.newId() }
  })
  app.post('/posts', async (request, reply) => {
    const user = callerOf(world, request)
    const body = bodyOf(request)
    const channelId = textIn(body, 'channel_id')
    const message = textIn(body, 'message')
    checkIsIn(world, user, channelId, 'create_post')
    checkMessage(message)
    reply.code(201)
    const repeat = findRepeat(world, user, textIn(body, 'pending_post_id'))
    if (repeat) return { ...viewOfPost(repeat), pending_post_id: '' }
    const post: StoredPost = {
      id: world.newId(),
      create_at: world.now(),
      edit_at: 0,
      user_id: user.id,
      channel_id: channelId,
      message,
      pending_post_id: textIn(body, 'pending_post_id'),
      props: { ...(body.props as Record<string, unknown>), ...(user.is_bot && { from_bot: 'true' }) },
    }
    world.state.posts.push(post)
    user.seen_at = post.create_at
    return viewOfPost(post)
  })
  app.put('/posts/:post_id/patch', async (request) => {
    const user = callerOf(world, request)
    const post = world.state.posts.find((candidate) => candidate.id === paramOf(request, 'post_id'))
    if (!post) throw new ApiFault(404, 'app.post.get.app_error')
    if (post.user_id !== user.id && !isAdmin(world, user)) throw forbidden('edit_others_posts')
    const message = textIn(bodyOf(request), 'message')
    checkMessage(message)
    post.message = message
    post.edit_at = world.now()
    return viewOfPost(post)
  })
}
