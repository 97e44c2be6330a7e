import { z } from 'zod'
import { signedInBecause } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { oneOf } from '../../platform/http/form-fields.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { findMailLanguage } from '../users/index.ts'
import { chooseMailLanguage, readAllNotifications, readNotification } from './actions.ts'
import { inboxPath, languagePath, openPath, readAllPath, readPath } from './paths.ts'
import { countUnread, listNotifications } from './queries.ts'
import { wordsOf } from './reason-words.ts'
import { notificationTexts } from './texts.ts'
import { InboxPage } from './views/inbox-page.tsx'
import { type LogParts, logRoutes } from './web-log.tsx'

const ownInbox = signedInBecause('everybody has their own notifications')
const inPath = z.object({ id: z.uuid() })
const pageSize = 30

const inboxCursor = z.object({ isUnread: z.boolean(), at: z.iso.datetime(), id: z.uuid() })

const inboxRoute = web({
  method: 'get',
  path: inboxPath,
  access: ownInbox,
  audit: reads,
  input: { query: z.object({ efter: z.string().optional() }) },
  mostQueries: 4,
  handle: async (ctx, { query }) => {
    const cursor = readCursor(query.efter, inboxCursor)
    const after = cursor && { ...cursor, at: new Date(cursor.at) }
    const found = await listNotifications(ctx, { after, limit: pageSize + 1 })
    const notifications = found.slice(0, pageSize)
    const last = found.length > pageSize ? notifications.at(-1) : undefined
    const next = last && { isUnread: last.readAt === null, at: last.at.toISOString(), id: last.id }
    return page({
      title: notificationTexts(ctx.language).title,
      body: (
        <InboxPage
          language={ctx.language}
          today={ctx.today}
          notifications={notifications}
          unread={await countUnread(ctx)}
          mailLanguage={await findMailLanguage(ctx)}
          nextHref={next ? `${inboxPath}?efter=${writeCursor(next)}` : null}
          mayReadLog={ctx.actor.permissions.has('notification.readLog')}
          hasCalendar={ctx.actor.side === 'municipality' && ctx.actor.permissions.has('task.read')}
        />
      ),
    })
  },
})

/** Reads it and goes on to what it is about. */
const openRoute = web({
  method: 'post',
  path: openPath(':id'),
  access: ownInbox,
  audit: changes('notification.read'),
  input: { params: inPath },
  handle: async (ctx, { params }) =>
    redirect(wordsOf(await readNotification(ctx, params.id), ctx.language).href),
})

const readRoute = web({
  method: 'post',
  path: readPath(':id'),
  access: ownInbox,
  audit: changes('notification.read'),
  input: { params: inPath },
  handle: async (ctx, { params }) => {
    await readNotification(ctx, params.id)
    return redirect(inboxPath)
  },
})

const readAllRoute = web({
  method: 'post',
  path: readAllPath,
  access: ownInbox,
  audit: changes('notification.allRead'),
  handle: async (ctx) => {
    const texts = notificationTexts(ctx.language)
    const count = await readAllNotifications(ctx)
    return redirect(inboxPath, {
      notice: { kind: 'success', title: texts.allReadTitle, text: texts.allReadText(count) },
    })
  },
})

const languageRoute = web({
  method: 'post',
  path: languagePath,
  access: ownInbox,
  audit: changes('user.mailLanguageChosen'),
  input: { body: z.object({ language: oneOf(['da', 'en']) }) },
  handle: async (ctx, { body }) => {
    await chooseMailLanguage(ctx, body.language)
    const texts = notificationTexts(body.language)
    return redirect(inboxPath, {
      notice: { kind: 'success', title: texts.languageSaved, text: texts.languageSavedText },
    })
  },
})

/** One's own notifications, and the log of mails for those who may read it. */
export const notificationRoutes = (parts: LogParts): Route[] => [
  inboxRoute,
  openRoute,
  readRoute,
  readAllRoute,
  languageRoute,
  ...logRoutes(parts),
]
