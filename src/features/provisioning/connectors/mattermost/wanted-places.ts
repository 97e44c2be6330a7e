import { idsOf } from './places.ts'
import type { Work } from './work.ts'

/** What a person should have, by the names of the roles and by the ids of the server. */
export type WantedPlaces = {
  readonly ids: ReadonlySet<string>
  /** Whether a role that is held names the place so; `channel` null: the team itself. */
  isNamed(team: string, channel: string | null): boolean
}

/**
 * Two roles may name one place in two ways, by name and by id. When one of them ends, the place is left only if the
 * other does not want it.
 */
export async function wantedPlaces({ places, desired }: Work): Promise<WantedPlaces> {
  return {
    ids: await idsOf(places, desired.wanted),
    isNamed: (team, channel) =>
      desired.wanted.some(
        (access) => access.team === team && (channel === null || access.channels.includes(channel)),
      ),
  }
}
