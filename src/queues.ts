import type { Config } from './config.ts'
import { turnOfDayQueue, turnOfDaySpec } from './features/assignments/index.ts'
import { answerExpiryQueue, answerExpirySpec } from './platform/http/answer-expiry.ts'
import type { World } from './platform/http/world.ts'
import type { Queue, QueueSpec } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'

/** Every queue, listed by hand: they are installed with the migrations. */
export const queueSpecs: readonly QueueSpec[] = [answerExpirySpec, turnOfDaySpec]

/** The queues with what is done with their jobs. */
export function allQueues(world: World, _config: Config, _log: Log): Queue[] {
  return [answerExpiryQueue(world), turnOfDayQueue(world)]
}
