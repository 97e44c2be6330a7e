import type { Facts, Health } from '../connector.ts'
import type { MattermostClient } from './client.ts'
import { factsOf, Halt, pause, ServerFault, setbackOf } from './server-fault.ts'

const goodFor = 60_000

type Good = Extract<Health, { state: 'ok' }>

/** The user count at the cap, for servers that tell it; old ones do not know the route, licensed ones have no cap. */
async function limitsOf(client: MattermostClient): Promise<Facts> {
  try {
    const limits = await client.serverLimits()
    const cap = limits.maxUsersHardLimit ?? limits.maxUsersLimit
    return cap > 0 ? { activeUsers: limits.activeUserCount, userCap: cap } : {}
  } catch (error) {
    if (error instanceof ServerFault && error.status === 404) return {}
    throw error
  }
}

async function askPing(client: MattermostClient): Promise<void> {
  const answer = await client.ping(true)
  if (answer.status !== 'OK') throw pause('unhealthy', { status: String(answer.status).slice(0, 40) })
}

async function ask(client: MattermostClient): Promise<Good> {
  await askPing(client)
  // Without the admin role lists are silently partial: nothing may be concluded from them (A4).
  const me = await client.getMe()
  if (!me.roles.split(' ').includes('system_admin')) throw pause('adminLost', { roles: me.roles })
  const config = await client.clientConfig()
  return {
    state: 'ok',
    version: config.Version ?? 'unknown',
    facts: {
      gitlabSignIn: config.EnableSignUpWithGitLab === 'true',
      openIdSignIn: config.EnableSignUpWithOpenId === 'true',
      ...(await limitsOf(client)),
    },
  }
}

/** 5xx on ping is the server's own word that it is not well. */
function pausedHealth(error: unknown): Health {
  if (error instanceof Halt && error.setback.outcome === 'paused') {
    return { state: 'paused', code: error.setback.code, facts: error.setback.facts }
  }
  if (!(error instanceof ServerFault)) throw error
  const facts = factsOf(error)
  const setback = setbackOf(error)
  if (setback.outcome === 'paused') return { state: 'paused', code: setback.code, facts }
  return { state: 'paused', code: error.kind === 'network' ? 'unreachable' : 'unhealthy', facts }
}

type Preflight = {
  /** Always asks. */
  check(): Promise<Health>
  /** Returns when the target was well within the last minute, or is now; else throws what stops the step. */
  pass(): Promise<void>
  /** After an answer that speaks against it. */
  forget(): void
  /** The count of users and its cap when it was last well; nothing where there is no cap. */
  capacity(): Facts
}

/** Health of the whole target: answers, our token lives, and we are an administrator there. Only good news is kept. */
export function createPreflight(client: MattermostClient, now: () => Date): Preflight {
  let passedAt = Number.NEGATIVE_INFINITY
  let capacity: Facts = {}
  async function renew(): Promise<Good> {
    passedAt = Number.NEGATIVE_INFINITY
    const health = await ask(client)
    const { activeUsers, userCap } = health.facts
    capacity = activeUsers === undefined || userCap === undefined ? {} : { activeUsers, userCap }
    passedAt = now().getTime()
    return health
  }
  return {
    async check() {
      try {
        return await renew()
      } catch (error) {
        return pausedHealth(error)
      }
    },
    async pass() {
      if (now().getTime() - passedAt < goodFor) return
      try {
        await renew()
      } catch (error) {
        // A refusal here speaks of the whole target: it must not be held against one person.
        const isRefused = error instanceof ServerFault && setbackOf(error).outcome === 'held'
        throw isRefused ? pause('unhealthy', factsOf(error)) : error
      }
    },
    forget() {
      passedAt = Number.NEGATIVE_INFINITY
    },
    capacity: () => capacity,
  }
}
