import { z } from 'zod'
import { civilDay, findCivilDay } from '../../kernel/civil-day.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { appointDeputy, endDeputy } from './actions.ts'
import { type Deputy, getDeputy, listDeputies } from './queries-deputies.ts'

const params = z.object({ id: z.uuid() })
const day = z.string().refine((text) => findCivilDay(text) !== null)
const inputDay = day.transform(civilDay)

const deputy = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  userName: z.string(),
  administratorId: z.uuid(),
  administratorName: z.string(),
  startsOn: day,
  endsBefore: day,
  isCurrent: z.boolean(),
  appointedByName: z.string(),
  appointedAt: z.date(),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
})

const shown = ({ name, email: _email, ...others }: Deputy) => ({ ...others, userName: name })

/** Deputies for API clients of a municipality. A machine never is one. */
export const deputiesApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/deputies',
    summary: 'Who acts for the KLIK administrators of one’s own municipality: open ones first',
    tag: 'deputies',
    access: needsOn('municipality', 'user.read'),
    audit: reads,
    output: z.object({ items: z.array(deputy), nextCursor: z.null() }),
    handle: async (ctx) => json({ items: (await listDeputies(ctx)).map(shown), nextCursor: null }),
  }),
  api({
    method: 'post',
    path: '/api/v1/deputies',
    summary: 'Let a user act for an administrator for at most a year; endsBefore is the first day without',
    tag: 'deputies',
    access: needsOn('municipality', 'deputy.write'),
    audit: changes('deputy.appointed'),
    input: {
      body: z.object({
        userId: z.uuid(),
        administratorId: z.uuid(),
        startsOn: inputDay.optional(),
        endsBefore: inputDay,
      }),
    },
    output: z.object({ id: z.uuid() }),
    successStatus: 201,
    handle: async (ctx, { body }) => {
      const created = await appointDeputy(ctx, body)
      return json(created, { location: `/api/v1/deputies/${created.id}` })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/deputies/:id',
    summary: 'One deputy',
    tag: 'deputies',
    access: needsOn('municipality', 'user.read'),
    audit: reads,
    input: { params },
    output: deputy,
    handle: async (ctx, input) => json(shown(await getDeputy(ctx, input.params.id))),
  }),
  api({
    method: 'delete',
    path: '/api/v1/deputies/:id',
    summary: 'End a deputy; the rights are gone at their next request',
    tag: 'deputies',
    access: needsOn('municipality', 'deputy.write'),
    audit: changes('deputy.ended'),
    input: { params },
    output: null,
    successStatus: 204,
    handle: async (ctx, input) => {
      await endDeputy(ctx, input.params.id)
      return { kind: 'empty' }
    },
  }),
]
