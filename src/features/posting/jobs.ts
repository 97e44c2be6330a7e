import type { JobRequest } from '../../kernel/job.ts'

export const sendingQueueName = 'posting.sending'

/** A look at what is due: now, for what this transaction adds, or when one is to be tried again. */
export const askForSending = (again?: { readonly id: string; readonly at: Date }): JobRequest => ({
  queue: sendingQueueName,
  facts: {},
  ...(again && { onceKey: `${again.id}:${again.at.getTime()}`, startAfter: again.at }),
})
