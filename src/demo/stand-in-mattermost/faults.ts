import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { World } from './world.ts'

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== ''
  } catch {
    return false
  }
}

/**
 * - `failBefore` / `failAfter`: an error answer, without or in spite of the effect
 * - `drop` / `dropAfter`: the connection breaks, before or after the effect
 * - `hang`: no answer ever comes
 * - `rateLimit`: 429 as the real rate limiter gives it
 */
const rule = z.object({
  kind: z.enum(['failBefore', 'failAfter', 'drop', 'dropAfter', 'hang', 'rateLimit']),
  /** How many of the matching requests are hit. */
  times: z.int().positive().default(1),
  /** Hits requests of this method, and whose path this pattern finds; all when absent. */
  method: z.string().toUpperCase().optional(),
  path: z.string().refine(isPattern, 'Not a regular expression').optional(),
  status: z.int().min(400).max(599).default(503),
  /** Answers JSON with this error id; without it, text as from a proxy. */
  errorId: z.string().optional(),
  retryAfter: z.int().nonnegative().default(1),
})

export const faultsSchema = z.object({
  latencyMs: z.int().min(0).max(60_000).default(0),
  rules: z.array(rule).default([]),
  /** Every bearer token is answered 401. */
  tokenDead: z.boolean().default(false),
  /** The caller's administrator role is gone. */
  adminLost: z.boolean().default(false),
})

export type FaultRule = z.infer<typeof rule>
export type Faults = z.infer<typeof faultsSchema>

export const noFaults = (): Faults => ({ latencyMs: 0, rules: [], tokenDead: false, adminLost: false })

export const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

/** Finds the rule that hits a request, and uses it up. */
export function takeRule(world: World, request: FastifyRequest): FaultRule | null {
  const hit = world.faults.rules.find(
    (candidate) =>
      candidate.times > 0 &&
      (candidate.method === undefined || candidate.method === request.method) &&
      (candidate.path === undefined || new RegExp(candidate.path).test(pathOf(request))),
  )
  if (!hit) return null
  hit.times -= 1
  return hit
}

/** A text 429, never JSON: the limiter sits before the API. */
function answerRateLimited(reply: FastifyReply, hit: FaultRule): void {
  reply
    .code(429)
    .header('retry-after', String(hit.retryAfter))
    .header('x-ratelimit-limit', '101')
    .header('x-ratelimit-remaining', '0')
    .header('x-ratelimit-reset', '1')
    .type('text/plain; charset=utf-8')
    .send('limit exceeded')
}

/** What a failing server, or the proxy before it, answers. */
export function failureOf(hit: FaultRule): { type: string; body: string } {
  if (!hit.errorId) return { type: 'text/html', body: '<h1>Service Unavailable</h1>' }
  const body = {
    id: hit.errorId,
    message: 'Der opstod en fejl.',
    detailed_error: '',
    status_code: hit.status,
  }
  return { type: 'application/json', body: JSON.stringify(body) }
}

/** For the kinds that keep the request from having its effect. True when the request is dealt with. */
export function strikeBefore(hit: FaultRule, request: FastifyRequest, reply: FastifyReply): boolean {
  switch (hit.kind) {
    case 'rateLimit':
      answerRateLimited(reply, hit)
      return true
    case 'failBefore': {
      const failure = failureOf(hit)
      reply.code(hit.status).type(failure.type).send(failure.body)
      return true
    }
    case 'drop':
      reply.hijack()
      request.raw.socket.destroy()
      return true
    case 'hang':
      reply.hijack()
      return true
    default:
      return false
  }
}
