import { db } from '../db/database.ts'
import { jobsReach } from '../db/roles.ts'
import type { Queue, QueueSpec } from '../jobs/jobs.ts'
import { answersKeptFor } from './answer-once.ts'
import type { World } from './world.ts'

export const answerExpirySpec: QueueSpec = { name: 'answer-expiry', schedule: '17 * * * *' }

/** Removes kept answers of POST requests after a day; their keys are free from then on. */
export const answerExpiryQueue = (world: World): Queue => ({
  ...answerExpirySpec,
  async handle() {
    const before = new Date(world.clock.now().getTime() - answersKeptFor)
    await world.database.transaction(jobsReach, (tx) =>
      db({ tx }).deleteFrom('idempotency_key').where('taken_at', '<=', before).execute(),
    )
  },
})
