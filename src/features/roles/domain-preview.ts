/** What a change of a role's access would do, before it is saved: who joins and leaves which places. Pure. */
import { type ConnectorName, isChannelRule, type RoleAccess } from './domain-places.ts'

/** A team, or one of its channels, as the role names it. */
export interface Place {
  readonly connector: ConnectorName
  readonly team: string
  /** As typed: a name, an id or a rule; null: the team itself. */
  readonly channel: string | null
}

/** People of one direction at one place. */
export interface Moved {
  readonly people: number
  readonly municipalities: number
  /** The first of them in order of name, with their municipality. */
  readonly first: readonly string[]
}

export interface PlaceEffect extends Place {
  readonly direction: 'joins' | 'leaves'
  readonly moved: Moved
}

/** Who holds the role today, and what would become of them. */
export interface AccessEffect {
  readonly holders: number
  readonly municipalities: number
  readonly gaining: number
  readonly losing: number
  readonly losingIn: number
  /** Of those who lose something: people left with nothing at a server, whose account there is closed. */
  readonly losingAll: number
  /** Municipalities with holders but no region: a rule with {region} gives them no channel. */
  readonly withoutRegion: readonly string[]
  readonly places: readonly PlaceEffect[]
}

/** One channel of one municipality or region, or one that is the same for all. */
export interface AskedChannel {
  readonly typed: string
  readonly channel: string
}

/** What to ask one server for: the places of an access, with its rules worked out. */
export interface AskedAccess {
  readonly connector: ConnectorName
  readonly team: string
  readonly channels: readonly AskedChannel[]
}

export interface FoundPlace {
  /** The channel as it was asked for; null: the team itself. */
  readonly channel: string | null
  readonly state: 'open' | 'archived' | 'missing'
  /** What the server calls it; null when missing. */
  readonly name: string | null
}

/**
 * What a server said. `noAnswer`: none in time. `refused`: not to us. `unconnected`: there is no connection, access is
 * opened by hand.
 */
export interface ServerAnswer {
  readonly connector: ConnectorName
  readonly team: string
  readonly outcome: 'answered' | 'noAnswer' | 'refused' | 'unconnected'
  readonly places: readonly FoundPlace[]
}

/** What must be told of a place before the role is saved. */
export interface PlaceTrouble extends Place {
  readonly kind: 'missing' | 'archived' | 'renamed'
  /** The channels of a rule it is about; the place itself where there is no rule. */
  readonly names: readonly string[]
  /** Renamed: what it is called now. */
  readonly now: string | null
}

const isId = (text: string): boolean => /^[a-z0-9]{26}$/.test(text)

function troubleKind(asked: string, found: FoundPlace): PlaceTrouble['kind'] | null {
  if (found.state !== 'open') return found.state
  return found.name !== null && !isId(asked) && found.name !== asked ? 'renamed' : null
}

/** One trouble for each kind and typed place: the channels of a rule are told together, a renamed one by itself. */
export function troublesOf(asked: readonly AskedAccess[], answers: readonly ServerAnswer[]): PlaceTrouble[] {
  const troubles = new Map<string, PlaceTrouble>()
  const add = (place: Place, name: string, found: FoundPlace): void => {
    const kind = troubleKind(name, found)
    if (!kind) return
    const now = kind === 'renamed' ? found.name : null
    const key = [place.connector, place.team, place.channel, kind, now].join(' ')
    const before = troubles.get(key)?.names ?? []
    troubles.set(key, { ...place, kind, now, names: [...new Set([...before, name])].sort() })
  }
  for (const { connector, team, channels } of asked) {
    const places = answers.find((one) => one.connector === connector && one.team === team)?.places ?? []
    const teamFound = places.find((place) => place.channel === null)
    if (teamFound) add({ connector, team, channel: null }, team, teamFound)
    // Where the team is missing, so is everything in it: told once.
    if (teamFound?.state === 'missing') continue
    for (const { typed, channel } of channels) {
      const found = places.find((place) => place.channel === channel)
      if (found) add({ connector, team, channel: typed }, channel, found)
    }
  }
  return [...troubles.values()]
}

/** What was seen, as one line: equal when a later look shows the same people moved by the same access. */
export function seenAs(version: number, accessLine: string, effect: AccessEffect): string {
  const { holders, municipalities, gaining, losing, losingAll, places } = effect
  const moved = places.map(
    ({ connector, team, channel, direction, moved: { people } }) =>
      `${connector}:${team}/${channel ?? ''} ${direction} ${people}`,
  )
  return [version, accessLine, holders, municipalities, gaining, losing, losingAll, ...moved.sort()].join(
    '\n',
  )
}

/** The rules among the channels of an access. */
export const channelRulesIn = (accesses: readonly RoleAccess[]): string[] => [
  ...new Set(accesses.flatMap(({ channels }) => channels.filter(isChannelRule))),
]
