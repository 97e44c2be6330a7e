import type { World } from '../../../platform/http/world.ts'
import type { GrantTarget } from '../../access/index.ts'
import { createManualConnector } from '../connectors/manual/manual-connector.ts'
import { createMattermostConnector } from '../connectors/mattermost/mattermost-connector.ts'
import { ledgerIn } from '../store/ledger.ts'
import type { Workshop } from './work-on-person.ts'

/** Where Mattermost is and the key to it; null when access is given by hand (A3). */
export type MattermostAt = {
  readonly url: string
  readonly token: string
  /** Which sign-in accounts are bound to; that of GitLab unless given. */
  readonly service?: 'gitlab' | 'openid'
} | null

/** Targets that have a connection. */
export const connectedTargets = (mattermost: MattermostAt): GrantTarget[] =>
  mattermost ? ['mattermost'] : []

/** The ways to the targets, made once for the process. */
export function createWorkshop(world: World, mattermost: MattermostAt): Workshop {
  const manual = createManualConnector(ledgerIn(world))
  const server = mattermost
    ? createMattermostConnector({ ...mattermost, now: () => world.clock.now() })
    : manual
  return {
    world,
    connectorFor: (target) => (target === 'mattermost' ? server : manual),
    random: Math.random,
  }
}
