import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findByToken } from './caller.ts'
import { pathOfUrl } from './faults.ts'
import type { StoredPost, StoredUser } from './state.ts'
import { acceptWebSocket, type WebSocketPeer } from './web-socket.ts'
import type { World } from './world.ts'

/** Who is at the other end, once they have said so. */
type Listener = { userId: string; token: string; seq: number }

const asked = z.object({
  seq: z.int(),
  action: z.string(),
  data: z.object({ token: z.string() }).partial().optional(),
})

function readAsked(text: string): z.infer<typeof asked> | null {
  try {
    return asked.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const userOf = (world: World, token: string): StoredUser | undefined => {
  const user = token === '' || world.faults.tokenDead ? undefined : findByToken(world, token)
  return user?.delete_at === 0 ? user : undefined
}

/**
 * Whether a listener is still told anything. Before server 11 nobody looks at the session again: whoever is connected
 * goes on listening when it is revoked. Deactivation ends it on every server.
 */
function mayListen(world: World, { userId, token }: Listener): boolean {
  if (world.major >= 11) return userOf(world, token) !== undefined
  return world.state.users.some((user) => user.id === userId && user.delete_at === 0)
}

const isIn = (world: World, channelId: string, userId: string): boolean =>
  world.state.channelMembers.some((member) => member.channel_id === channelId && member.user_id === userId)

function postedEvent(world: World, post: StoredPost) {
  const channel = world.state.channels.find((candidate) => candidate.id === post.channel_id)
  const sender = world.state.users.find((candidate) => candidate.id === post.user_id)
  return {
    event: 'posted',
    data: {
      channel_display_name: channel?.display_name ?? '',
      channel_name: channel?.name ?? '',
      channel_type: channel?.type ?? '',
      post: JSON.stringify(post),
      sender_name: `@${sender?.username ?? ''}`,
      team_id: channel?.team_id ?? '',
    },
    broadcast: { omit_users: null, user_id: '', channel_id: post.channel_id, team_id: '' },
  }
}

/** Everybody who listens, and what of the posts they have been told. */
class EventSockets {
  readonly #world: World
  readonly #peers = new Map<WebSocketPeer, Listener | null>()
  #told: number

  constructor(world: World) {
    this.#world = world
    this.#told = world.state.posts.length
  }

  accept(request: IncomingMessage, socket: Duplex): void {
    const bearer = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const peer = acceptWebSocket(request, socket, {
      onText: (from, text) => this.#answer(from, text),
      onClose: (from) => this.#peers.delete(from),
    })
    if (!peer) return
    this.#peers.set(peer, null)
    if (bearer) this.#welcome(peer, bearer)
  }

  #welcome(peer: WebSocketPeer, token: string): boolean {
    const user = userOf(this.#world, token)
    if (!user) {
      peer.close()
      return false
    }
    const listener = { userId: user.id, token, seq: 0 }
    this.#peers.set(peer, listener)
    this.#say(peer, listener, {
      event: 'hello',
      data: { server_version: this.#world.version, connection_id: this.#world.newId() },
      broadcast: { omit_users: null, user_id: user.id, channel_id: '', team_id: '' },
    })
    return true
  }

  #answer(peer: WebSocketPeer, text: string): void {
    const request = readAsked(text)
    if (request?.action === 'authentication_challenge') {
      if (this.#welcome(peer, request.data?.token ?? ''))
        peer.send(JSON.stringify({ status: 'OK', seq_reply: request.seq }))
    } else if (request?.action === 'ping' && this.#peers.get(peer)) {
      peer.send(JSON.stringify({ status: 'OK', data: { text: 'pong' }, seq_reply: request.seq }))
    } else peer.close()
  }

  #say(peer: WebSocketPeer, listener: Listener, event: object): void {
    peer.send(JSON.stringify({ ...event, seq: listener.seq }))
    listener.seq += 1
  }

  /** Tells those in the channel of each post that has come since. */
  tellNewPosts(): void {
    const fresh = this.#world.state.posts.slice(this.#told)
    this.#told = this.#world.state.posts.length
    for (const [peer, listener] of this.#peers) {
      if (!listener) continue
      if (!mayListen(this.#world, listener)) {
        peer.close()
        continue
      }
      for (const post of fresh)
        if (isIn(this.#world, post.channel_id, listener.userId))
          this.#say(peer, listener, postedEvent(this.#world, post))
    }
  }

  closeAll(): void {
    for (const peer of this.#peers.keys()) peer.close()
  }
}

/**
 * `/api/v4/websocket`: people hear what is posted where they are members, from the moment they have shown a token, in
 * the request or by `authentication_challenge`. To be opened within the API's own scope.
 */
export function openEventSockets(app: FastifyInstance, world: World): void {
  const sockets = new EventSockets(world)
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (pathOfUrl(request.url ?? '') === '/api/v4/websocket') sockets.accept(request, socket)
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
  })
  app.addHook('onSend', async (_request, _reply, payload) => {
    sockets.tellNewPosts()
    return payload
  })
  app.addHook('preClose', async () => sockets.closeAll())
}
