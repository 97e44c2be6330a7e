import { createHash } from 'node:crypto'
import { PassThrough, type Readable } from 'node:stream'
import type { World } from '../../platform/http/world.ts'
import { isAlive } from '../sign-in/index.ts'
import { listFollowed } from './queries-live.ts'

/** Milliseconds between two looks, of all who follow at once. */
const lookEvery = 3_000

/** Looks between two signs of life, so that nobody on the way takes a quiet stream for a dead one. */
const signEvery = 5

/** Streams one person may have open in one process: as many pages as anybody looks at. */
const mostOfOne = 4

interface Follower {
  readonly userId: string
  readonly key: string
  readonly stream: PassThrough
  shown: number
}

/**
 * Numbers of unread notifications that follow, as server-sent events. One query every few seconds for all who follow, and
 * none when nobody does. A stream ends with its session, and being followed keeps no session alive.
 */
export interface LiveCounts {
  /** A stream that begins with the number as it is; null when the person has enough of them. */
  follow(person: { id: string; unread: number }, sessionToken: string): Readable | null
  /** Looks now and tells of what changed. */
  look(): Promise<void>
  close(): void
}

export function createLiveCounts(world: World): LiveCounts {
  const followers = new Set<Follower>()
  let timer: NodeJS.Timeout | null = null
  let looks = 0

  const rest = (): void => {
    if (timer) clearInterval(timer)
    timer = null
  }
  const look = async (): Promise<void> => {
    looks += 1
    const found = await listFollowed(world, [...new Set([...followers].map(({ key }) => key))])
    const sessions = new Map(found.map((session) => [session.key, session]))
    for (const follower of followers) {
      const session = sessions.get(follower.key)
      if (!session || !isAlive(session, world.clock.now())) follower.stream.end()
      else tell(follower, session.unread, looks % signEvery === 0)
    }
  }
  // A look that fails is made again by the next: the page has the number it was made with.
  const lookAgain = (): void => void look().catch(() => undefined)

  return {
    follow({ id: userId, unread }, sessionToken) {
      if ([...followers].filter((one) => one.userId === userId).length >= mostOfOne) return null
      const key = createHash('sha256').update(sessionToken).digest('hex')
      const follower: Follower = { userId, key, stream: new PassThrough(), shown: unread }
      followers.add(follower)
      follower.stream.on('close', () => {
        followers.delete(follower)
        if (followers.size === 0) rest()
      })
      follower.stream.write(`retry: 10000\n\ndata: ${unread}\n\n`)
      timer ??= setInterval(lookAgain, lookEvery).unref()
      return follower.stream
    },
    look,
    close() {
      rest()
      for (const { stream } of followers) stream.end()
    },
  }
}

function tell(follower: Follower, unread: number, isSign: boolean): void {
  if (unread !== follower.shown) {
    follower.shown = unread
    follower.stream.write(`data: ${unread}\n\n`)
  } else if (isSign) follower.stream.write(':\n\n')
}

const ofPortal = new WeakMap<World, LiveCounts>()

/** Those of a portal in this process: there is one. */
export function liveCountsOf(world: World): LiveCounts {
  const known = ofPortal.get(world) ?? createLiveCounts(world)
  ofPortal.set(world, known)
  return known
}
