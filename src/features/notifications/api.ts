import { z } from 'zod'
import { needs } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { readNotification } from './actions.ts'
import { toldFilter, toldQuery } from './api-log.ts'
import { reasons } from './domain.ts'
import { listNotifications, type Notification } from './queries.ts'
import { wordsOf } from './reason-words.ts'

const place = z.object({ isUnread: z.boolean(), at: z.iso.datetime(), id: z.uuid() })

const notification = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  reason: z.enum(reasons),
  title: z.string(),
  text: z.string(),
  path: z.string(),
  at: z.date(),
  readAt: z.date().nullable(),
  settled: z
    .enum(['done', 'void'])
    .nullable()
    .describe('done: answered or decided since; void: it no longer applies; null: it still counts'),
})

const shown = (told: Notification, language: 'da' | 'en') => {
  const { title, text, href } = wordsOf(told, language)
  const { id, userId, reason, at, readAt, settled } = told
  return { id, userId, reason, title, text, path: href, at, readAt, settled }
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/notifications',
  summary: 'The notifications of the people of one’s own organisation, unread first, then newest first',
  tag: 'notifications',
  access: needs('notification.read'),
  audit: reads,
  input: {
    query: toldQuery.extend({
      userId: z.uuid().optional(),
      unread: z.enum(['true', 'false']).optional(),
    }),
  },
  output: z.object({ items: z.array(notification), nextCursor: z.string().nullable() }),
  handle: async (ctx, { query }) => {
    const from = readCursor(query.cursor, place)
    const found = await listNotifications(ctx, {
      after: from && { ...from, at: new Date(from.at) },
      limit: query.limit + 1,
      onlyUnread: query.unread === 'true',
      userId: query.userId ?? null,
      ...toldFilter(query),
    })
    const items = found.slice(0, query.limit)
    const last = found.length > query.limit ? items.at(-1) : undefined
    const nextCursor = last
      ? writeCursor({ isUnread: last.readAt === null, at: last.at.toISOString(), id: last.id })
      : null
    return json({ items: items.map((one) => shown(one, ctx.language)), nextCursor })
  },
})

const readRoute = api({
  method: 'put',
  path: '/api/v1/notifications/:id/read',
  summary: 'Notes that a notification was read; a second time changes nothing',
  tag: 'notifications',
  access: needs('notification.read'),
  audit: changes('notification.read'),
  input: { params: z.object({ id: z.uuid() }) },
  output: notification,
  handle: async (ctx, { params }) => {
    const before = await readNotification(ctx, params.id)
    return json(shown({ ...before, readAt: before.readAt ?? ctx.now }, ctx.language))
  },
})

/** Notifications for API clients: those of their own organisation's people, to show them elsewhere. */
export const notificationsApi: Route[] = [listRoute, readRoute]
