import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { luckOf } from './luck.ts'
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
 * - `delay`: the answer comes late
 * - `rateLimit`: 429 as the real rate limiter gives it
 * - `shortList` / `emptyList`: of a list, half is missing, or all; other answers stay whole
 */
const kind = z.enum([
  'failBefore',
  'failAfter',
  'drop',
  'dropAfter',
  'hang',
  'delay',
  'rateLimit',
  'shortList',
  'emptyList',
])

/** Which requests are hit, and what they are answered. */
const hit = {
  /** Hits requests of this method, and whose path this pattern finds; all when absent. */
  method: z.string().toUpperCase().optional(),
  path: z.string().refine(isPattern, 'Not a regular expression').optional(),
  status: z.int().min(400).max(599).default(503),
  /** Answers JSON with this error id; without it, text as from a proxy. */
  errorId: z.string().optional(),
  retryAfter: z.int().nonnegative().default(1),
  delayMs: z.int().min(0).max(60_000).default(200),
}

const rule = z.object({
  kind,
  /** How many of the matching requests are hit. */
  times: z.int().positive().default(1),
  ...hit,
})

/** Faults by chance, in an order that the seed decides. */
const atRandom = z.object({
  seed: z.int(),
  /** The part of the matching requests that is hit. */
  share: z.number().min(0).max(1),
  kinds: z.array(kind).min(1),
  ...hit,
})

export const faultsSchema = z.object({
  latencyMs: z.int().min(0).max(60_000).default(0),
  rules: z.array(rule).default([]),
  /** For requests that no rule hits. */
  random: atRandom.nullable().default(null),
  /** Every bearer token is answered 401. */
  tokenDead: z.boolean().default(false),
  /** The caller's administrator role is gone. */
  adminLost: z.boolean().default(false),
})

export type FaultRule = z.infer<typeof rule>
export type Faults = z.infer<typeof faultsSchema>
export type FaultsAskedFor = z.input<typeof faultsSchema>

/** From now on these, and none of those before. */
export function setFaults(world: World, faults: Faults): Faults {
  world.luck = luckOf(faults.random?.seed ?? 0)
  return Object.assign(world.faults, faults)
}

export const pathOfUrl = (url: string): string => url.split('?')[0] ?? ''
export const pathOf = (request: FastifyRequest): string => pathOfUrl(request.url)

const matches = ({ method, path }: { method?: string; path?: string }, request: FastifyRequest): boolean =>
  (method === undefined || method === request.method) &&
  (path === undefined || new RegExp(path).test(pathOf(request)))

function drawRule(world: World, request: FastifyRequest): FaultRule | null {
  const { random } = world.faults
  if (!random || !matches(random, request) || world.luck() >= random.share) return null
  const { kinds, ...answer } = random
  const drawn = kinds[Math.floor(world.luck() * kinds.length)]
  // Lists that are read page by page come in part; an answer about named ones does not.
  const isOfPages = drawn === 'shortList' || drawn === 'emptyList'
  if (!drawn || (isOfPages && request.method !== 'GET')) return null
  return { ...answer, kind: drawn, times: 1 }
}

/** Finds the rule that hits a request, and uses it up; else chance decides. */
export function takeRule(world: World, request: FastifyRequest): FaultRule | null {
  const found = world.faults.rules.find((candidate) => candidate.times > 0 && matches(candidate, request))
  if (!found) return drawRule(world, request)
  found.times -= 1
  return found
}

/** A text 429, never JSON: the limiter sits before the API. */
export function answerRateLimited(reply: FastifyReply, retryAfter: number): void {
  reply
    .code(429)
    .header('retry-after', String(retryAfter))
    .type('text/plain; charset=utf-8')
    .send('limit exceeded')
}

/** What a failing server, or the proxy before it, answers. */
export function failureOf(struck: FaultRule): { type: string; body: string } {
  if (!struck.errorId) return { type: 'text/html', body: '<h1>Service Unavailable</h1>' }
  const body = {
    id: struck.errorId,
    message: 'Der opstod en fejl.',
    detailed_error: '',
    status_code: struck.status,
  }
  return { type: 'application/json', body: JSON.stringify(body) }
}

/** For the kinds that keep the request from having its effect. True when the request is dealt with. */
export function strikeBefore(struck: FaultRule, request: FastifyRequest, reply: FastifyReply): boolean {
  switch (struck.kind) {
    case 'rateLimit':
      reply
        .header('x-ratelimit-limit', '101')
        .header('x-ratelimit-remaining', '0')
        .header('x-ratelimit-reset', '1')
      answerRateLimited(reply, struck.retryAfter)
      return true
    case 'failBefore': {
      const failure = failureOf(struck)
      reply.code(struck.status).type(failure.type).send(failure.body)
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

/** What is left of a list that comes in part; every other answer as it is. */
export function partOf(struck: FaultRule, payload: unknown): unknown {
  if ((struck.kind !== 'shortList' && struck.kind !== 'emptyList') || typeof payload !== 'string')
    return payload
  const answer: unknown = payload.startsWith('[') ? JSON.parse(payload) : null
  if (!Array.isArray(answer)) return payload
  const kept = struck.kind === 'emptyList' ? 0 : Math.floor(answer.length / 2)
  return JSON.stringify(answer.slice(0, kept))
}
