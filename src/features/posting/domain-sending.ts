/** Why a post is not there yet. */
export type SetbackCode =
  | 'notMember'
  | 'tokenDead'
  | 'isAdmin'
  | 'noAnswer'
  | 'serverFailed'
  | 'rateLimited'
  | 'refused'
  | 'tooOld'
  | 'lookedTooFar'

/** What a failed attempt says of itself. */
export interface Setback {
  readonly code: SetbackCode
  readonly status: number
  readonly errorId: string
  readonly afterMs: number
  /** The request may have had its effect: nobody can tell from here. */
  readonly mayHavePosted: boolean
}

export type AttemptResult =
  | { readonly outcome: 'posted'; readonly channelId: string; readonly postId: string }
  | { readonly outcome: 'setback'; readonly setback: Setback }

export type Consequence =
  | { readonly state: 'posted'; readonly channelId: string; readonly postId: string }
  | {
      readonly state: 'failed'
      readonly setback: Setback
      readonly tryAgainAt: Date
      readonly isUncertain: boolean
    }
  | { readonly state: 'held' | 'lapsed'; readonly setback: Setback; readonly isUncertain: boolean }

const seconds = 1000

/**
 * Waiting before each further attempt. The first is short: within half a minute the server itself knows a repeated
 * request, so that one it is still busy with does not become two.
 */
const waits = [5, 20, 60, 300, 900, 1800, 3600].map((wait) => wait * seconds)

/** Hours after which what a post says is no news. */
const postingLivesFor = 24

/** Whether what it says is no news any more: it is looked for, and not posted. */
export const isStale = (newsSince: Date, now: Date): boolean =>
  now.getTime() - newsSince.getTime() > postingLivesFor * 3600 * seconds

/** What only a human can put right. Whoever is no member may be made one meanwhile, and a token renewed. */
const isFinal = (code: SetbackCode): boolean =>
  code === 'refused' || code === 'isAdmin' || code === 'lookedTooFar'

export interface Tried {
  readonly kind: 'announcement' | 'welcome'
  readonly attempts: number
  /** From when what it says was news. */
  readonly newsSince: Date
  /** Whether an earlier attempt may have posted and this one did not find out. */
  readonly wasUncertain: boolean
}

/** What follows from an attempt. @param attempts how many there have been, this one counted */
export function consequenceOf(result: AttemptResult, tried: Tried, now: Date): Consequence {
  if (result.outcome === 'posted')
    return { state: 'posted', channelId: result.channelId, postId: result.postId }
  const { setback } = result
  const isUncertain = tried.wasUncertain || setback.mayHavePosted
  if (isFinal(setback.code)) return { state: 'held', setback, isUncertain }
  if (isStale(tried.newsSince, now)) {
    // Somebody may still want an announcement; nobody wants to be welcomed last week.
    const state = tried.kind === 'welcome' ? 'lapsed' : 'held'
    return { state, setback: { ...setback, code: 'tooOld' }, isUncertain }
  }
  const wait = Math.max(setback.afterMs, waits[tried.attempts - 1] ?? waits.at(-1) ?? seconds)
  return { state: 'failed', setback, tryAgainAt: new Date(now.getTime() + wait), isUncertain }
}

/**
 * What the server knows a repeated request by: the same for every attempt at one posting, another for every posting. It
 * remembers it for half a minute only, so it is the second net and our own look through the channel the first.
 */
export const pendingIdOf = (
  botId: string,
  posting: { readonly askedAt: Date; readonly number: number },
): string => `${botId}:${posting.askedAt.getTime()}${String(posting.number).padStart(6, '0')}`
