import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import type { SsoSecrets } from './secrets.ts'
import { renewKeys } from './signing-keys.ts'
import { deleteExpiredTokens } from './store/tokens.ts'
import { inUpkeep } from './store/upkeep.ts'

export const ssoUpkeepSpec: QueueSpec = { name: 'sso.upkeep', schedule: '23 * * * *' }

/** Once an hour: the next signing key is made in time, old ones go, and what is over is forgotten. */
export const ssoUpkeepQueue = (world: World, secrets: () => Promise<SsoSecrets>): Queue => ({
  ...ssoUpkeepSpec,
  async handle() {
    const known = await secrets()
    await inUpkeep(world, async (holder) => {
      await deleteExpiredTokens(holder)
      await renewKeys(holder, known)
    })
  },
})
