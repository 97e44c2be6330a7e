import type { Config } from './config.ts'
import {
  addressForgettingQueue,
  addressForgettingSpec,
  turnOfDayQueue,
  turnOfDaySpec,
} from './features/assignments/index.ts'
import { auditSealQueue, auditSealSpec } from './features/audit/index.ts'
import { certificatesQueue, certificatesSpec } from './features/certificates/index.ts'
import {
  certificationDayQueue,
  certificationDaySpec,
  certificationWorkQueue,
  certificationWorkSpec,
  leaverQueue,
  leaverSpec,
} from './features/certification/index.ts'
import {
  createPost,
  forgettingQueue,
  forgettingSpec,
  mailQueue,
  mailSpec,
  tellingQueue,
  tellingSpec,
} from './features/notifications/index.ts'
import {
  connectedTargets,
  createWorkshop,
  mattermostAt,
  personQueue,
  personSpec,
  sweepQueue,
  sweepSpec,
} from './features/provisioning/index.ts'
import { snapshotQueue, snapshotSpec, vacanciesQueue, vacanciesSpec } from './features/role-quality/index.ts'
import { roleVacatedQueue, roleVacatedSpec } from './features/rollouts/index.ts'
import {
  metadataQueue,
  metadataSpec,
  signInForgettingQueue,
  signInForgettingSpec,
} from './features/sign-in/index.ts'
import { secretsOf, ssoUpkeepQueue, ssoUpkeepSpec } from './features/sso/index.ts'
import { selfCompletionQueue, selfCompletionSpec } from './features/tasks/index.ts'
import { answerExpiryQueue, answerExpirySpec } from './platform/http/answer-expiry.ts'
import type { World } from './platform/http/world.ts'
import type { Queue, QueueSpec } from './platform/jobs/jobs.ts'

/** Every queue, listed by hand: they are installed with the migrations. */
export const queueSpecs: readonly QueueSpec[] = [
  answerExpirySpec,
  auditSealSpec,
  turnOfDaySpec,
  addressForgettingSpec,
  certificationDaySpec,
  certificationWorkSpec,
  leaverSpec,
  personSpec,
  sweepSpec,
  tellingSpec,
  mailSpec,
  forgettingSpec,
  vacanciesSpec,
  snapshotSpec,
  roleVacatedSpec,
  selfCompletionSpec,
  ssoUpkeepSpec,
  signInForgettingSpec,
  metadataSpec,
  certificatesSpec,
]

const postOf = ({ SMTP_URL: url, MAIL_FROM: from }: Config) =>
  url && from ? createPost({ url, from }) : null

/** The queues with what is done with their jobs. */
export function allQueues(world: World, config: Config): Queue[] {
  const mattermost = mattermostAt(config)
  const further = config.moreMattermosts
  const workshop = createWorkshop(world, mattermost, further)
  return [
    answerExpiryQueue(world),
    auditSealQueue(world, config),
    turnOfDayQueue(world),
    addressForgettingQueue(world),
    certificationDayQueue(world),
    certificationWorkQueue(world),
    leaverQueue(world),
    personQueue(workshop),
    sweepQueue(workshop, connectedTargets(mattermost, further)),
    tellingQueue(world),
    mailQueue(world, config.BASE_URL, postOf(config)),
    forgettingQueue(world),
    vacanciesQueue(world),
    snapshotQueue(world, config.STALE_DAYS),
    roleVacatedQueue(world),
    selfCompletionQueue(world),
    ssoUpkeepQueue(world, secretsOf(config)),
    signInForgettingQueue(world),
    metadataQueue(world, config.saml),
    certificatesQueue(world, config.saml),
  ]
}
