import type { JobRequest } from '../../../kernel/job.ts'
import type { GrantKey } from '../../access/index.ts'

export const personQueueName = 'provisioning.person'

const nameOf = (key: GrantKey): string => `${key.organisationId}:${key.userId}:${key.connector}`

/** Work on one person now, because of what this transaction changes: joined with no other, it must see the change. */
export const changeJob = (key: GrantKey): JobRequest => ({
  queue: personQueueName,
  facts: { organisationId: key.organisationId, userId: key.userId, connector: key.connector },
})

/** Work on one person now, because of what was found: what waits already will find it too. */
export const personJob = (key: GrantKey): JobRequest => ({ ...changeJob(key), onceKey: nameOf(key) })

/**
 * The next attempt in its time. Under a key of its own: while it waits, it must not keep work for now away. One that is
 * joined comes earlier, and the sweep finds whoever is due later.
 */
export const retryJob = (key: GrantKey, epoch: number, at: Date): JobRequest => ({
  ...changeJob(key),
  onceKey: `again:${epoch}:${nameOf(key)}`,
  startAfter: at,
})

export const sweepQueueName = 'provisioning.sweep'

/** A sweep out of its turn: once a target is well again, or when it is to be asked whether it is. */
export const sweepJob = (startAfter?: Date): JobRequest => ({
  queue: sweepQueueName,
  facts: {},
  ...(startAfter ? { startAfter, onceKey: 'probe' } : {}),
})

/** A person the target had no room for just now. */
export const waitJob = (key: GrantKey, at: Date): JobRequest => ({
  ...changeJob(key),
  onceKey: `wait:${nameOf(key)}`,
  startAfter: at,
})
