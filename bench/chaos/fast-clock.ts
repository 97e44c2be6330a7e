import { randomBytes } from 'node:crypto'
import type { Clock } from '../../src/kernel/clock.ts'
import { uuidV7 } from '../../src/kernel/ids.ts'

/** A time that several processes share, and that runs faster than that of the machine. */
export interface Pace {
  /** Milliseconds since 1970 on the machine when the portal's time began, and what it began at. */
  readonly startedAt: number
  readonly begins: number
  /** Seconds of the portal in one of the machine's. */
  readonly speed: number
}

/** Waits of minutes (claims, attempts) pass in seconds, without a word of the portal being changed for it. */
export function fastClock({ startedAt, begins, speed }: Pace): Clock {
  const now = () => new Date(begins + (Date.now() - startedAt) * speed)
  return { now, newId: () => uuidV7(now().getTime(), randomBytes(10)) }
}
