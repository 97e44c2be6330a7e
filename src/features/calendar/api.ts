import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { makeAddress, revokeAddress } from './actions.ts'
import { filePath } from './paths.ts'
import { findFeed } from './queries.ts'

const path = '/api/v1/calendar-feed'
const access = needsOn('municipality', 'calendarFeed.write')

const feed = z.object({
  id: z.uuid(),
  madeAt: z.date(),
  madeByName: z.string(),
  isOpen: z.boolean(),
  lastFetchedAt: z.date().nullable(),
  readerCount: z.number().int(),
})

/** @throws NotFound when there is no address in force */
async function shown(ctx: Context) {
  const found = await findFeed(ctx, 'municipality')
  if (!found || found.isRevoked) throw new NotFound('calendar')
  const { id, madeAt, madeByName, isOpen, lastFetchedAt, readerCount } = found
  return { id, madeAt, madeByName, isOpen, lastFetchedAt, readerCount }
}

const getRoute = api({
  method: 'get',
  path,
  summary: 'The municipality’s calendar: who made its address, whether it is open, and how it is fetched',
  tag: 'calendar',
  access,
  audit: reads,
  output: feed,
  handle: async (ctx) => json(await shown(ctx)),
})

const putRoute = (portal: URL) =>
  api({
    method: 'put',
    path,
    summary:
      'Makes the calendar’s address, or a new one that the old gives way to; shown in this answer alone',
    tag: 'calendar',
    access,
    audit: changes('calendarFeed.created', 'calendarFeed.renewed'),
    output: feed.extend({ address: z.url() }),
    handle: async (ctx) => {
      const { secret } = await makeAddress(ctx, 'municipality')
      return json({ ...(await shown(ctx)), address: new URL(filePath(`${secret}.ics`), portal).href })
    },
  })

const deleteRoute = api({
  method: 'delete',
  path,
  summary: 'Takes the calendar’s address back: it stops at once',
  tag: 'calendar',
  access,
  audit: changes('calendarFeed.revoked'),
  output: null,
  successStatus: 204,
  handle: async (ctx) => {
    await revokeAddress(ctx, 'municipality')
    return { kind: 'empty' }
  },
})

/** The municipality's calendar for its machines; a person's own is kept at its page alone. */
export const calendarApi = ({ baseUrl }: { readonly baseUrl: URL }): Route[] => [
  getRoute,
  putRoute(baseUrl),
  deleteRoute,
]
