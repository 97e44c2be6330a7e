import type { JobRequest } from '../../kernel/job.ts'

export const askingQueueName = 'server-health.asking'

/** Asks one server now, whatever it answered last. */
export const askNow = (instance: string): JobRequest => ({ queue: askingQueueName, facts: { instance } })
