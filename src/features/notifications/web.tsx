import { z } from 'zod'
import { signedInBecause } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { oneOf, optionalInstant } from '../../platform/http/form-fields.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { findOwnMark } from '../users/index.ts'
import { chooseMailLanguage, confirmAddress, readAllNotifications, readNotification } from './actions.ts'
import { isReason, reasons } from './domain.ts'
import {
  addressPath,
  choicesPath,
  inboxHref,
  inboxPath,
  languagePath,
  openPath,
  readAllPath,
  readPath,
} from './paths.ts'
import { countByReason, isNews, listGroups } from './queries-inbox.ts'
import { wordsOf } from './reason-words.ts'
import { notificationTexts } from './texts.ts'
import { InboxPage } from './views/inbox-page.tsx'
import { liveRoutes } from './web-live.ts'
import { type LogParts, logRoutes } from './web-log.tsx'
import { type UnsubscribeParts, waysRoutes } from './web-ways.tsx'

const ownInbox = signedInBecause('everybody has their own notifications')
const inPath = z.object({ id: z.uuid() })
const pageSize = 30

const inboxCursor = z.object({ isUnread: z.boolean(), at: z.iso.datetime(), id: z.uuid() })

/** What the list is narrowed to, as it stands in the address. */
const narrowing = z.object({
  grund: z.string().optional(),
  om: z.string().max(200).optional(),
  efter: z.string().optional(),
})

const inboxRoute = web({
  method: 'get',
  path: inboxPath,
  access: ownInbox,
  audit: reads,
  input: { query: narrowing },
  handle: async (ctx, { query }) => {
    const cursor = readCursor(query.efter, inboxCursor)
    const after = cursor && { ...cursor, at: new Date(cursor.at) }
    const reason = query.grund && isReason(query.grund) ? query.grund : null
    const thing = query.om || null
    const found = await listGroups(ctx, { after, limit: pageSize + 1, reason, thing })
    const groups = found.slice(0, pageSize)
    const last = found.length > pageSize ? groups.at(-1) : undefined
    const next = last && { isUnread: isNews(last), at: last.at.toISOString(), id: last.id }
    return page({
      title: notificationTexts(ctx.language).title,
      body: (
        <InboxPage
          language={ctx.language}
          today={ctx.today}
          groups={groups}
          {...{ reason, thing }}
          counts={await countByReason(ctx)}
          mark={await findOwnMark(ctx)}
          nextHref={next ? inboxHref({ reason, thing }, writeCursor(next)) : null}
          isCentral={ctx.actor.side === 'central'}
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
  input: {
    body: z.object({
      reason: z.enum(reasons).optional(),
      thing: z.string().max(200).optional(),
      until: optionalInstant,
      // Where one was.
      grund: z.enum(reasons).optional(),
    }),
  },
  handle: async (ctx, { body }) => {
    const texts = notificationTexts(ctx.language)
    const { reason, thing, until } = body
    const count = await readAllNotifications(ctx, { reason, thing, until: until ?? undefined })
    return redirect(inboxHref({ reason: body.grund ?? null, thing: null }), {
      notice: { kind: 'success', title: texts.allReadTitle, text: texts.allReadText(count) },
    })
  },
})

const addressRoute = web({
  method: 'post',
  path: addressPath,
  access: ownInbox,
  audit: changes('notification.addressConfirmed'),
  handle: async (ctx) => {
    await confirmAddress(ctx)
    const { mark } = notificationTexts(ctx.language)
    return redirect(inboxPath, {
      notice: { kind: 'success', title: mark.confirmedTitle, text: mark.confirmedText },
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
    return redirect(choicesPath, {
      notice: { kind: 'success', title: texts.languageSaved, text: texts.languageSavedText },
    })
  },
})

/** One's own notifications, and the log of mails for those who may read it. */
export const notificationRoutes = (
  parts: LogParts & UnsubscribeParts & { readonly world: World },
): Route[] => [
  inboxRoute,
  openRoute,
  readRoute,
  readAllRoute,
  languageRoute,
  addressRoute,
  ...liveRoutes(parts),
  ...waysRoutes(parts),
  ...logRoutes(parts),
]
