import type { PlaceState, TeamAccess } from '../../domain.ts'
import type { MattermostClient } from './client.ts'
import { type KnownPlace, noBook, type PlaceBook } from './place-book.ts'
import { orNullIfMissing } from './server-fault.ts'

export type FoundChannel = {
  /** As the role has it: a name or an id. */
  readonly channel: string
  readonly id: string | null
  readonly state: PlaceState
  /** What the server calls it; null when it is missing. */
  readonly name: string | null
  /** Nobody was ever let in by this name, so there is nothing to leave by it. Only where it is kept what names were. */
  readonly isNeverFound: boolean
}

export type FoundTeam = {
  readonly team: string
  readonly id: string | null
  readonly state: PlaceState
  readonly name: string | null
  readonly isNeverFound: boolean
  readonly channels: readonly FoundChannel[]
}

const goodFor = 60_000

/** What a team and a channel have in common. */
type Thing = { readonly id: string; readonly name: string; readonly delete_at: number }

type Resolved = Pick<FoundTeam, 'id' | 'state' | 'name' | 'isNeverFound'>

const nothing = { id: null, state: 'missing', name: null } as const

const placeOf = (thing: Thing): KnownPlace => ({
  id: thing.id,
  state: thing.delete_at > 0 ? 'archived' : 'open',
  name: thing.name,
})

const isSame = (one: KnownPlace, other: KnownPlace | null): boolean =>
  one.id === other?.id && one.name === other.name && one.state === other.state

/** Names may look like this too, but hardly ever do. */
export const looksLikeId = (text: string): boolean => /^[a-z0-9]{26}$/.test(text)

export type Places = {
  /** Answers at most a minute old, unless `fresh`: adding to an archived team succeeds, so its state is proven apart. */
  find(access: TeamAccess, fresh?: boolean): Promise<FoundTeam>
}

/** Ways to ask for one place; null: the server says that there is none. */
type Asking = {
  byName(name: string): Promise<Thing | null>
  byId(id: string): Promise<Thing | null>
}

/**
 * The place that is meant: the one whose id was typed, else the one the name was found to be before, else the one that
 * has the name now.
 */
async function lookUp(typed: string, knownId: string | null, ask: Asking): Promise<Thing | null> {
  const byTypedId = looksLikeId(typed) ? await ask.byId(typed) : null
  if (byTypedId) return byTypedId
  const named = await ask.byName(typed)
  if (!knownId || named?.id === knownId) return named
  // Nothing, or another place, has the name now: the one that had it is followed for as long as it exists.
  return (await ask.byId(knownId)) ?? named
}

/** Names and ids to places. Looked for among the archived too: a name that only seems free is taken. */
export function createPlaces(client: MattermostClient, now: () => Date, book: PlaceBook = noBook): Places {
  const remembered = new Map<string, { at: number; found: Resolved }>()
  const pinned = new Map<string, KnownPlace>()

  async function resolve(
    team: string,
    channel: string | null,
    fresh: boolean,
    ask: Asking,
  ): Promise<Resolved> {
    const key = `${team}/${channel ?? ''}`
    const entry = remembered.get(key)
    if (entry && !fresh && now().getTime() - entry.at < goodFor) return entry.found
    // A place once known stays known; one that is not may have become so by another process.
    const known = pinned.get(key) ?? (await book.find(team, channel))
    const thing = await lookUp(channel ?? team, known?.id ?? null, ask)
    const seen = thing ? placeOf(thing) : known && { ...known, state: 'missing' as const }
    if (seen && !isSame(seen, known)) await book.keep(team, channel, seen)
    if (seen) pinned.set(key, seen)
    const isNeverFound = seen === null && book !== noBook
    const found: Resolved = { ...(thing ? placeOf(thing) : nothing), isNeverFound }
    // Nothing rests on an old answer that there was nothing to leave: another process may have let somebody in since.
    if (!isNeverFound) remembered.set(key, { at: now().getTime(), found })
    return found
  }

  const askForTeam: Asking = {
    byName: (name) => orNullIfMissing(client.getTeamByName(name)),
    byId: (id) => orNullIfMissing(client.getTeam(id)),
  }
  const askForChannel = (teamId: string): Asking => ({
    byName: (name) => orNullIfMissing(client.getChannelByName(teamId, name, true)),
    async byId(id) {
      const channel = await orNullIfMissing(client.getChannel(id))
      // Of another team: nobody can be in it by way of this one.
      return channel?.team_id === teamId ? channel : null
    },
  })

  return {
    async find({ team, channels }, fresh = false) {
      const found = await resolve(team, null, fresh, askForTeam)
      const foundChannels: FoundChannel[] = []
      for (const channel of channels) {
        const place = found.id
          ? await resolve(team, channel, fresh, askForChannel(found.id))
          : { ...nothing, isNeverFound: found.isNeverFound }
        foundChannels.push({ channel, ...place })
      }
      return { team, ...found, channels: foundChannels }
    },
  }
}

/** The ids of teams and channels, of those that are found. */
export async function idsOf(places: Places, accesses: readonly TeamAccess[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const access of accesses) {
    const found = await places.find(access)
    for (const { id } of [found, ...found.channels]) if (id) ids.add(id)
  }
  return ids
}
