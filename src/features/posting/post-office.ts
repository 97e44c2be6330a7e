import { MattermostClient, ServerFault } from '../provisioning/index.ts'
import type { Place } from './domain.ts'
import { type ButtonWay, propsOf } from './domain-button.ts'
import { type AttemptResult, pendingIdOf, type Setback, type SetbackCode } from './domain-sending.ts'

/** A server with a bot of ours that posts: an ordinary one, never the administrator that provisions. */
export interface PostingServer {
  readonly instance: string
  readonly url: string
  readonly token: string
}

/** What is to be sent, with all that makes it the same at every attempt. */
export interface Outgoing extends Place {
  readonly id: string
  readonly number: number
  readonly message: string
  readonly askedAt: Date
  readonly firstTriedAt: Date
  /** It may be there already: look first. */
  readonly wasUncertain: boolean
  /** No news any more: it is not posted, only looked for. */
  readonly isStale: boolean
  /** The channel its name in the role was found to be, whatever it is called now. */
  readonly boundChannelId: string | null
  readonly button: ButtonWay | null
}

const timeoutMs = 10_000
const pageSize = 200
/** Together with the other calls, these pages take less than a worker's claim lasts. */
const mostPages = 10
/** Clocks may differ by so much. */
const slack = 10 * 60_000

const setback = (code: SetbackCode, more: Partial<Setback> = {}): AttemptResult => ({
  outcome: 'setback',
  setback: { code, status: 0, errorId: '', afterMs: 0, mayHavePosted: false, ...more },
})

function codeOf(fault: ServerFault): SetbackCode {
  if (fault.kind === 'network') return 'noAnswer'
  if (fault.status === 429) return 'rateLimited'
  if (fault.status === 401) return 'tokenDead'
  if (fault.status === 403) return 'notMember'
  return fault.errorId !== '' && fault.status >= 400 && fault.status < 500 ? 'refused' : 'serverFailed'
}

/** Only Mattermost's own refusal, by its error id, and that of its limiter say that nothing was posted. */
const provesNothingPosted = ({ status, errorId }: ServerFault): boolean =>
  status === 429 || (errorId !== '' && status >= 400 && status < 500)

function setbackOf(fault: ServerFault, wasPosting: boolean): AttemptResult {
  return setback(codeOf(fault), {
    status: fault.status,
    errorId: fault.errorId,
    afterMs: fault.retryAfterMs,
    mayHavePosted: wasPosting && !provesNothingPosted(fault),
  })
}

/**
 * The id of the channel; null when the bot is not in it. One that is bound to an id is that one, whatever has its name
 * now; else it is found as the role names it, by name or id.
 */
async function findChannel(client: MattermostClient, place: Outgoing): Promise<string | null> {
  const [teams, channels] = await Promise.all([client.getMyTeams(), client.getAllTeamsChannels()])
  const team = teams.find(({ id, name, delete_at }) => [id, name].includes(place.team) && delete_at === 0)
  const open = channels.filter(({ delete_at }) => delete_at === 0)
  const found = open.find(({ id, name, team_id }) =>
    place.boundChannelId
      ? id === place.boundChannelId
      : [id, name].includes(place.channel) && team_id === team?.id,
  )
  return found?.id ?? null
}

/** The id of the post when it is there, null when it is not, 'tooFar' when the channel is too long to say. */
async function lookThrough(
  client: MattermostClient,
  channelId: string,
  botId: string,
  { id, firstTriedAt }: Outgoing,
): Promise<string | null | 'tooFar'> {
  const oldest = firstTriedAt.getTime() - slack
  for (let page = 0; page < mostPages; page++) {
    const { order, posts } = await client.getPosts(channelId, page, pageSize, false)
    const there = order.flatMap((postId) => posts[postId] ?? [])
    const found = there.find((post) => post.user_id === botId && post.props?.tvaers_posting === id)
    if (found) return found.id
    if (order.length < pageSize || there.some((post) => post.create_at < oldest)) return null
  }
  return 'tooFar'
}

async function send(
  client: MattermostClient,
  { channelId, botId }: { channelId: string; botId: string },
  outgoing: Outgoing,
): Promise<AttemptResult> {
  const post = {
    channel_id: channelId,
    message: outgoing.message,
    pending_post_id: pendingIdOf(botId, outgoing),
    props: propsOf(outgoing.id, outgoing.button, { persons: 0, municipalities: 0 }),
  }
  try {
    const { id } = await client.createPost(post as Parameters<MattermostClient['createPost']>[0])
    return { outcome: 'posted', channelId, postId: id }
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    return setbackOf(error, true)
  }
}

/**
 * One attempt at one post. Whatever the server or the network does becomes a result; a post that may be there already is
 * looked for before another is made.
 */
export async function attemptPosting(server: PostingServer, outgoing: Outgoing): Promise<AttemptResult> {
  if (outgoing.isStale && !outgoing.wasUncertain) return setback('tooOld')
  const client = new MattermostClient({ url: server.url, token: server.token, timeoutMs })
  try {
    const me = await client.getMe()
    if (me.roles.split(' ').includes('system_admin')) return setback('isAdmin')
    const channelId = await findChannel(client, outgoing)
    if (!channelId) return setback('notMember')
    const there = outgoing.wasUncertain ? await lookThrough(client, channelId, me.id, outgoing) : null
    if (there === 'tooFar') return setback('lookedTooFar')
    if (there) return { outcome: 'posted', channelId, postId: there }
    if (outgoing.isStale) return setback('tooOld')
    return await send(client, { channelId, botId: me.id }, outgoing)
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    return setbackOf(error, false)
  }
}
