import type { Config } from './config.ts'
import {
  addressForgettingQueue,
  addressForgettingSpec,
  roleEndsQueue,
  roleEndsSpec,
  turnOfDayQueue,
  turnOfDaySpec,
} from './features/assignments/index.ts'
import { auditSealQueue, auditSealSpec } from './features/audit/index.ts'
import { fetchForgettingQueue, fetchForgettingSpec } from './features/calendar/index.ts'
import { certificatesQueue, certificatesSpec } from './features/certificates/index.ts'
import {
  certificationDayQueue,
  certificationDaySpec,
  certificationWorkQueue,
  certificationWorkSpec,
  leaverQueue,
  leaverSpec,
  moverQueue,
  moverSpec,
} from './features/certification/index.ts'
import {
  createPost,
  digestQueue,
  digestSpec,
  forgettingQueue,
  forgettingSpec,
  lateQueue,
  lateSpec,
  mailQueue,
  mailSpec,
  reportedQueue,
  reportedSpec,
  retentionQueue,
  retentionSpec,
  returnsQueue,
  returnsSpec,
  tellingQueue,
  tellingSpec,
  unsubscribeKeyOf,
} from './features/notifications/index.ts'
import { sendingQueue, sendingSpec, welcomingQueue, welcomingSpec } from './features/posting/index.ts'
import {
  connectedTargets,
  createWorkshop,
  fullReconcileQueue,
  fullReconcileSpec,
  mattermostAt,
  personQueue,
  personSpec,
  reconcileQueue,
  reconcileSpec,
  sweepQueue,
  sweepSpec,
} from './features/provisioning/index.ts'
import { remindersQueue, remindersSpec } from './features/reminders/index.ts'
import { snapshotQueue, snapshotSpec, vacanciesQueue, vacanciesSpec } from './features/role-quality/index.ts'
import { roleVacatedQueue, roleVacatedSpec } from './features/rollouts/index.ts'
import { serverHealthQueue, serverHealthSpec } from './features/server-health/index.ts'
import {
  metadataQueue,
  metadataSpec,
  signInForgettingQueue,
  signInForgettingSpec,
} from './features/sign-in/index.ts'
import { secretsOf, ssoUpkeepQueue, ssoUpkeepSpec } from './features/sso/index.ts'
import { lapsingQueue, lapsingSpec, selfCompletionQueue, selfCompletionSpec } from './features/tasks/index.ts'
import { postOffice, watchedServers } from './mattermost-servers.ts'
import { answerExpiryQueue, answerExpirySpec } from './platform/http/answer-expiry.ts'
import type { World } from './platform/http/world.ts'
import type { Queue, QueueSpec } from './platform/jobs/jobs.ts'

/** Every queue, listed by hand: they are installed with the migrations. */
export const queueSpecs: readonly QueueSpec[] = [
  answerExpirySpec,
  auditSealSpec,
  turnOfDaySpec,
  roleEndsSpec,
  remindersSpec,
  addressForgettingSpec,
  certificationDaySpec,
  certificationWorkSpec,
  leaverSpec,
  moverSpec,
  personSpec,
  sweepSpec,
  sendingSpec,
  welcomingSpec,
  serverHealthSpec,
  reconcileSpec,
  fullReconcileSpec,
  tellingSpec,
  digestSpec,
  lateSpec,
  mailSpec,
  forgettingSpec,
  retentionSpec,
  returnsSpec,
  reportedSpec,
  fetchForgettingSpec,
  vacanciesSpec,
  snapshotSpec,
  roleVacatedSpec,
  selfCompletionSpec,
  lapsingSpec,
  ssoUpkeepSpec,
  signInForgettingSpec,
  metadataSpec,
  certificatesSpec,
]

const postOf = ({ SMTP_URL: url, MAIL_FROM: from }: Config) =>
  url && from ? createPost({ url, from }) : null

const officeOf = (world: World, config: Config) => ({
  world,
  baseUrl: config.BASE_URL,
  post: postOf(config),
  perMinute: config.MAIL_PER_MINUTE,
  returnsTo: config.MAIL_RETURN_PATH,
  unsubscribeKey: unsubscribeKeyOf(config),
})

const returnsOf = ({ BASE_URL, MAIL_RETURN_PATH, MAIL_RETURN_IMAP_URL }: Config) =>
  MAIL_RETURN_IMAP_URL
    ? { url: MAIL_RETURN_IMAP_URL, host: BASE_URL.hostname, mailbox: MAIL_RETURN_PATH }
    : null

/** The ways to the targets, and which of them have a connection. */
export function workshopOf(world: World, config: Config) {
  const mattermost = mattermostAt(config)
  const further = config.moreMattermosts
  return {
    workshop: createWorkshop(world, mattermost, further),
    connected: connectedTargets(mattermost, further),
  }
}

/** The queues with what is done with their jobs. */
export function allQueues(world: World, config: Config): Queue[] {
  const { workshop, connected } = workshopOf(world, config)
  return [
    answerExpiryQueue(world),
    auditSealQueue(world, config),
    turnOfDayQueue(world),
    roleEndsQueue(world),
    remindersQueue(world),
    addressForgettingQueue(world),
    certificationDayQueue(world),
    certificationWorkQueue(world),
    leaverQueue(world),
    moverQueue(world),
    personQueue(workshop),
    sendingQueue({ world, ...postOffice(config) }),
    welcomingQueue(world),
    serverHealthQueue(world, watchedServers(config)),
    sweepQueue(workshop, connected),
    reconcileQueue(workshop, connected),
    fullReconcileQueue(workshop, connected),
    tellingQueue(world),
    digestQueue(world),
    lateQueue(world),
    mailQueue(officeOf(world, config)),
    returnsQueue(world, returnsOf(config)),
    reportedQueue(world),
    forgettingQueue(world),
    retentionQueue(world, config.NOTIFICATION_DAYS),
    fetchForgettingQueue(world),
    vacanciesQueue(world),
    snapshotQueue(world, config.STALE_DAYS),
    roleVacatedQueue(world),
    selfCompletionQueue(world),
    lapsingQueue(world),
    ssoUpkeepQueue(world, secretsOf(config)),
    signInForgettingQueue(world),
    metadataQueue(world, config.saml),
    certificatesQueue(world, config.saml),
  ]
}
