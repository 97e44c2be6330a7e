import type { GrantTarget } from '../../../access/index.ts'
import { MattermostClient } from './client.ts'
import type { KnownPlace, PlaceBook } from './place-book.ts'
import { createPlaces, type FoundTeam } from './places.ts'
import { ServerFault } from './server-fault.ts'

/** For one call: somebody waits for the page. */
const patienceMs = 3_000
/** For one server, however many places there are to ask for. */
const wholePatienceMs = 6_000
/** Asked for at a time. */
const abreast = 4

type Server = { readonly connector: GrantTarget; readonly url: string; readonly token: string }

type AskedPlaces = {
  readonly connector: GrantTarget
  readonly team: string
  readonly channels: readonly { readonly channel: string }[]
}

type KnownName = KnownPlace & { readonly connector: string; readonly team: string; readonly channel: string }

type Answer = {
  readonly connector: GrantTarget
  readonly team: string
  readonly outcome: 'answered' | 'noAnswer' | 'refused' | 'unconnected'
  readonly places: readonly {
    readonly channel: string | null
    readonly state: KnownPlace['state']
    readonly name: string | null
  }[]
}

export type AskPlaces = (
  asked: readonly AskedPlaces[],
  known: readonly KnownName[],
) => Promise<readonly Answer[]>

/** What was found before, to be read alone: looking at a draft binds no name to a place. */
function bookOf(known: readonly KnownName[], connector: GrantTarget): PlaceBook {
  return {
    find: async (team, channel) =>
      known.find(
        (one) => one.connector === connector && one.team === team && one.channel === (channel ?? ''),
      ) ?? null,
    keep: async () => {},
  }
}

const answerOf = ({ name, state, channels }: FoundTeam): Answer['places'] => [
  { channel: null, state, name },
  ...channels.map((found) => ({ channel: found.channel, state: found.state, name: found.name })),
]

/** The team first, and its channels a few at a time. */
async function askOne(
  client: MattermostClient,
  { connector, team, channels }: AskedPlaces,
  known: readonly KnownName[],
): Promise<Answer['places']> {
  const places = createPlaces(client, () => new Date(0), bookOf(known, connector))
  const found = await places.find({ team, channels: [] })
  const names = channels.map(({ channel }) => channel)
  const shares = Array.from({ length: Math.min(abreast, names.length) }, (_, share) =>
    names.filter((_name, index) => index % abreast === share),
  )
  const parts = await Promise.all(shares.map((share) => places.find({ team, channels: share })))
  return answerOf({ ...found, channels: parts.flatMap((part) => part.channels) })
}

async function withinPatience<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), wholePatienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function answerFrom(
  server: Server | undefined,
  asked: AskedPlaces,
  known: readonly KnownName[],
): Promise<Answer> {
  const { connector, team } = asked
  const without = (outcome: Answer['outcome']): Answer => ({ connector, team, outcome, places: [] })
  if (!server) return without('unconnected')
  try {
    const client = new MattermostClient({ url: server.url, token: server.token, timeoutMs: patienceMs })
    const places = await withinPatience(askOne(client, asked, known))
    return places === 'late' ? without('noAnswer') : { connector, team, outcome: 'answered', places }
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    return without(error.status === 401 || error.status === 403 ? 'refused' : 'noAnswer')
  }
}

/**
 * How places stand at the servers, for somebody who waits: few seconds at most, and what does not answer says so. Changes
 * nothing, here or there.
 */
export const askPlacesAt =
  (servers: readonly Server[]): AskPlaces =>
  (asked, known) =>
    Promise.all(
      asked.map((one) =>
        answerFrom(
          servers.find((server) => server.connector === one.connector),
          one,
          known,
        ),
      ),
    )
