import { z } from 'zod'
import { needsOn, signedInBecause } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { oneOf } from '../../platform/http/form-fields.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { findMailLanguage } from '../users/index.ts'
import { chooseMailLanguage, readAllNotifications, readNotification } from './actions.ts'
import { mailStates } from './domain.ts'
import { mailOf } from './mail/compose.ts'
import { inboxPath, languagePath, logPath, mailPath, openPath, readAllPath, readPath } from './paths.ts'
import { countUnread, listNotifications } from './queries.ts'
import { countMails, getMail, listMails } from './queries-log.ts'
import { wordsOf } from './reason-words.ts'
import { notificationTexts } from './texts.ts'
import { InboxPage } from './views/inbox-page.tsx'
import { LogPage } from './views/log-page.tsx'
import { MailPage } from './views/mail-page.tsx'

const ownInbox = signedInBecause('everybody has their own notifications')
const operations = needsOn('central', 'notification.readLog')
const inPath = z.object({ id: z.uuid() })
const pageSize = 30
const logPageSize = 50

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

const logCursor = z.object({ at: z.iso.datetime(), id: z.uuid() })

export interface NotificationParts {
  readonly baseUrl: URL
  /** A mail server is named. */
  readonly hasServer: boolean
}

const logRoute = ({ hasServer }: NotificationParts) =>
  web({
    method: 'get',
    path: logPath,
    access: operations,
    audit: reads,
    input: {
      query: z.object({
        q: z.string().max(200).catch('').default(''),
        tilstand: z.enum(mailStates).optional().catch(undefined),
        efter: z.string().optional(),
      }),
    },
    mostQueries: 3,
    handle: async (ctx, { query }) => {
      const [q, state] = [query.q.trim(), query.tilstand ?? null]
      const cursor = readCursor(query.efter, logCursor)
      const after = cursor && { at: new Date(cursor.at), id: cursor.id }
      const found = await listMails(ctx, { q, state, after, limit: logPageSize + 1 })
      const mails = found.slice(0, logPageSize)
      const last = found.length > logPageSize ? mails.at(-1) : undefined
      const next =
        last &&
        new URLSearchParams({
          ...(q && { q }),
          ...(state && { tilstand: state }),
          efter: writeCursor({ at: last.createdAt.toISOString(), id: last.id }),
        })
      const texts = notificationTexts(ctx.language)
      const counts = await countMails(ctx)
      return page({
        title: texts.logTitle,
        breadcrumbs: [{ label: texts.title, href: inboxPath }, { label: texts.logTitle }],
        body: (
          <LogPage
            language={ctx.language}
            {...{ mails, counts, q, state, hasServer }}
            nextHref={next ? `${logPath}?${next}` : null}
          />
        ),
      })
    },
  })

const mailRoute = ({ baseUrl, hasServer }: NotificationParts) =>
  web({
    method: 'get',
    path: mailPath(':id'),
    access: operations,
    audit: reads,
    input: { params: inPath },
    mostQueries: 2,
    handle: async (ctx, { params }) => {
      const texts = notificationTexts(ctx.language)
      const mail = await getMail(ctx, params.id)
      const written = mailOf(mail, { language: mail.language, baseUrl, letterBody: mail.letterBody })
      return page({
        title: written.subject,
        breadcrumbs: [
          { label: texts.title, href: inboxPath },
          { label: texts.logTitle, href: logPath },
          { label: texts.reasons[mail.reason] },
        ],
        body: <MailPage language={ctx.language} {...{ mail, written, hasServer }} />,
      })
    },
  })

/** One's own notifications, and the log of mails for the central body's operations. */
export const notificationRoutes = (parts: NotificationParts): Route[] => [
  inboxRoute,
  openRoute,
  readRoute,
  readAllRoute,
  languageRoute,
  logRoute(parts),
  mailRoute(parts),
]
