import type { PlaceState } from '../../domain.ts'

/** What a name in a role was found to be at the server. */
export type KnownPlace = {
  readonly id: string
  /** What the server called it last. */
  readonly name: string
  readonly state: PlaceState
}

/**
 * Where it is kept which place a name was found to be: from then on the place is followed by its id, so that another
 * name at the server loses nobody (A4). `channel` null: the team itself.
 */
export type PlaceBook = {
  find(team: string, channel: string | null): Promise<KnownPlace | null>
  keep(team: string, channel: string | null, place: KnownPlace): Promise<void>
}

/** Remembers nothing: each name is what the server says today. */
export const noBook: PlaceBook = { find: async () => null, keep: async () => {} }
