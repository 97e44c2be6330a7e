import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'

/** Asks for the outbox to be looked at now; a look that waits already is enough. */
export function askForMails(world: World): Promise<void> {
  return inJob(world, (ctx) => ctx.enqueue({ queue: 'notifications.mail', facts: {}, onceKey: 'now' }))
}
