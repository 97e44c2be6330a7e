import type { Config } from '../config.ts'
import { fillDemo } from '../demo/fill-demo.ts'
import type { Connection } from '../platform/db/database.ts'
import { StartFault } from '../platform/db/embedded/index.ts'
import type { World } from '../platform/http/world.ts'

/**
 * `npx tvaers seed-demo`: fills an empty database with the demo, as the first start in demo mode does by itself.
 * @param owner the database's owner: the numbers of the tasks begin where the real task's number comes out
 * @returns what happened, as a sentence
 * @throws StartFault in production, or when the database holds other data
 */
export async function seedDemoCommand(
  world: World,
  owner: Connection,
  config: Pick<Config, 'MODE'>,
): Promise<string> {
  if (config.MODE !== 'demo')
    throw new StartFault('seed-demo makes fictitious people and tasks: only with MODE=demo.')
  const isFilled = await fillDemo(world, owner, world.clock.now())
  return isFilled ? 'The demo data is in place.' : 'The demo data was there already. Nothing was changed.'
}
