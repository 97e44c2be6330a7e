import type { Side } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'

/** A Mattermost server, as it is called in roles and records: 'mattermost' is the first. */
export type Server = 'mattermost' | `mattermost-${string}`

/** A person at the gate of Mattermost: what the grant says, and what Mattermost knows them by (sso_gate). */
export interface Gate {
  readonly server: Server
  readonly userId: string
  readonly name: string
  readonly email: string | null
  readonly organisationId: number
  readonly organisationName: string
  readonly side: Side
  /** The access grant is open: desired PRESENT (A1). */
  readonly open: boolean
  /** A role that would open it is on pause (C3). */
  readonly paused: boolean
  /** The day such a role begins, when that is to come. */
  readonly beginsOn: CivilDay | null
  /** The number the account is bound to; null until one was given. */
  readonly ssoId: number | null
  readonly username: string | null
  readonly signIn: string | null
  /** How provisioning stands; null while it has not begun. */
  readonly state: string | null
}

/** Why a person is not let through; `preparing` settles by itself within seconds, `stuck` needs operations. */
export type WhyNot = 'noRole' | 'paused' | 'notYet' | 'preparing' | 'stuck'

/** Whom Mattermost is told it is. */
export interface Pass {
  readonly ssoId: number
  readonly username: string
  readonly email: string
  readonly name: string
}

const stuckStates = ['held', 'failed', 'paused', 'waitingManual']

/** The pass, once the account at Mattermost is bound to the person's number: before that, Mattermost would refuse. */
function readyPass({ ssoId, username, email, name, signIn }: Gate): Pass | null {
  if (ssoId === null || username === null || email === null || signIn !== 'bound') return null
  return { ssoId, username, email, name }
}

/** A5: whoever has an open grant and an account passes, and nobody else. The same question at every step. */
export function passThrough(gate: Gate): Pass | WhyNot {
  if (!gate.open) {
    if (gate.paused) return 'paused'
    return gate.beginsOn === null ? 'noRole' : 'notYet'
  }
  const isStuck = gate.email === null || (gate.state !== null && stuckStates.includes(gate.state))
  return readyPass(gate) ?? (isStuck ? 'stuck' : 'preparing')
}

export const isPass = (answer: Pass | WhyNot): answer is Pass => typeof answer === 'object'

/** The person as GitLab tells of its users. The id must be a number, and Mattermost reads nothing else. */
export const gitLabUser = ({ ssoId, username, email, name }: Pass) => ({
  id: ssoId,
  username,
  email,
  name,
  state: 'active',
})

/** The person in the claims of OpenID Connect. The number again, as text: accounts are bound to it whichever way. */
export function claimsOf({ ssoId, username, email, name }: Pass) {
  const [given = '', ...family] = name.trim().split(/\s+/)
  return {
    sub: String(ssoId),
    preferred_username: username,
    name,
    given_name: given,
    family_name: family.join(' '),
    email,
    // It comes from the municipality's own sign-in.
    email_verified: true,
  }
}

/** A client of single sign-on: a Mattermost server. */
export interface SsoClient {
  readonly id: string
  /** Whose people it may ask about. */
  readonly server: Server
  /** Null for one that cannot keep a secret: it must prove itself by PKCE. */
  readonly secret: string | null
  /** Shows its secret in the header (Basic) instead of the form, where Mattermost has it. */
  readonly provesInHeader?: boolean
  readonly redirectUris: readonly string[]
}

const trimmed = (url: string): string => url.replace(/\/+$/, '')

/** Mattermost comes back to `signup` whatever was asked for; the others are taken by it as well. */
export function redirectUrisOf(mattermostUrl: string): string[] {
  return ['gitlab', 'openid'].flatMap((face) =>
    ['signup', 'login'].map((way) => `${trimmed(mattermostUrl)}/${way}/${face}/complete`),
  )
}

/** The client that a Mattermost server is: known by what the server is called. */
export const mattermostClient = (server: Server, url: string, secret: string): SsoClient => ({
  id: server,
  server,
  secret,
  redirectUris: redirectUrisOf(url),
})

/** The server a client is; null for one that is none of ours. */
export const serverOf = (clients: readonly SsoClient[], clientId: unknown): Server | null =>
  clients.find(({ id }) => id === clientId)?.server ?? null
