import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { toldHead } from './domain/head.ts'
import { listSealedEvents } from './queries.ts'
import { findLastSeal } from './queries-trail.ts'

const access = needsOn('central', 'audit.read')

const told = z.object({
  id: z.number().int(),
  at: z.date(),
  organisationId: z.number().int(),
  organisationName: z.string(),
  type: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  actorKind: z.enum(['user', 'apiClient', 'job']),
  actorId: z.uuid(),
  actorName: z.string(),
  actorOrganisationName: z.string(),
  onBehalfOf: z.uuid().nullable(),
  onBehalfOfName: z.string().nullable(),
  origin: z.enum(['web', 'api', 'job', 'cli']),
  requestId: z.string().nullable(),
  changes: z.record(z.string(), z.unknown()),
  facts: z.record(z.string(), z.unknown()),
})

const query = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

export const auditApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/audit',
    summary: 'Sealed events after an id, oldest first; the inside of municipalities is left out',
    tag: 'audit',
    access,
    audit: reads,
    input: { query },
    output: z.object({ items: z.array(told), nextCursor: z.number().int().nullable() }),
    handle: async (ctx, { query: { after, limit } }) => {
      const items = await listSealedEvents(ctx, after, limit)
      // The cursor is the last id: ask again with it, now for the rest or later for what is new.
      return json({ items, nextCursor: items.at(-1)?.id ?? null })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/audit/head',
    summary: 'The latest seal: keep it outside, and a trail cut off later is found out',
    tag: 'audit',
    access,
    audit: reads,
    output: z.object({
      sequence: z.number().int(),
      digest: z.string(),
      sealedAt: z.string(),
      keyId: z.string(),
      signature: z.string(),
    }),
    handle: async (ctx) => {
      const seal = await findLastSeal(ctx)
      if (!seal) throw new NotFound('seal')
      return json(toldHead(seal))
    },
  }),
]
