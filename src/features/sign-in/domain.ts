/** A session ends after half an hour without a request, and after a working day whatever happens. */
export const idleMinutes = 30
export const mostHours = 8

/** How old `last_seen_at` may grow before a request writes it again: each request need not write. */
export const seenEveryMinutes = 1

const minute = 60_000

export interface SessionTimes {
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly endedAt: Date | null
  /** The identity provider's own end of the session, if it set one. */
  readonly endsBefore: Date | null
}

/** Whether the session still lets its owner in. */
export function isAlive(session: SessionTimes, now: Date): boolean {
  if (session.endedAt) return false
  if (session.endsBefore && session.endsBefore <= now) return false
  const idle = now.getTime() - session.lastSeenAt.getTime()
  const age = now.getTime() - session.createdAt.getTime()
  return idle < idleMinutes * minute && age < mostHours * 60 * minute
}

export function isSeenLongAgo(session: SessionTimes, now: Date): boolean {
  return now.getTime() - session.lastSeenAt.getTime() >= seenEveryMinutes * minute
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const dangerous = /[\\\u0000-\u001f]/

/** Longer than any address of ours. */
const mostPath = 2000

/** Where to go after sign-in: a path of our own, never another site (no '//', no backslash, no scheme). */
export function safeReturnPath(wanted: string | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.length > mostPath || dangerous.test(wanted))
    return '/'
  return /^\/(log-ind|log-af|saml\/|oidc\/)/.test(wanted) ? '/' : wanted
}
