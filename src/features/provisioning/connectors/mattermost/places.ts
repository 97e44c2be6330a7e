import type { PlaceState, TeamAccess } from '../../domain.ts'
import type { MattermostClient } from './client.ts'
import { orNullIfMissing } from './server-fault.ts'

export type FoundChannel = {
  readonly channel: string
  readonly id: string | null
  readonly state: PlaceState
}

export type FoundTeam = {
  readonly team: string
  readonly id: string | null
  readonly state: PlaceState
  readonly channels: readonly FoundChannel[]
}

const goodFor = 60_000

const stateOf = (place: { delete_at: number } | null): PlaceState => {
  if (!place) return 'missing'
  return place.delete_at > 0 ? 'archived' : 'open'
}

export type Places = {
  /** Answers at most a minute old, unless `fresh`: adding to an archived team succeeds, so its state is proven apart. */
  find(access: TeamAccess, fresh?: boolean): Promise<FoundTeam>
}

/** Names to ids. Looked for among the archived too: a name that only seems free is taken. */
export function createPlaces(client: MattermostClient, now: () => Date): Places {
  const known = new Map<string, { at: number; found: unknown }>()
  async function remembered<T>(key: string, fresh: boolean, ask: () => Promise<T>): Promise<T> {
    const entry = known.get(key)
    if (entry && !fresh && now().getTime() - entry.at < goodFor) return entry.found as T
    const found = await ask()
    known.set(key, { at: now().getTime(), found })
    return found
  }
  async function findChannel(teamId: string, channel: string): Promise<FoundChannel> {
    const found = await orNullIfMissing(client.getChannelByName(teamId, channel, true))
    return { channel, id: found?.id ?? null, state: stateOf(found) }
  }
  return {
    async find({ team, channels }, fresh = false) {
      const found = await remembered(team, fresh, () => orNullIfMissing(client.getTeamByName(team)))
      const foundChannels: FoundChannel[] = []
      for (const channel of channels) {
        foundChannels.push(
          found
            ? await remembered(`${found.id}/${channel}`, fresh, () => findChannel(found.id, channel))
            : { channel, id: null, state: 'missing' },
        )
      }
      return { team, id: found?.id ?? null, state: stateOf(found), channels: foundChannels }
    },
  }
}
