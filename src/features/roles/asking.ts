import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import { channelFor, type PlaceSlugs, type RoleAccess } from './domain-places.ts'
import type { AskedAccess, AskedChannel, ServerAnswer } from './domain-preview.ts'
import { findAskedAbout, type KnownName } from './queries-preview.ts'

/** Asks the servers how places stand, over the network, within a few seconds. Handed in: it is provisioning's matter. */
export type AskServers = (
  asked: readonly AskedAccess[],
  known: readonly KnownName[],
) => Promise<readonly ServerAnswer[]>

/** What the servers were asked, and what they said. */
export interface AskedServers {
  readonly asked: readonly AskedAccess[]
  readonly answers: readonly ServerAnswer[]
}

/** What a role's gallery needs of the world around it. */
export interface GalleryParts {
  readonly world: World
  /** Servers that have a connection, by the connector they are in roles. */
  readonly servers: readonly RoleAccess['connector'][]
  readonly askServers: AskServers
}

/** Each place once: those of a rule as they are for the municipalities that have somebody in the role. */
function askedOf(access: RoleAccess, slugs: readonly PlaceSlugs[]): AskedAccess {
  const channels = new Map<string, AskedChannel>()
  for (const typed of access.channels) {
    for (const one of slugs.length > 0 ? slugs : [{ municipality: null, region: null }]) {
      const channel = channelFor(typed, one)
      if (channel !== null && !channels.has(channel)) channels.set(channel, { typed, channel })
    }
  }
  const { connector, team } = access
  return { connector, team, channels: [...channels.values()] }
}

/**
 * To be called while no transaction is open.
 * @param roleId null for a role that is not made yet: its rules are for nobody so far
 */
export async function askAboutPlaces(
  { world, askServers }: GalleryParts,
  roleId: string | null,
  access: readonly RoleAccess[],
): Promise<AskedServers> {
  if (access.length === 0) return { asked: [], answers: [] }
  const { slugs, known } = await inJob(world, (ctx) => findAskedAbout(ctx, roleId, access))
  const asked = access.map((one) => askedOf(one, slugs))
  return { asked, answers: await askServers(asked, known) }
}
