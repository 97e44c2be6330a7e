import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Tx } from '../../kernel/context.ts'
import type { JobRequest } from '../../kernel/job.ts'
import { type Database, db } from '../db/database.ts'

/** A queue as it is installed with the migrations; what is done with its jobs comes with `Queue`. */
export interface QueueSpec {
  readonly name: string
  /** Event types that put a job here, with the event's organisation and subject as facts. */
  readonly listensTo?: readonly string[]
  /** One waiting job for each organisation is enough, whatever the number of things that changed there. */
  readonly oncePerOrganisation?: boolean
  /** Cron expression (Europe/Copenhagen), for work that comes by the clock. */
  readonly schedule?: string
  readonly retryLimit?: number
  /** Seconds before the first retry; doubled each time. */
  readonly retryDelay?: number
  /** Jobs taken at a time by one process; 1 unless given. */
  readonly concurrency?: number
}

export interface Queue extends QueueSpec {
  handle(facts: JobRequest['facts'], job: { readonly id: string }): Promise<void>
}

export interface Jobs {
  /** Adds a job inside a transaction. */
  add(tx: Tx, job: JobRequest): Promise<void>
  addMany(tx: Tx, queue: string, facts: readonly JobRequest['facts'][]): Promise<void>
  /** Starts taking jobs. */
  work(): Promise<void>
  stop(): Promise<void>
}

const over = (tx: Tx): ReturnType<PgBoss['getDb']> => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const result = await db({ tx }).executeQuery(CompiledQuery.raw(text, [...(values ?? [])]))
    return { rows: result.rows }
  },
})

/** The settings that installing and running the queues must agree on. */
export const bossOptions = {
  schema: 'pgboss',
  migrate: false,
  createSchema: false,
  useListenNotify: false,
} as const

/**
 * Background jobs on PostgreSQL (pg-boss): retries, cron, dead letters, enqueued in the transaction of the change.
 * @param onError told of faults that belong to no job
 */
export function createJobs(
  database: Database,
  queues: () => readonly Queue[],
  onError: (error: Error) => void,
): Jobs {
  // Small pools of their own: the queue's statements need what only the plain driver gives them.
  const connection = database.connection as object
  const shared = { ...connection, ...bossOptions }
  // Adding needs no worker: commands and tests add jobs that the portal takes.
  const adder = new PgBoss({
    ...shared,
    max: 2,
    application_name: 'tvaers adds jobs',
    supervise: false,
    schedule: false,
  })
  const worker = new PgBoss({ ...shared, max: 4, application_name: 'tvaers jobs' })
  for (const boss of [adder, worker]) boss.on('error', onError)
  let isWorking = false
  let adding: Promise<PgBoss> | null = null
  const ready = (): Promise<PgBoss> => {
    adding ??= adder.start()
    return adding
  }
  return {
    async add(tx, job) {
      await (await ready()).send(job.queue, job.facts, {
        db: over(tx),
        // The queues' policy ('short') joins waiting jobs of the same key, and also those of none.
        singletonKey: job.onceKey ?? randomUUID(),
        ...(job.startAfter ? { startAfter: job.startAfter } : {}),
      })
    },
    async addMany(tx, queue, facts) {
      const waiting = facts.map((data) => ({ data, singletonKey: randomUUID() }))
      if (waiting.length > 0) await (await ready()).insert(queue, waiting, { db: over(tx) })
    },
    async work() {
      await worker.start()
      isWorking = true
      for (const queue of queues()) await startWorker(worker, queue)
    },
    async stop() {
      if (isWorking) await worker.stop({ graceful: true, timeout: 10_000 })
      if (adding) await (await adding).stop({ graceful: false })
    },
  }
}

async function startWorker(boss: PgBoss, queue: Queue): Promise<void> {
  for (let count = queue.concurrency ?? 1; count > 0; count--) await takeJobs(boss, queue)
  if (queue.schedule) await boss.schedule(queue.name, queue.schedule, {}, { tz: 'Europe/Copenhagen' })
}

/** One job after the other as long as there are any; only at an empty queue does it pause between looks. */
async function takeJobs(boss: PgBoss, queue: Queue): Promise<void> {
  let worker = ''
  worker = await boss.work<JobRequest['facts']>(
    queue.name,
    { pollingIntervalSeconds: 0.5, batchSize: 1 },
    async ([job]) => {
      boss.notifyWorker(worker)
      if (job) await queue.handle(job.data, { id: job.id })
    },
  )
}
