import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRateLimited } from './faults.ts'
import type { World } from './world.ts'

/** What an address has left, and when that was reckoned. */
type Bucket = { left: number; at: number }

/**
 * `RateLimitSettings` as the real server keeps it, by address. It tells how it stands on every answer, and shows one
 * more than `MaxBurst` as the limit.
 * @returns for each request, whether it was turned away
 */
export function rateLimiter(world: World): (request: FastifyRequest, reply: FastifyReply) => boolean {
  const limit = world.options.rateLimit
  if (!limit) return () => false
  const most = limit.maxBurst + 1
  const buckets = new Map<string, Bucket>()
  return (request, reply) => {
    const now = world.now()
    const known = buckets.get(request.ip) ?? { left: most, at: now }
    const left = Math.min(most, known.left + ((now - known.at) / 1000) * limit.perSecond)
    const isTurnedAway = left < 1
    const after = isTurnedAway ? left : left - 1
    buckets.set(request.ip, { left: after, at: now })
    reply
      .header('x-ratelimit-limit', String(most))
      .header('x-ratelimit-remaining', String(Math.floor(after)))
      .header('x-ratelimit-reset', String(Math.ceil((most - after) / limit.perSecond)))
    if (isTurnedAway) answerRateLimited(reply, 1)
    return isTurnedAway
  }
}
