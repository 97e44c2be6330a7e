import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needs } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { stateKinds } from './domain-states.ts'
import { readCursor, writeCursor } from './grant-cursor.ts'
import { nameOfGrant, readGrantName } from './grant-names.ts'
import { cursorOf, getGrant, listGrants, type ShownGrant } from './queries.ts'

const place = z.object({ team: z.string(), channels: z.array(z.string()) })

const accessGrant = z.object({
  id: z.string().describe('Organisation, person and target; stable'),
  organisationId: z.int(),
  userId: z.uuid(),
  userName: z.string(),
  connector: z.enum(['mattermost', 'manual']),
  isOpen: z.boolean().describe('Whether the assignments open it now; single sign-on asks nothing else'),
  opens: z.array(place),
  epoch: z.int().describe('Version of the assignments it follows from'),
  state: z.enum(stateKinds),
  since: z.date().nullable().describe('Since when it is active or closed, read back from the target'),
  nextAttemptAt: z.date().nullable(),
  code: z.string().nullable().describe('Why it is held or failed'),
})

const shown = (grant: ShownGrant) => ({
  id: nameOfGrant(grant),
  organisationId: grant.organisationId,
  userId: grant.userId,
  userName: grant.userName,
  connector: grant.connector,
  isOpen: grant.open,
  opens: grant.opens,
  epoch: grant.epoch,
  state: grant.kind,
  since: grant.since,
  nextAttemptAt: grant.nextAttemptAt,
  code: grant.error?.code ?? null,
})

const filter = z.object({
  organisation: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  user: z.uuid().optional(),
  state: z.enum(stateKinds).optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Access grants follow from assignments (A1): they can be read, never written. */
export const provisioningApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/access-grants',
    summary:
      'What people have access to by their roles, and how far it is made true; what needs a human first',
    tag: 'access-grants',
    access: needs('assignment.read'),
    audit: reads,
    input: { query: filter },
    output: z.object({ items: z.array(accessGrant), nextCursor: z.string().nullable() }),
    handle: async (ctx, { query }) => {
      const found = await listGrants(ctx, {
        organisationId: query.organisation,
        userId: query.user,
        kind: query.state,
        after: readCursor(query.cursor),
        limit: query.limit + 1,
      })
      const items = found.slice(0, query.limit)
      const last = items.at(-1)
      const nextCursor = found.length > query.limit && last ? writeCursor(cursorOf(last)) : null
      return json({ items: items.map(shown), nextCursor })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/access-grants/:id',
    summary: 'One access grant',
    tag: 'access-grants',
    access: needs('assignment.read'),
    audit: reads,
    input: { params: z.object({ id: z.string().max(100) }) },
    output: accessGrant,
    handle: async (ctx, { params }) => {
      const key = readGrantName(params.id)
      if (!key) throw new NotFound('access grant')
      return json(shown(await getGrant(ctx, key)))
    },
  }),
]
