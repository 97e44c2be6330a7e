import { z } from 'zod'
import { needs } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { listUsers } from './queries.ts'

const user = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  email: z.string().nullable(),
  organisationId: z.int(),
  isAdministrator: z.boolean(),
})

/** Users for API clients: those of the client's own organisation, by name. */
export const usersApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/users',
    summary: 'The users of one’s own organisation: people who have signed in at least once',
    tag: 'users',
    access: needs('user.read'),
    audit: reads,
    output: z.object({ items: z.array(user), nextCursor: z.null() }),
    handle: async (ctx) => json({ items: await listUsers(ctx, ctx.actor.organisationId), nextCursor: null }),
  }),
]
