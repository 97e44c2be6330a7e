import { z } from 'zod'
import { needs, needsOn } from '../../platform/http/access.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { resendMail } from './actions-resending.ts'
import { digestBody } from './digest-words.ts'
import { logHref, logQuery, pageOf, readLogFilter, readPlace } from './log-address.ts'
import { readLogExtract } from './log-extract.ts'
import { mailOf } from './mail/compose.ts'
import { inboxPath, logExtractPath, logPath, mailPath, resendPath } from './paths.ts'
import { mayOperateMails } from './policy.ts'
import { countMails, getMail, listMails } from './queries-log.ts'
import { notificationTexts } from './texts.ts'
import { LogPage } from './views/log-page.tsx'
import { MailPage } from './views/mail-page.tsx'

/** A municipality's administrator sees what was sent to its own people, the central body's operations see all. */
const access = needs('notification.readLog')
const pageSize = 25

export interface LogParts {
  readonly baseUrl: URL
  /** A mail server is named. */
  readonly hasServer: boolean
  /** Days that addresses and texts are kept. */
  readonly keptFor: number
}

const logRoute = ({ hasServer, keptFor }: LogParts) =>
  web({
    method: 'get',
    path: logPath,
    access,
    audit: reads,
    input: { query: logQuery },
    handle: async (ctx, { query }) => {
      const { efter, ...words } = query
      const after = readPlace(efter)
      const found = await listMails(ctx, readLogFilter(words), { after, limit: pageSize + 1 })
      const { mails, next } = pageOf(found, pageSize)
      const texts = notificationTexts(ctx.language)
      const counts = await countMails(ctx)
      return page({
        title: texts.logTitle,
        breadcrumbs: [{ label: texts.title, href: inboxPath }, { label: texts.logTitle }],
        body: (
          <LogPage
            language={ctx.language}
            isCentral={ctx.actor.side === 'central'}
            {...{ mails, counts, words, hasServer, keptFor }}
            nextHref={next && logHref(logPath, { ...words, efter: next })}
          />
        ),
      })
    },
  })

const extractRoute = web({
  method: 'get',
  path: logExtractPath,
  access,
  audit: reads,
  input: { query: logQuery },
  handle: async (ctx, { query }) => {
    const { efter: _efter, ...words } = query
    const { name, content } = await readLogExtract(ctx, readLogFilter(words))
    return { kind: 'file', contentType: 'text/csv; charset=utf-8', fileName: name, content }
  },
})

const mailRoute = ({ baseUrl, hasServer, keptFor }: LogParts) =>
  web({
    method: 'get',
    path: mailPath(':id'),
    access,
    audit: reads,
    input: { params: z.object({ id: z.uuid() }) },
    handle: async (ctx, { params }) => {
      const texts = notificationTexts(ctx.language)
      const mail = await getMail(ctx, params.id)
      const letterBody = mail.letterBody ?? digestBody(mail, mail.language, baseUrl)
      const written = mailOf(mail, { language: mail.language, baseUrl, letterBody })
      return page({
        title: written.subject,
        breadcrumbs: [
          { label: texts.title, href: inboxPath },
          { label: texts.logTitle, href: logPath },
          { label: texts.reasons[mail.reason] },
        ],
        body: (
          <MailPage
            language={ctx.language}
            {...{ mail, written, hasServer, keptFor }}
            mayResend={mayOperateMails(ctx.actor)}
          />
        ),
      })
    },
  })

const resendRoute = web({
  method: 'post',
  path: resendPath(':id'),
  access: needsOn('central', 'notification.operate'),
  audit: changes('notificationMail.resent'),
  input: { params: z.object({ id: z.uuid() }) },
  handle: async (ctx, { params }) => {
    await resendMail(ctx, params.id)
    const texts = notificationTexts(ctx.language)
    return redirect(mailPath(params.id), {
      notice: { kind: 'success', title: texts.resentTitle, text: texts.resentText },
    })
  },
})

/** The log of mails (N3). */
export const logRoutes = (parts: LogParts): Route[] => [
  logRoute(parts),
  extractRoute,
  mailRoute(parts),
  resendRoute,
]
