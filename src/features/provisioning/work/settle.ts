import type { Context } from '../../../kernel/context.ts'
import type { NewEvent } from '../../../kernel/event.ts'
import { findGrant } from '../../access/index.ts'
import type { Advance } from '../connectors/advance.ts'
import { mustEscalate, nextAttemptAt, sessionFacts } from '../domain-attempts.ts'
import { findRecord, type LastError, type RecordRow } from '../store/record-row.ts'
import { releaseClaim, type Settled, saveSettled } from '../store/records.ts'
import { listTicked } from '../store/steps.ts'
import { findSessions } from '../store/targets.ts'
import { retryJob } from './jobs.ts'
import type { TakenUp } from './take-up.ts'

/** The target is left alone: the person was not taken to it. */
type NotAsked = Extract<Advance, { outcome: 'paused' }> & { readonly until: Date }

/** What came of the attempt; a person without an address can't be let in anywhere. */
export type Outcome = Advance | NotAsked | { readonly outcome: 'emailMissing' }

type Story = { type: string; facts?: NewEvent['facts'] }

async function tell(ctx: Context, taken: TakenUp, story: Story): Promise<void> {
  const { key } = taken.claim
  await ctx.emit({
    type: story.type,
    organisationId: key.organisationId,
    subject: { type: 'user', id: key.userId },
    facts: {
      userName: taken.userName,
      connector: key.connector,
      epoch: taken.desired.epoch,
      ...story.facts,
    },
  })
}

/** A wanted access that was open already and is open still is no news. */
function storyOfProof(record: RecordRow, changed: boolean): Story | null {
  if (record.presence === 'absent') return { type: 'access.closed' }
  if (!record.activeSince) return { type: 'access.activated' }
  return changed ? { type: 'access.changed' } : null
}

async function settleProof(ctx: Context, taken: TakenUp, record: RecordRow, changed: boolean): Promise<void> {
  await saveSettled(ctx, taken.claim.key, { state: record.presence === 'present' ? 'active' : 'closed' })
  const story = storyOfProof(record, changed)
  if (story) await tell(ctx, taken, story)
}

/** A human must look; the same case is told once. */
async function settleHeld(
  ctx: Context,
  taken: TakenUp,
  record: RecordRow,
  lastError: LastError,
): Promise<void> {
  await saveSettled(ctx, taken.claim.key, { state: 'held', lastError })
  if (record.lastError?.code !== lastError.code) {
    await tell(ctx, taken, { type: 'access.held', facts: { code: lastError.code } })
  }
}

interface Failure {
  readonly state: 'failed' | 'paused'
  readonly lastError: LastError
  readonly afterMs: number
  readonly random: number
  /** The target is left alone until then: one probe asks for all, and the person needs no job of their own. */
  readonly until?: Date
}

/** Tries again by itself, for ever and ever more seldom. The first failure is told, and a closing that drags on. */
async function settleFailure(
  ctx: Context,
  taken: TakenUp,
  record: RecordRow,
  failure: Failure,
): Promise<void> {
  const { state, lastError, until } = failure
  const attempt = record.attempt + 1
  const failingSince = record.failingSince ?? ctx.now
  const next = until ?? nextAttemptAt(attempt, ctx.now, failure.random, failure.afterMs)
  const escalates = !record.escalatedAt && mustEscalate(record.presence, failingSince, ctx.now)
  const settled: Settled = {
    state,
    attempt,
    nextAttemptAt: next,
    failingSince,
    escalatedAt: escalates ? ctx.now : record.escalatedAt,
    lastError,
  }
  await saveSettled(ctx, taken.claim.key, settled)
  if (!until) await ctx.enqueue(retryJob(taken.claim.key, taken.desired.epoch, next))
  // A pause of the whole target is told once, and not for everybody who waits for it.
  if (attempt === 1 && !until)
    await tell(ctx, taken, {
      type: 'access.failed',
      facts: { code: lastError.code, wanted: record.presence === 'present' },
    })
  if (escalates) {
    const facts = {
      code: lastError.code,
      ...sessionFacts(failingSince, await findSessions(ctx, taken.claim.key.connector)),
    }
    await tell(ctx, taken, { type: 'access.closingDelayed', facts })
  }
}

async function settleOutcome(
  ctx: Context,
  taken: TakenUp,
  record: RecordRow,
  result: Exclude<Outcome, { outcome: 'outdated' }>,
  random: number,
): Promise<void> {
  switch (result.outcome) {
    case 'converged':
      return settleProof(ctx, taken, record, result.changed)
    case 'waiting':
      return saveSettled(ctx, taken.claim.key, {
        state: 'waitingManual',
        waitingStep: result.step ?? undefined,
      })
    case 'emailMissing':
      return settleHeld(ctx, taken, record, { code: 'emailMissing', facts: {}, step: null })
    case 'held': {
      const { code, facts, step } = result
      return settleHeld(ctx, taken, record, { code, facts, step })
    }
    case 'retry': {
      const lastError = { code: result.reason, facts: result.facts, step: result.step }
      return settleFailure(ctx, taken, record, {
        state: 'failed',
        lastError,
        afterMs: result.afterMs,
        random,
      })
    }
    case 'paused': {
      const lastError = { code: result.code, facts: result.facts, step: result.step }
      const until = 'until' in result ? result.until : undefined
      return settleFailure(ctx, taken, record, { state: 'paused', lastError, afterMs: 0, random, until })
    }
  }
}

/** Whether the world has moved on since the attempt began: what it found is not the last word then. */
async function hasMovedOn(ctx: Context, taken: TakenUp, result: Outcome): Promise<boolean> {
  if (result.outcome === 'outdated') return true
  const { key } = taken.claim
  if ((await findGrant(ctx, key)).epoch !== taken.desired.epoch) return true
  if (result.outcome !== 'waiting' || !result.step) return false
  return (await listTicked(ctx, key, taken.desired.epoch)).has(result.step)
}

/**
 * Writes what came of an attempt and lets the person go.
 * @param random from 0 to 1, exclusive: spreads the next attempts
 * @returns true when the person is to be taken up again at once
 */
export async function settle(
  ctx: Context,
  taken: TakenUp,
  result: Outcome,
  random: number,
): Promise<boolean> {
  const { key, token } = taken.claim
  const record = await findRecord(ctx, key, true)
  // Another worker took over while this one was slow; the record is theirs.
  if (record?.claim !== token) return false
  if (await hasMovedOn(ctx, taken, result)) {
    await releaseClaim(ctx, taken.claim)
    return true
  }
  if (result.outcome !== 'outdated') await settleOutcome(ctx, taken, record, result, random)
  return false
}
