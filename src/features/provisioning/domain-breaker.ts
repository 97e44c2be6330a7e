import type { PausedCode } from './connectors/connector.ts'
import { nextAttemptAt } from './domain-attempts.ts'

/** A target as a whole: whether it may be asked about a person now (6.4 of the facts). */
export interface TargetState {
  readonly pausedCode: PausedCode | null
  readonly nextProbeAt: Date | null
  /** It asked to be left alone until then. */
  readonly quietUntil: Date | null
  /** Fewer at once until then. */
  readonly slowUntil: Date | null
  /** Persons in a row who failed for the target's own sake. */
  readonly failures: number
}

export const wellTarget: TargetState = {
  pausedCode: null,
  nextProbeAt: null,
  quietUntil: null,
  slowUntil: null,
  failures: 0,
}

/** Persons who must fail in a row before it is asked whether it is the target that is out of order. */
export const failuresToSuspect = 3

/** Persons worked on at once where a target has asked to be left alone lately. */
export const mostWhileSlow = 2

const slowFor = 300_000

export type Leave =
  | { readonly leave: 'go' }
  /** Nobody else is asked: how is the target as a whole? */
  | { readonly leave: 'probe' }
  | { readonly leave: 'paused'; readonly code: PausedCode; readonly until: Date }
  | { readonly leave: 'wait'; readonly until: Date }

/**
 * Whether one more person may be taken to the target.
 * @param atWork how many are there now
 * @param random from 0 to 1, exclusive: those who wait do not come back together
 */
export function leaveToAsk(target: TargetState, atWork: number, now: Date, random: number): Leave {
  if (target.pausedCode) {
    const until = target.nextProbeAt ?? now
    return until > now ? { leave: 'paused', code: target.pausedCode, until } : { leave: 'probe' }
  }
  const spread = (from: Date, over: number): Date => new Date(from.getTime() + Math.round(random * over))
  if (target.quietUntil && target.quietUntil > now)
    return { leave: 'wait', until: spread(target.quietUntil, 2_000) }
  const isSlow = target.slowUntil !== null && target.slowUntil > now
  if (isSlow && atWork >= mostWhileSlow) return { leave: 'wait', until: spread(now, 5_000) }
  return { leave: 'go' }
}

/** What a request to slow down comes to: left alone as long as was asked, then asked by few for a while. */
export const slowedDown = (now: Date, retryAfterMs: number): { quietUntil: Date; slowUntil: Date } => ({
  quietUntil: new Date(now.getTime() + Math.max(1_000, retryAfterMs)),
  slowUntil: new Date(now.getTime() + Math.max(1_000, retryAfterMs) + slowFor),
})

/** As a person's attempts: ever more seldom, ten minutes at most. @param attempt 1 for the first probe to come */
export const nextProbe = (attempt: number, now: Date, random: number): Date =>
  nextAttemptAt(attempt, now, random)
