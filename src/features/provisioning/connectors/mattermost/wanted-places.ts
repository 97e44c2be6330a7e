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
  const ids = new Set<string>()
  for (const access of desired.wanted) {
    const found = await places.find(access)
    for (const { id } of [found, ...found.channels]) if (id) ids.add(id)
  }
  return {
    ids,
    isNamed: (team, channel) =>
      desired.wanted.some(
        (access) => access.team === team && (channel === null || access.channels.includes(channel)),
      ),
  }
}
