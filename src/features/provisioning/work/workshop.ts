import { setTimeout as wait } from 'node:timers/promises'
import type { World } from '../../../platform/http/world.ts'
import type { GrantTarget } from '../../access/index.ts'
import type { Connector } from '../connectors/connector.ts'
import { createManualConnector } from '../connectors/manual/manual-connector.ts'
import { createMattermostConnector } from '../connectors/mattermost/mattermost-connector.ts'
import { ledgerIn } from '../store/ledger.ts'
import { placeBookIn } from '../store/place-book.ts'
import type { Workshop } from './work-on-person.ts'

/** Where Mattermost is and the key to it; null when access is given by hand (A3). */
export type MattermostAt = {
  readonly url: string
  readonly token: string
  /** Which sign-in accounts are bound to; that of GitLab unless given. */
  readonly service?: 'gitlab' | 'openid'
} | null

/** The first server, from its settings. */
export const mattermostAt = (settings: {
  readonly MATTERMOST_URL?: string
  readonly MATTERMOST_TOKEN?: string
  readonly MATTERMOST_SIGN_IN?: 'gitlab' | 'openid'
}): MattermostAt => {
  const { MATTERMOST_URL: url, MATTERMOST_TOKEN: token, MATTERMOST_SIGN_IN: service } = settings
  return url && token ? { url, token, ...(service && { service }) } : null
}

/** A server beside the first, with the connector that it is in roles and records. */
export type FurtherServer = NonNullable<MattermostAt> & { readonly connector: GrantTarget }

/** Every server there is a connection to. */
export const serversOf = (
  mattermost: MattermostAt,
  further: readonly FurtherServer[] = [],
): FurtherServer[] => [
  ...(mattermost ? [{ ...mattermost, connector: 'mattermost' as const }] : []),
  ...further,
]

/** Targets that have a connection. */
export const connectedTargets = (
  mattermost: MattermostAt,
  further: readonly FurtherServer[] = [],
): GrantTarget[] => serversOf(mattermost, further).map(({ connector }) => connector)

/** The ways to the targets, made once for the process. A server without a connection is looked after by hand. */
export function createWorkshop(
  world: World,
  mattermost: MattermostAt,
  further: readonly FurtherServer[] = [],
): Workshop {
  const manual = createManualConnector(ledgerIn(world))
  const now = () => world.clock.now()
  const servers = new Map<GrantTarget, Connector>(
    serversOf(mattermost, further).map(({ connector, ...at }) => [
      connector,
      createMattermostConnector({ ...at, now, key: connector, book: placeBookIn(world, connector) }),
    ]),
  )
  return {
    world,
    connectorFor: (target) => servers.get(target) ?? manual,
    random: Math.random,
    pause: (milliseconds) => wait(milliseconds),
  }
}
