import { setTimeout as wait } from 'node:timers/promises'
import type { StepName } from '../../domain.ts'
import type { Connector, Learned, Setback } from '../connector.ts'
import { MattermostClient } from './client.ts'
import { closeAccount } from './close-account.ts'
import { joinChannels, joinTeam } from './join-places.ts'
import { leaveChannels, leaveTeam } from './leave-places.ts'
import { openAccount } from './open-account.ts'
import type { PlaceBook } from './place-book.ts'
import { createPlaces } from './places.ts'
import { createPreflight } from './preflight.ts'
import { readState } from './read-state.ts'
import { Halt, ServerFault, setbackOf } from './server-fault.ts'
import { createSurveyor } from './surveyor.ts'
import { verify } from './verify.ts'
import type { Step, Work } from './work.ts'

export type MattermostOptions = {
  /** Which connector it is in records; the first server's unless given. */
  readonly key?: string
  /** Where it is kept what names were found to be; nowhere unless given. */
  readonly book?: PlaceBook
  readonly url: string
  /** Of a bot with the system_admin role: free servers know no lesser role that may create bound accounts. */
  readonly token: string
  readonly now: () => Date
  /** Which sign-in accounts are bound to: 'openid' only where the server is licensed for it. */
  readonly service?: 'gitlab' | 'openid'
  /** For one call; 10 s unless given. */
  readonly timeoutMs?: number
  /** Lets so many milliseconds pass; by the machine's clock unless given. */
  readonly pause?: (milliseconds: number) => Promise<void>
}

const steps: Readonly<Record<StepName, Step>> = {
  openAccount,
  joinTeam,
  joinChannels,
  // The portal's own gate: it closed in the transaction that made the access unwanted. Nothing to do at the server.
  closeSignIn: async () => false,
  leaveChannels,
  leaveTeam,
  closeAccount,
  verify,
}

function setbackFrom(error: unknown): Setback {
  if (error instanceof Halt) return error.setback
  if (error instanceof ServerFault) return setbackOf(error)
  throw error
}

/**
 * Mattermost over its REST API. Grants and revokes as the server's observed behaviour demands: memberships outlive a
 * deactivation, a sign-in reactivates, and several refusals come as success or as 500.
 */
export function createMattermostConnector(options: MattermostOptions): Connector {
  const { url, token, timeoutMs = 10_000, pause = wait } = options
  const client = new MattermostClient({ url, token, timeoutMs })
  const places = createPlaces(client, options.now, options.book)
  // Reads everything: where the server is busy it waits, or it would never come to the end.
  const reader = new MattermostClient({ url, token, timeoutMs, pause })
  const preflight = createPreflight(client, options.now)
  const service = options.service ?? 'gitlab'

  function fail(error: unknown): Setback {
    const setback = setbackFrom(error)
    if (setback.outcome !== 'held') preflight.forget()
    // The server says no without its numbers; those of the last minute tell the operator how full it is.
    if (setback.outcome === 'held' && setback.code === 'userLimit')
      return { ...setback, facts: { ...setback.facts, ...preflight.capacity() } }
    return setback
  }

  return {
    key: options.key ?? 'mattermost',
    check: () => preflight.check(),
    surveyor: createSurveyor({
      client: reader,
      places: createPlaces(reader, options.now, options.book),
      ...{ service, now: options.now, fail },
    }),
    async read(person, desired) {
      let learned: Learned = {}
      const learn = (more: Learned) => {
        learned = { ...learned, ...more }
      }
      try {
        await preflight.pass()
        const work: Work = { client, places, service, person, desired, learn }
        return { outcome: 'read', state: await readState(work, false), learned }
      } catch (error) {
        return fail(error)
      }
    },
    async apply(step, person, desired) {
      let learned: Learned = {}
      const learn = (more: Learned) => {
        learned = { ...learned, ...more }
      }
      try {
        await preflight.pass()
        const changed = await steps[step]({ client, places, service, person, desired, learn })
        return { outcome: 'done', changed, learned }
      } catch (error) {
        return { ...fail(error), learned }
      }
    },
  }
}
