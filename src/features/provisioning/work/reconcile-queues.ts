import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import type { JobRequest } from '../../../kernel/job.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import type { GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import { askForRemedies } from '../store/findings.ts'
import {
  abortLost,
  forgetOldRuns,
  insertReconciliation,
  type ReconciliationWish,
} from '../store/reconciliations.ts'
import { expelMembers } from './expel.ts'
import { reconcile } from './reconcile.ts'
import { requestWork } from './request-work.ts'
import type { Workshop } from './work-on-person.ts'

const queueName = 'provisioning.reconcile'

/** Every five minutes a quick look; what is asked for on demand stands in the same queue, so that it is one at a time. */
export const reconcileSpec: QueueSpec = { name: queueName, schedule: '*/5 * * * *', retryLimit: 0 }

/** At night a full one: also the accounts that were closed long ago. */
export const fullReconcileSpec: QueueSpec = {
  name: 'provisioning.reconcileFully',
  schedule: '23 2 * * *',
  retryLimit: 0,
}

const oneRun = z.object({ runId: z.string(), carriesOut: z.boolean(), number: z.number().optional() })

export const runJob = (runId: string): JobRequest => ({
  queue: queueName,
  facts: { runId, carriesOut: false },
})

/** After an operator's word on what was held, or on one member: what is asked for now. */
export const carryOutJob = (runId: string): JobRequest => ({
  queue: queueName,
  facts: { runId, carriesOut: true },
})

/** What one finding asks for now. */
export const fixJob = (runId: string, number: number): JobRequest => ({
  queue: queueName,
  facts: { runId, carriesOut: true, number },
})

/** @returns the run's id; null when one is under way already at the target */
export async function begin(ctx: Context, wish: ReconciliationWish): Promise<string | null> {
  await abortLost(ctx)
  return await insertReconciliation(ctx, wish)
}

async function carryOut(workshop: Workshop, runId: string, number: number | null): Promise<void> {
  await inJob(workshop.world, async (ctx) => {
    await requestWork(workshop, ctx, await askForRemedies(ctx, runId, number))
  })
  if (number === null) await expelMembers(workshop, runId)
}

/**
 * Reconciles at once, in this process.
 * @param act runs the beginning as whoever asks
 * @returns the run's id; null when one is under way already at the target
 */
export async function reconcileNow(
  workshop: Workshop,
  wish: ReconciliationWish,
  act: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>,
): Promise<string | null> {
  const id = await act((ctx) => begin(ctx, wish))
  if (id) await reconcileAndExpel(workshop, id)
  return id
}

/** Reconciles, and takes out whom the rules say. */
async function reconcileAndExpel(workshop: Workshop, runId: string): Promise<void> {
  await reconcile(workshop, runId)
  await expelMembers(workshop, runId)
}

async function byTheClock(
  workshop: Workshop,
  connected: readonly GrantTarget[],
  kind: ReconciliationWish['kind'],
): Promise<void> {
  await inJob(workshop.world, forgetOldRuns)
  for (const connector of connected) {
    const wish = { connector, kind, isDryRun: false, trustsGaps: false, askedBy: 'clock' } as const
    const runId = await inJob(workshop.world, (ctx) => begin(ctx, wish))
    if (runId) await reconcileAndExpel(workshop, runId)
  }
}

export const reconcileQueue = (workshop: Workshop, connected: readonly GrantTarget[]): Queue => ({
  ...reconcileSpec,
  async handle(facts) {
    const asked = oneRun.safeParse(facts)
    if (!asked.success) return await byTheClock(workshop, connected, 'quick')
    const { runId, carriesOut, number = null } = asked.data
    await (carriesOut ? carryOut(workshop, runId, number) : reconcileAndExpel(workshop, runId))
  },
})

export const fullReconcileQueue = (workshop: Workshop, connected: readonly GrantTarget[]): Queue => ({
  ...fullReconcileSpec,
  handle: () => byTheClock(workshop, connected, 'full'),
})
