import type { Context } from '../../kernel/context.ts'
import { NotFound, Refused } from '../../kernel/errors.ts'
import type { GrantTarget } from '../access/index.ts'
import { checkMayOperate } from './policy.ts'
import {
  deleteAccepted,
  findReported,
  insertAccepted,
  saveFinding,
  saveFixAsked,
  saveHeldFindings,
} from './store/findings.ts'
import { listHoldKeys, saveHoldDecision } from './store/holds.ts'
import { type ReconciliationWish, saveBrakeDecision } from './store/reconciliations.ts'
import { findRules, saveRules, type TargetRules } from './store/targets.ts'
import { changeJob } from './work/jobs.ts'
import { begin, carryOutJob, fixJob, runJob } from './work/reconcile-queues.ts'

const underWay = {
  da: 'En afstemning er allerede i gang. Vent, til den er færdig.',
  en: 'A reconciliation is already under way. Wait until it has finished.',
}
const decided = {
  da: 'Der er ikke længere noget at tage stilling til her.',
  en: 'There is nothing left to decide here.',
}

type Wish = Pick<ReconciliationWish, 'connector' | 'kind' | 'isDryRun' | 'trustsGaps'>

/**
 * Asks for a look at a whole target now.
 * @returns its id
 * @throws Forbidden, Refused when one is under way
 */
export async function startReconciliation(ctx: Context, wish: Wish): Promise<string> {
  checkMayOperate(ctx)
  const id = await begin(ctx, { ...wish, askedBy: 'person' })
  if (!id) throw new Refused({ code: 'reconciliation-under-way', sentence: underWay })
  const { connector, kind, isDryRun, trustsGaps } = wish
  await ctx.emit({
    type: 'reconciliation.started',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reconciliation', id },
    facts: { connector, kind, isDryRun, trustsGaps },
  })
  await ctx.enqueue(runJob(id))
  return id
}

export type Decision = 'approved' | 'rejected'

/**
 * Decides on what a run would take away and the brake holds.
 * @throws Forbidden, Refused when nothing waits any more
 */
export async function decideRun(ctx: Context, id: string, decision: Decision): Promise<void> {
  checkMayOperate(ctx)
  const connector = await saveBrakeDecision(ctx, id, decision)
  if (!connector) throw new Refused({ code: 'nothing-held', sentence: decided })
  await saveHeldFindings(ctx, id, decision === 'approved' ? 'asked' : 'rejected')
  await ctx.emit({
    type: decision === 'approved' ? 'reconciliation.approved' : 'reconciliation.rejected',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reconciliation', id },
    facts: { connector },
  })
  if (decision === 'approved') await ctx.enqueue(carryOutJob(id))
}

/**
 * Decides on removals that follow from something wider than one person's assignment. Refusing leaves people where they
 * are; what they may sign in to is closed all the same, as it follows from the assignments (A1).
 * @throws Forbidden, Refused when it has been decided
 */
export async function decideHold(ctx: Context, id: string, decision: Decision): Promise<void> {
  checkMayOperate(ctx)
  const hold = await saveHoldDecision(ctx, id, decision)
  if (!hold) throw new Refused({ code: 'nothing-held', sentence: decided })
  await ctx.emit({
    type: decision === 'approved' ? 'provisioning.removalsApproved' : 'provisioning.removalsRejected',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'removalHold', id },
    facts: { connector: hold.connector, removals: hold.people },
  })
  if (decision === 'approved')
    for (const key of await listHoldKeys(ctx, id)) await ctx.enqueue(changeJob(key))
}

/**
 * What becomes of a member nobody's role brought there: taken out, or right to be there and never told of again.
 * @throws Forbidden, Refused when it has been decided
 */
export async function decideMember(
  ctx: Context,
  runId: string,
  number: number,
  decision: 'remove' | 'accept',
): Promise<void> {
  checkMayOperate(ctx)
  const one = await findReported(ctx, runId, number)
  if (!one) throw new Refused({ code: 'nothing-held', sentence: decided })
  const { connector, accountId, username } = one
  if (decision === 'accept') await insertAccepted(ctx, { connector, accountId, username })
  await saveFinding(
    ctx,
    runId,
    number,
    decision === 'accept'
      ? { state: 'done', remedy: 'none', byActor: true }
      : { state: 'asked', remedy: 'remove', byActor: true },
  )
  await ctx.emit({
    type: decision === 'accept' ? 'reconciliation.memberAccepted' : 'reconciliation.memberRemovalAsked',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reconciliation', id: runId },
    facts: { connector, username },
  })
  if (decision === 'remove') await ctx.enqueue(carryOutJob(runId))
}

/**
 * Has one thing put right that a run only told of: in a look without changing, or after somebody said no.
 * @throws Forbidden, Refused when there is nothing to put right any more
 */
export async function askForFix(ctx: Context, runId: string, number: number): Promise<void> {
  checkMayOperate(ctx)
  const asked = await saveFixAsked(ctx, runId, number)
  if (!asked) throw new Refused({ code: 'nothing-held', sentence: decided })
  await ctx.emit({
    type: 'reconciliation.fixAsked',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reconciliation', id: runId },
    facts: { ...asked },
  })
  await ctx.enqueue(fixJob(runId, number))
}

/** Tells of a member again. @throws Forbidden, NotFound */
export async function withdrawAcceptance(
  ctx: Context,
  connector: GrantTarget,
  accountId: string,
): Promise<void> {
  checkMayOperate(ctx)
  const username = await deleteAccepted(ctx, connector, accountId)
  if (username === null) throw new NotFound('accepted member')
  await ctx.emit({
    type: 'reconciliation.acceptanceWithdrawn',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'target', id: connector },
    facts: { connector, username },
  })
}

/** What reconciliation may do at a target. @throws Forbidden */
export async function changeRules(ctx: Context, connector: GrantTarget, rules: TargetRules): Promise<void> {
  checkMayOperate(ctx)
  const before = await findRules(ctx, connector, true)
  await saveRules(ctx, connector, rules)
  await ctx.emit({
    type: 'provisioning.rulesChanged',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'target', id: connector },
    changes: {
      unmanaged: { from: before.unmanaged, to: rules.unmanaged },
      brakePercent: { from: before.brake.percent, to: rules.brake.percent },
      brakeNumber: { from: before.brake.number, to: rules.brake.number },
    },
    facts: { connector },
  })
}
