import { z } from 'zod'
import { needs } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { listMunicipalities } from './queries.ts'

const municipality = z.object({
  id: z.int(),
  name: z.string(),
  shortName: z.string(),
  code: z.string().nullable(),
  region: z.string().nullable(),
  isTest: z.boolean(),
})

/** Organisations for API clients: the municipalities, by name. */
export const organisationsApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/organisations',
    summary: 'The municipalities, with the ids other resources name them by',
    tag: 'organisations',
    access: needs('organisation.read'),
    audit: reads,
    output: z.object({ items: z.array(municipality), nextCursor: z.null() }),
    handle: async (ctx) => json({ items: await listMunicipalities(ctx), nextCursor: null }),
  }),
]
