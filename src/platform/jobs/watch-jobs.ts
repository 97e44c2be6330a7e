import { Counter, type Registry } from 'prom-client'
import type { Log } from '../log.ts'
import type { JobWatch } from './jobs.ts'

/**
 * What may be told of a fault: its kind, sentence, code and where it came from. What else clings to it (a request with
 * its headers, the row a statement was about) stays out of the log.
 */
function bareFault(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`Something was thrown that is no error: ${typeof error}`)
  const { name, message, stack } = error
  const { code } = error as { code?: unknown }
  return Object.assign(new Error(message), { name, stack }, typeof code === 'string' ? { code } : {})
}

/** Logs and counts what fails in the background. */
export function watchJobs(log: Log, registry: Registry): JobWatch {
  const failed = new Counter({
    name: 'tvaers_jobs_failed_total',
    help: 'Attempts at background jobs that failed',
    labelNames: ['queue'],
    registers: [registry],
  })
  return {
    onError: (error) => log.error({ err: error }, 'job queue'),
    onFailure(error, { queue, id }) {
      failed.inc({ queue })
      log.error({ err: bareFault(error), queue, jobId: id }, 'a job failed')
    },
  }
}
