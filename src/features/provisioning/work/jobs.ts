import type { JobRequest } from '../../../kernel/job.ts'
import type { GrantKey } from '../../access/index.ts'

export const personQueueName = 'provisioning.person'

const nameOf = (key: GrantKey): string => `${key.organisationId}:${key.userId}:${key.connector}`

const jobFor = (key: GrantKey, onceKey: string): JobRequest => ({
  queue: personQueueName,
  facts: { organisationId: key.organisationId, userId: key.userId, connector: key.connector },
  onceKey,
})

/** Work on one person now. */
export const personJob = (key: GrantKey): JobRequest => jobFor(key, nameOf(key))

/** The next attempt in its time. Under a key of its own: while it waits, it must not keep work for now away. */
export const retryJob = (key: GrantKey, epoch: number, at: Date): JobRequest => ({
  ...jobFor(key, `again:${epoch}:${nameOf(key)}`),
  startAfter: at,
})
