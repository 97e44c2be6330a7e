import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { requiredText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { announce } from './actions.ts'
import { keyOfPlace, mostBody, mostTitle, postingStates, worstOf } from './domain.ts'
import { getAnnouncement, listAnnouncements, listPlaces, listPostings, listSeen } from './queries.ts'
import { postingSentence } from './texts.ts'
import type { PostingWeb } from './web.tsx'

const params = z.object({ id: z.uuid() })
const readers = needsOn('central', 'posting.read')

const announcement = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.string().describe('Markdown'),
  writtenAt: z.date(),
  writtenByName: z.string(),
})

const placesRoute = api({
  method: 'get',
  path: '/api/v1/posting-places',
  summary: 'The channels that roles open, and how many people in how many municipalities are in each',
  tag: 'announcements',
  access: readers,
  audit: reads,
  output: z.object({
    items: z.array(
      z.object({
        key: z.string().describe('Names the channel when something is announced'),
        instance: z.string(),
        team: z.string(),
        channel: z.string(),
        persons: z.int(),
        municipalities: z.int(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (ctx) => {
    const places = await listPlaces(ctx)
    return json({ items: places.map((place) => ({ key: keyOfPlace(place), ...place })), nextCursor: null })
  },
})

const cursorForm = z.object({ at: z.iso.datetime(), id: z.uuid() })

const listRoute = api({
  method: 'get',
  path: '/api/v1/announcements',
  summary: 'What was announced in Mattermost, newest first',
  tag: 'announcements',
  access: readers,
  audit: reads,
  input: {
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  output: z.object({
    items: z.array(
      announcement.extend({
        state: z.enum(postingStates).describe('Of the channel that needs most attention'),
        seenBy: z.object({ persons: z.int(), municipalities: z.int() }),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  handle: async (ctx, { query: { cursor, limit } }) => {
    const from = readCursor(cursor, cursorForm)
    const after = from && { at: new Date(from.at), id: from.id }
    const found = await listAnnouncements(ctx, { after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return json({
      items: items.map(({ states, persons, municipalities, ...rest }) => ({
        ...rest,
        state: worstOf(states),
        seenBy: { persons, municipalities },
      })),
      nextCursor: last ? writeCursor({ at: last.writtenAt.toISOString(), id: last.id }) : null,
    })
  },
})

const announceRoute = ({ isConnected }: PostingWeb) =>
  api({
    method: 'post',
    path: '/api/v1/announcements',
    summary: 'Announce something in channels of Mattermost',
    tag: 'announcements',
    access: needsOn('central', 'posting.write'),
    audit: changes('announcement.written'),
    input: {
      body: z.object({
        title: requiredText(mostTitle, postingSentence('missingTitle')),
        body: requiredText(mostBody, postingSentence('missingBody')),
        places: z.array(z.string()).min(1).describe('Keys of posting-places'),
      }),
    },
    output: z.object({ id: z.uuid() }),
    successStatus: 201,
    handle: async (ctx, { body }) => {
      const id = await announce(ctx, body, isConnected)
      return json({ id }, { location: `/api/v1/announcements/${id}` })
    },
  })

const oneRoute = api({
  method: 'get',
  path: '/api/v1/announcements/:id',
  summary: 'One announcement, how it stands in each channel, and how many have seen it where',
  tag: 'announcements',
  access: readers,
  audit: reads,
  input: { params },
  output: announcement.extend({
    postings: z.array(
      z.object({
        id: z.uuid(),
        instance: z.string(),
        team: z.string(),
        channel: z.string(),
        state: z.enum(postingStates),
        attempts: z.int(),
        postId: z.string().nullable(),
        postedAt: z.date().nullable(),
        nextAttemptAt: z.date().nullable(),
        error: z.string().nullable(),
      }),
    ),
    seen: z.array(
      z.object({
        organisationId: z.int(),
        organisationName: z.string(),
        reached: z.int(),
        seen: z.array(z.object({ name: z.string(), at: z.date() })),
      }),
    ),
  }),
  handle: async (ctx, input) => {
    const found = await getAnnouncement(ctx, input.params.id)
    const postings = await listPostings(ctx, found.id)
    const seen = await listSeen(ctx, found.id)
    return json({
      ...found,
      postings: postings.map(({ askedAt: _askedAt, error, ...rest }) => ({
        ...rest,
        error: error?.code ?? null,
      })),
      seen,
    })
  },
})

/** Announcements, for API clients of the central body. */
export const postingApi = (settings: PostingWeb): Route[] => [
  placesRoute,
  listRoute,
  announceRoute(settings),
  oneRoute,
]
