import { randomBytes } from 'node:crypto'
import { ApiFault } from './api-fault.ts'
import type { Faults, FaultsAskedFor } from './faults.ts'
import type { GitLabSettings } from './sso-client.ts'
import type { State, StoredChannel, StoredTeam, StoredUser } from './state.ts'

export type StandInOptions = {
  /** Bearer token of the seeded bot, which is an administrator. Kept in no file. */
  readonly adminToken: string
  /** Where the state survives a restart; in memory alone when absent. */
  readonly stateFile?: string
  /** What is there from the start, instead of an administrator, a bot and a team. */
  readonly state?: State
  readonly now: () => Date
  /** A new id of 26 characters, a-z and 0-9. */
  readonly newId?: () => string
  /** Which server it passes itself off as. Some answers differ: from 11 on, administrators see what accounts are bound to. */
  readonly version?: string
  /** Most active users; none by default. A free server 11 has 250. */
  readonly userHardLimit?: number
  /** From how many on the server warns; the hard limit unless given. A free server 11 has 200. */
  readonly userSoftLimit?: number
  /** The real default is 50. */
  readonly maxUsersPerTeam?: number
  /** `DisableBotsWhenOwnerIsDeactivated`; on unless false, as on the real server. */
  readonly disablesBotsWithOwner?: boolean
  /** An e-mail domain all accounts must have. */
  readonly acceptedDomain?: string
  /** Names of groups, which no account may have. */
  readonly groupNames?: readonly string[]
  /** `RateLimitSettings`; off unless given, as on the real server (where it is 10 and 100 when on). */
  readonly rateLimit?: { readonly perSecond: number; readonly maxBurst: number }
  /** As just installed: nobody is there, not even an administrator. */
  readonly startsEmpty?: boolean
  /** Goes wrong like this from the start. */
  readonly faults?: FaultsAskedFor
  /** Where the portal is that works on this server, for the way back from the page. */
  readonly portalHref?: string
  /** `GitLabSettings`; without them nobody can sign in but through the switches. */
  readonly gitLab?: GitLabSettings
  /** `ServiceSettings.SiteURL`, which the way back is made from; needed with `gitLab`. */
  readonly siteUrl?: string
  /** `TeamSettings.EnableUserCreation`; off unless true, as the portal asks for. */
  readonly createsUsers?: boolean
  /** Token of the second bot, which posts; there is none without it. */
  readonly postToken?: string
  /** Settings that differ from those it has by itself, by section. */
  readonly config?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export type LoggedRequest = { method: string; path: string; status: number | null; at: number }

/** What the routes share. */
export type World = {
  readonly options: StandInOptions
  readonly version: string
  readonly major: number
  readonly state: State
  readonly faults: Faults
  /** From 0 to 1, exclusive: which requests are hit by faults at random. */
  luck: () => number
  /** Channel additions under way, by user. */
  readonly channelAdds: Map<string, number>
  readonly log: LoggedRequest[]
  /** When each sign-in that is under way began, by the token in its state. */
  readonly signIns: Map<string, number>
  now(): number
  newId(): string
}

const alphabet = 'abcdefghijkmnopqrstuvwxyz1345689'

export function randomId(): string {
  return Array.from(randomBytes(26), (byte) => alphabet[byte % 32]).join('')
}

const isId = (text: string): boolean => /^[a-z0-9]{26}$/.test(text)

function checkId(id: string, name: string): void {
  if (!isId(id)) throw new ApiFault(400, 'api.context.invalid_url_param.app_error', `parameter=${name}`)
}

export function getUser(world: World, id: string): StoredUser {
  checkId(id, 'user_id')
  const user = world.state.users.find((candidate) => candidate.id === id)
  if (!user) throw new ApiFault(404, 'app.user.missing_account.const')
  return user
}

/** Archived teams too: the real server answers 200 for them. */
export function getTeam(world: World, id: string): StoredTeam {
  checkId(id, 'team_id')
  const team = world.state.teams.find((candidate) => candidate.id === id)
  if (!team) throw new ApiFault(404, 'app.team.get.find.app_error')
  return team
}

export function getChannel(world: World, id: string): StoredChannel {
  checkId(id, 'channel_id')
  const channel = world.state.channels.find((candidate) => candidate.id === id)
  if (!channel) throw new ApiFault(404, 'app.channel.get.existing.app_error')
  return channel
}

/** Whether the server is older than a version. */
export function isBefore(world: World, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = world.version.split('.').map(Number)
  return ownMajor < major || (ownMajor === major && ownMinor < minor)
}

export const ok = { status: 'OK' } as const
