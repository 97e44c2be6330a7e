/** A setting's value as the server tells it; null where it could not be read. */
export type Value = string | number | boolean | null

export type PlaceState = 'open' | 'archived' | 'missing' | 'unread'

export interface ChannelFacts {
  readonly channel: string
  readonly state: PlaceState
  readonly members: number | null
  /** Whether the bot that posts is in it; null where there is none or it could not be asked. */
  readonly hasPostBot: boolean | null
}

export interface TeamFacts {
  readonly team: string
  readonly state: PlaceState
  readonly members: number | null
  readonly channels: readonly ChannelFacts[]
}

export interface BotFacts {
  readonly isBot: boolean
  readonly isAdmin: boolean
  /** Null where it could not be read who owns it. */
  readonly ownerIsActive: boolean | null
}

/** What the bot that posts says of itself: its facts, that its token is dead, that nobody answered, or that none is set. */
export type PostBot = BotFacts | 'tokenDead' | 'noAnswer' | 'unset'

export interface Answered {
  readonly outcome: 'answered'
  readonly version: string
  readonly isEnterpriseBuild: boolean
  /** Null where it could not be read. */
  readonly licence: { readonly isLicensed: boolean; readonly sku: string } | null
  readonly buttons: { readonly gitlab: boolean; readonly openid: boolean }
  /** By their keys in the server's configuration; null where we may not read it. */
  readonly settings: Readonly<Record<string, Value>> | null
  readonly limits: { readonly activeUsers: number; readonly cap: number } | null
  readonly adminBot: BotFacts
  readonly postBot: PostBot
  readonly teams: readonly TeamFacts[]
}

/** Why a server could not be asked. */
export type SilentCode = 'unreachable' | 'unhealthy' | 'tokenDead' | 'rateLimited'

/** What a server answered when it was asked, as it is kept. */
export type ServerAnswer = Answered | { readonly outcome: 'silent'; readonly code: SilentCode }

/** How many people should have access at a server now, in all and in each team. */
export interface Need {
  readonly people: number
  /** Of these, who has no open account there yet. */
  readonly coming: number
  readonly byTeam: readonly { readonly team: string; readonly people: number }[]
}

/** Nobody. */
export const noNeed: Need = { people: 0, coming: 0, byTeam: [] }

/** What the portal's own settings ask for. */
export interface Wanted {
  /** The button people are signed in with. */
  readonly face: 'gitlab' | 'openid'
  /** Tværs signs people in at this server. */
  readonly signsIn: boolean
  /** What it is called where it does. */
  readonly client: string
  readonly portal: string
}

export type Level = 'ok' | 'warning' | 'fault' | 'unknown'

/** Text of a value that is no setting's own. */
export type Shown = Value | { readonly word: WordKey } | { readonly atLeast: number }

export type WordKey =
  | 'none'
  | 'noLimit'
  | 'scope'
  | 'gitlab'
  | 'openid'
  | 'supported'
  | 'person'
  | 'administrator'
  | 'ordinary'
  | 'ownerActive'
  | 'ownerGone'
  | 'tokenDead'
  | 'noAnswer'
  | 'unset'
  | 'open'
  | 'archived'
  | 'missing'
  | 'unread'
  | 'member'
  | 'notMember'
  | 'atMost24'
  | 'fromEleven'
  | 'licence'

export const areas = ['signIn', 'capacity', 'bots', 'settings', 'places'] as const
export type Area = (typeof areas)[number]

/** One thing that was looked at. */
export interface Check {
  readonly area: Area
  /** Names it and its reason in the texts. */
  readonly key: string
  /** Which team or channel it is about. */
  readonly subject?: string
  readonly level: Level
  readonly present: Shown
  readonly wanted: Shown
  readonly configKey?: string
}

export type Light = 'green' | 'yellow' | 'red'

/** Red for one fault, yellow for one warning or something nobody could read. */
export function lightOf(checks: readonly Check[]): Light {
  if (checks.some(({ level }) => level === 'fault')) return 'red'
  return checks.every(({ level }) => level === 'ok') ? 'green' : 'yellow'
}

/** The first number of a version; null where there is none. */
export const majorOf = (version: string): number | null => {
  const [, major] = /^(\d{1,3})\./.exec(version) ?? []
  return major === undefined ? null : Number(major)
}
