import type { Config } from './config.ts'
import { turnOfDayQueue, turnOfDaySpec } from './features/assignments/index.ts'
import { auditSealQueue, auditSealSpec } from './features/audit/index.ts'
import {
  connectedTargets,
  createWorkshop,
  type MattermostAt,
  personQueue,
  personSpec,
  sweepQueue,
  sweepSpec,
} from './features/provisioning/index.ts'
import { snapshotQueue, snapshotSpec, vacanciesQueue, vacanciesSpec } from './features/role-quality/index.ts'
import { roleVacatedQueue, roleVacatedSpec } from './features/rollouts/index.ts'
import { selfCompletionQueue, selfCompletionSpec } from './features/tasks/index.ts'
import { answerExpiryQueue, answerExpirySpec } from './platform/http/answer-expiry.ts'
import type { World } from './platform/http/world.ts'
import type { Queue, QueueSpec } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'

/** Every queue, listed by hand: they are installed with the migrations. */
export const queueSpecs: readonly QueueSpec[] = [
  answerExpirySpec,
  auditSealSpec,
  turnOfDaySpec,
  personSpec,
  sweepSpec,
  vacanciesSpec,
  snapshotSpec,
  roleVacatedSpec,
  selfCompletionSpec,
]

const mattermostAt = ({ MATTERMOST_URL: url, MATTERMOST_TOKEN: token }: Config): MattermostAt =>
  url && token ? { url, token } : null

/** The queues with what is done with their jobs. */
export function allQueues(world: World, config: Config, _log: Log): Queue[] {
  const mattermost = mattermostAt(config)
  const workshop = createWorkshop(world, mattermost)
  return [
    answerExpiryQueue(world),
    auditSealQueue(world, config),
    turnOfDayQueue(world),
    personQueue(workshop),
    sweepQueue(workshop, connectedTargets(mattermost)),
    vacanciesQueue(world),
    snapshotQueue(world, config.STALE_DAYS),
    roleVacatedQueue(world),
    selfCompletionQueue(world),
  ]
}
