import { MattermostClient, orNullIfMissing, ServerFault } from '../provisioning/index.ts'
import type {
  Answered,
  BotFacts,
  ChannelFacts,
  PlaceState,
  PostBot,
  ServerAnswer,
  SilentCode,
  TeamFacts,
  Value,
} from './domain.ts'
import { settingKeys } from './domain-settings.ts'

/** A server with the bots Tværs has there. */
export interface HealthServer {
  readonly instance: string
  readonly url: string
  /** Of the administrator that provisions. */
  readonly token: string
  /** Of the ordinary bot that posts; null when none is set. */
  readonly postToken: string | null
}

/** The teams and channels that roles open. */
export interface ManagedTeam {
  readonly instance: string
  readonly team: string
  readonly channels: readonly string[]
}

const timeoutMs = 5_000
/** Calls under way at a time: a server with a limiter takes more, but need not. */
const atOnce = 4

/** Runs the work of each, so many at a time; answers in the order given. */
async function each<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(things.length)
  const rest = things.entries()
  const worker = async () => {
    for (const [index, thing] of rest) results[index] = await work(thing)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, worker))
  return results
}

/** Null for what this server does not tell us: an old version, a right we lack, no answer. */
async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (error instanceof ServerFault) return null
    throw error
  }
}

function silentCodeOf(fault: ServerFault): SilentCode {
  if (fault.kind === 'network') return 'unreachable'
  if (fault.status === 401) return 'tokenDead'
  return fault.status === 429 ? 'rateLimited' : 'unhealthy'
}

function settingsIn(config: unknown): Record<string, Value> {
  const sections = config as Record<string, Record<string, unknown> | undefined>
  const read = (key: string): Value => {
    const [section = '', name = ''] = key.split('.')
    const found = Object.entries(sections[section] ?? {})
    // One is spelt otherwise by older servers (UserApiEndpoint).
    const value = found.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  }
  return Object.fromEntries(settingKeys.map((key) => [key, read(key)]))
}

/** Its own roles by its own token; whose it is, by the administrator's. */
async function askBot(
  client: MattermostClient,
  me: { id: string; roles: string; is_bot?: boolean },
): Promise<BotFacts> {
  const bot = me.is_bot ? await orNull(client.getBot(me.id)) : null
  const owner = bot ? await orNull(client.getUser(bot.owner_id)) : null
  return {
    isBot: me.is_bot === true,
    isAdmin: me.roles.split(' ').includes('system_admin'),
    ownerIsActive: owner ? owner.delete_at === 0 : null,
  }
}

interface Poster {
  readonly bot: PostBot
  /** Ids of the channels it is in; null where that could not be asked. */
  readonly channelIds: ReadonlySet<string> | null
}

async function askPoster(admin: MattermostClient, { url, postToken }: HealthServer): Promise<Poster> {
  if (!postToken) return { bot: 'unset', channelIds: null }
  const client = new MattermostClient({ url, token: postToken, timeoutMs })
  try {
    const me = await client.getMe()
    const channels = await orNull(client.getAllTeamsChannels())
    return { bot: await askBot(admin, me), channelIds: channels && new Set(channels.map(({ id }) => id)) }
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    return { bot: error.status === 401 ? 'tokenDead' : 'noAnswer', channelIds: null }
  }
}

const stateOf = (place: { delete_at: number } | null): PlaceState => {
  if (!place) return 'missing'
  return place.delete_at > 0 ? 'archived' : 'open'
}

/** 'unread' where a failed call says nothing of the place. */
async function askPlace<T extends { id: string; delete_at: number }>(
  call: Promise<T>,
): Promise<{ id: string | null; state: PlaceState }> {
  try {
    const found = await orNullIfMissing(call)
    return { id: found?.id ?? null, state: stateOf(found) }
  } catch (error) {
    if (error instanceof ServerFault) return { id: null, state: 'unread' }
    throw error
  }
}

async function askTeam(client: MattermostClient, managed: ManagedTeam, poster: Poster): Promise<TeamFacts> {
  const { team } = managed
  const { id: teamId, state } = await askPlace(client.getTeamByName(team))
  const askChannel = async (channel: string): Promise<ChannelFacts> => {
    if (!teamId)
      return { channel, state: state === 'unread' ? state : 'missing', members: null, hasPostBot: null }
    const found = await askPlace(client.getChannelByName(teamId, channel, true))
    const stats = found.id ? await orNull(client.getChannelStats(found.id)) : null
    const hasPostBot = found.id && poster.channelIds ? poster.channelIds.has(found.id) : null
    return { channel, state: found.state, members: stats?.member_count ?? null, hasPostBot }
  }
  const stats = teamId ? await orNull(client.getTeamStats(teamId)) : null
  const channels: ChannelFacts[] = []
  // One after the other: the teams are asked side by side.
  for (const channel of managed.channels) channels.push(await askChannel(channel))
  return { team, state, members: stats?.total_member_count ?? null, channels }
}

async function ask(
  client: MattermostClient,
  server: HealthServer,
  managed: readonly ManagedTeam[],
): Promise<ServerAnswer> {
  const [ping, me, config] = await Promise.all([client.ping(true), client.getMe(), client.clientConfig()])
  if (ping.status !== 'OK') return { outcome: 'silent', code: 'unhealthy' }
  const [settings, limits, licence, adminBot, poster] = await Promise.all([
    orNull(client.getConfig()),
    orNull(client.serverLimits()),
    orNull(client.getClientLicenseOld()),
    askBot(client, me),
    askPoster(client, server),
  ])
  const ours = managed.filter(({ instance }) => instance === server.instance)
  const teams = await each(ours, (one) => askTeam(client, one, poster))
  const answer: Answered = {
    outcome: 'answered',
    version: config.Version ?? '',
    isEnterpriseBuild: config.BuildEnterpriseReady === 'true',
    licence: licence && { isLicensed: licence.IsLicensed === 'true', sku: licence.SkuShortName ?? '' },
    buttons: {
      gitlab: config.EnableSignUpWithGitLab === 'true',
      openid: config.EnableSignUpWithOpenId === 'true',
    },
    settings: settings && settingsIn(settings),
    limits: limits && {
      activeUsers: limits.activeUserCount,
      cap: limits.maxUsersHardLimit ?? limits.maxUsersLimit,
    },
    adminBot,
    postBot: poster.bot,
    teams,
  }
  return answer
}

/** Asks a server how it is set up and stands. Changes nothing there; what it does or does not do becomes the answer. */
export async function askServer(
  server: HealthServer,
  managed: readonly ManagedTeam[],
): Promise<ServerAnswer> {
  const client = new MattermostClient({ url: server.url, token: server.token, timeoutMs })
  try {
    return await ask(client, server, managed)
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    return { outcome: 'silent', code: silentCodeOf(error) }
  }
}
