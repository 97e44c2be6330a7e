import { type Config, hasStandIn } from '../config.ts'
import type { World } from '../platform/http/world.ts'
import type { Log } from '../platform/log.ts'
import type { Runtime } from '../runtime.ts'
import { fillDemo } from './fill-demo.ts'
import { type OpenStandIn, openStandIn } from './open-stand-in.ts'

export interface DemoParts {
  readonly config: Config
  readonly runtime: Runtime
  readonly log: Log
  readonly say: (line: string) => void
}

export interface Demo {
  /** The configuration with the stand-in's address in it. */
  readonly config: Config
  /** Fills the database once, through the same actions as people use. */
  fill(world: World): Promise<void>
  close(): Promise<void>
}

const withStandIn = (config: Config, { url, token, postToken, ssoSecret }: OpenStandIn): Config => ({
  ...config,
  MATTERMOST_URL: url,
  MATTERMOST_TOKEN: token,
  MATTERMOST_POST_TOKEN: postToken,
  MATTERMOST_SSO_SECRET: ssoSecret,
})

/** What demo mode adds: fictitious data, and a stand-in Mattermost beside the portal where no real one is named. */
export async function prepareDemo({ config, runtime, say }: DemoParts): Promise<Demo> {
  const standIn = !hasStandIn(config)
    ? null
    : await openStandIn(runtime.dataDir, {
        port: config.MATTERMOST_PORT,
        portal: config.BASE_URL,
        now: () => new Date(),
      })
  if (standIn) say(`Test-Mattermost (a stand-in) is open at ${standIn.url}`)
  return {
    config: standIn ? withStandIn(config, standIn) : config,
    async fill(world) {
      if (await fillDemo(world, runtime.owner, world.clock.now())) say('Demo data filled in.')
    },
    async close() {
      await standIn?.close()
    },
  }
}
