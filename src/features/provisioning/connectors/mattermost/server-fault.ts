import type { Facts, Held, HeldCode, PausedCode, Setback } from '../connector.ts'

/** `network`: no answer came. `answer`: an answer came that is no success, or that does not look like Mattermost. */
type FaultKind = 'network' | 'answer'

/**
 * A call that did not succeed. Holds the error id and the status, which are to be branched on, and nothing the server
 * wrote in prose: `message` is localised, and `detailed_error` has been seen to repeat the bearer token.
 */
export class ServerFault extends Error {
  readonly kind: FaultKind
  /** 0 when no answer came. */
  readonly status: number
  readonly errorId: string
  readonly requestId: string
  readonly retryAfterMs: number
  constructor(fault: {
    kind: FaultKind
    call: string
    status?: number
    errorId?: string
    requestId?: string
    retryAfterMs?: number
  }) {
    const status = fault.status ?? 0
    const errorId = fault.errorId ?? ''
    super(`Mattermost: ${fault.call} failed (${status || 'no answer'}${errorId ? `, ${errorId}` : ''})`)
    this.name = 'ServerFault'
    this.kind = fault.kind
    this.status = status
    this.errorId = errorId
    this.requestId = fault.requestId ?? ''
    this.retryAfterMs = fault.retryAfterMs ?? 0
  }
}

/** Thrown inside the connector to end a step; never leaves it. */
export class Halt extends Error {
  readonly setback: Setback
  constructor(setback: Setback) {
    super(`Halted: ${setback.outcome}`)
    this.name = 'Halt'
    this.setback = setback
  }
}

export const hold = (code: HeldCode, facts: Facts = {}): Halt => new Halt({ outcome: 'held', code, facts })

export const pause = (code: PausedCode, facts: Facts = {}): Halt =>
  new Halt({ outcome: 'paused', code, facts })

export const changedMeanwhile = (facts: Facts = {}): Halt =>
  new Halt({ outcome: 'retry', afterMs: 0, reason: 'changedMeanwhile', facts })

export function factsOf(fault: ServerFault): Facts {
  return {
    status: fault.status,
    ...(fault.errorId && { errorId: fault.errorId }),
    ...(fault.requestId && { requestId: fault.requestId }),
  }
}

/** Refusals that mean the same wherever they come from. Old servers used other ids for some (5.2x and before). */
const heldByErrorId: Readonly<Record<string, Held['code']>> = {
  'api.user.create_user.user_limits.exceeded': 'userLimit',
  'app.user.update_active.user_limit.exceeded': 'userLimit',
  'api.user.create_user.accepted_domain.app_error': 'emailRefused',
  'app.user.update_auth_data.email_exists.app_error': 'signInTaken',
  'app.team.join_user_to_team.max_accounts.app_error': 'teamFull',
  'api.team.add_members.user_denied': 'teamClosed',
  'api.channel.add_members.user_denied': 'channelClosed',
  'api.channel.remove_members.denied': 'channelClosed',
}

function heldCode(errorId: string): Held['code'] {
  if (errorId.startsWith('model.user.is_valid.')) return 'nameRefused'
  return heldByErrorId[errorId] ?? 'refused'
}

/** What a failed call means for the step it belongs to, where the step has no better answer of its own. */
export function setbackOf(fault: ServerFault): Setback {
  const facts = factsOf(fault)
  if (fault.kind === 'network') return { outcome: 'retry', afterMs: 0, reason: 'noAnswer', facts }
  if (fault.status === 429)
    return { outcome: 'retry', afterMs: fault.retryAfterMs, reason: 'rateLimited', facts }
  if (fault.status === 401) return { outcome: 'paused', code: 'tokenDead', facts }
  if (fault.status === 403) return { outcome: 'paused', code: 'adminLost', facts }
  const isPermanent =
    fault.errorId !== '' && (fault.status === 501 || (fault.status >= 400 && fault.status < 500))
  if (isPermanent) return { outcome: 'held', code: heldCode(fault.errorId), facts }
  return { outcome: 'retry', afterMs: fault.retryAfterMs, reason: 'serverFailed', facts }
}

export function isFault(
  error: unknown,
  status: number,
  ...errorIds: readonly string[]
): error is ServerFault {
  return (
    error instanceof ServerFault &&
    error.status === status &&
    (errorIds.length === 0 || errorIds.includes(error.errorId))
  )
}

/**
 * Null instead of the fault, when the server itself says that the thing is not there. A 404 without an error id, or for
 * an unknown route, comes from something else than the question and proves nothing (A4).
 */
export async function orNullIfMissing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    const isAnswer = error instanceof ServerFault && error.status === 404 && error.errorId !== ''
    if (isAnswer && error.errorId !== 'api.context.404.app_error') return null
    throw error
  }
}
