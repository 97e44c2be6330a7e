import { type Config, hasStandIn } from '../config.ts'
import type { World } from '../platform/http/world.ts'
import type { Log } from '../platform/log.ts'
import type { Runtime } from '../runtime.ts'
import { fillDemo } from './fill-demo.ts'
import { openStandIn } from './open-stand-in.ts'

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

/** What demo mode adds: fictitious data, and a stand-in Mattermost beside the portal where no real one is named. */
export async function prepareDemo({ config, runtime, say }: DemoParts): Promise<Demo> {
  const standIn = !hasStandIn(config)
    ? null
    : await openStandIn(runtime.dataDir, {
        port: config.MATTERMOST_PORT,
        portalHref: new URL('/adgange', config.BASE_URL).href,
        now: () => new Date(),
      })
  if (standIn) say(`Test-Mattermost (a stand-in) is open at ${standIn.url}`)
  return {
    config: standIn ? { ...config, MATTERMOST_URL: standIn.url, MATTERMOST_TOKEN: standIn.token } : config,
    async fill(world) {
      if (await fillDemo(world, runtime.owner, world.clock.now())) say('Demo data filled in.')
    },
    async close() {
      await standIn?.close()
    },
  }
}
