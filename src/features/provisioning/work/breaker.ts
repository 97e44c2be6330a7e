import type { Context } from '../../../kernel/context.ts'
import type { GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import type { Health, PausedCode, Setback } from '../connectors/connector.ts'
import { failuresToSuspect, type Leave, leaveToAsk, nextProbe, slowedDown } from '../domain-breaker.ts'
import {
  claimProbe,
  countFailure,
  findTarget,
  forgetFailures,
  savePaused,
  saveSlowed,
  saveWell,
} from '../store/targets.ts'
import { sweepJob } from './jobs.ts'
import type { Outcome } from './settle.ts'
import type { Workshop } from './work-on-person.ts'

/** What is done by hand is never out of order. */
const hasBreaker = (connector: GrantTarget): boolean => connector !== 'manual'

const tellOfTarget = (
  ctx: Context,
  type: string,
  connector: GrantTarget,
  facts: Record<string, string | number>,
): Promise<void> =>
  ctx.emit({
    type,
    organisationId: ctx.actor.organisationId,
    subject: { type: 'target', id: connector },
    facts: { connector, ...facts },
  })

/** Writes down what a probe found, and tells of the turn: into a pause, or out of it. */
async function saveHealth(
  workshop: Workshop,
  connector: GrantTarget,
  health: Health,
): Promise<Extract<Leave, { leave: 'go' | 'paused' }>> {
  const random = workshop.random()
  return await inJob(workshop.world, async (ctx) => {
    if (health.state === 'ok') {
      const since = await saveWell(ctx, connector)
      if (!since) return { leave: 'go' }
      const minutes = Math.round((ctx.now.getTime() - since.getTime()) / 60_000)
      await tellOfTarget(ctx, 'provisioning.resumed', connector, { minutes })
      await ctx.enqueue(sweepJob())
      return { leave: 'go' }
    }
    const { code } = health
    const { wasPaused, nextProbeAt } = await savePaused(ctx, connector, {
      code,
      nextProbeAt: (attempt) => nextProbe(attempt, ctx.now, random),
    })
    if (!wasPaused) await tellOfTarget(ctx, 'provisioning.paused', connector, { code })
    await ctx.enqueue(sweepJob(nextProbeAt))
    return { leave: 'paused', code, until: nextProbeAt }
  })
}

/** Asks the target once, on everybody's behalf, outside any transaction. Null: somebody else is asking. */
async function probe(
  workshop: Workshop,
  connector: GrantTarget,
): Promise<Extract<Leave, { leave: 'go' | 'paused' }> | null> {
  if (!(await inJob(workshop.world, (ctx) => claimProbe(ctx, connector)))) return null
  return await saveHealth(workshop, connector, await workshop.connectorFor(connector).check())
}

/**
 * Whether one more person may be taken to the target. A target on pause is asked by one probe when its time has come;
 * everybody else is told to wait without asking it.
 */
export async function askLeave(
  workshop: Workshop,
  connector: GrantTarget,
): Promise<Exclude<Leave, { leave: 'probe' }>> {
  if (!hasBreaker(connector)) return { leave: 'go' }
  const { target, now } = await inJob(workshop.world, async (ctx) => ({
    target: await findTarget(ctx, connector),
    now: ctx.now,
  }))
  // The one who asks has a claim already.
  const leave = leaveToAsk(target, target.atWork - 1, now, workshop.random())
  if (leave.leave !== 'probe') return leave
  const code: PausedCode = target.pausedCode ?? 'unreachable'
  const soon = new Date(now.getTime() + 5_000)
  return (await probe(workshop, connector)) ?? { leave: 'paused', code, until: soon }
}

/** Failures that may be the target's own, and not the person's. */
const speaksOfTarget = new Set<string>(['noAnswer', 'serverFailed'])

/** What came of work at a target, as far as it says something of the target. */
type Told = Setback | { readonly outcome: Exclude<Outcome['outcome'], Setback['outcome']> }

/** What an outcome says of the target: a success, a request to slow down, or a doubt that a probe settles. */
export async function noteOutcome(workshop: Workshop, connector: GrantTarget, result: Told): Promise<void> {
  if (!hasBreaker(connector)) return
  const { world } = workshop
  if (result.outcome === 'converged') return await inJob(world, (ctx) => forgetFailures(ctx, connector))
  if (result.outcome === 'paused') return void (await probe(workshop, connector))
  if (result.outcome !== 'retry') return
  if (result.reason === 'rateLimited')
    return await inJob(world, (ctx) => saveSlowed(ctx, connector, slowedDown(ctx.now, result.afterMs)))
  if (!speaksOfTarget.has(result.reason)) return
  const failures = await inJob(world, (ctx) => countFailure(ctx, connector))
  if (failures >= failuresToSuspect) await probe(workshop, connector)
}
