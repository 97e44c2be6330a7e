import type { DesiredAccess } from './domain.ts'
import type { Survey } from './domain-survey.ts'

const firstDelay = 5_000
const longestDelay = 600_000
/** A revocation that has not got through for so long needs a human. */
export const escalationDelay = 900_000

/**
 * When to try again: 5 s, doubled each time, 10 minutes at most, for ever. Half of the wait is spread by chance, so
 * that many persons who failed together do not come back together.
 * @param attempt 1 for the first failure
 * @param random from 0 to 1, exclusive
 * @param atLeast milliseconds the target asked us to wait (Retry-After); never shortened
 */
export function nextAttemptAt(attempt: number, now: Date, random: number, atLeast = 0): Date {
  const whole = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt - 1, 20))
  return new Date(now.getTime() + atLeast + Math.round(whole / 2 + (whole / 2) * random))
}

/** A revocation that the target has not taken after 15 minutes needs a human; sessions may live on there (A2). */
export function mustEscalate(presence: DesiredAccess['presence'], failingSince: Date, now: Date): boolean {
  return presence === 'absent' && now.getTime() - failingSince.getTime() >= escalationDelay
}

/**
 * How long somebody whose access could not be closed may still be inside: the gate is closed, an open session is not.
 * @param closedAt when the gate closed, or soon after
 */
export function sessionFacts(
  closedAt: Date,
  sessions: Survey['sessions'],
): { sessionUntil: string } | { sessionExtends: true } | Record<string, never> {
  if (!sessions) return {}
  if (sessions.extends) return { sessionExtends: true }
  return { sessionUntil: new Date(closedAt.getTime() + sessions.hours * 3_600_000).toISOString() }
}
