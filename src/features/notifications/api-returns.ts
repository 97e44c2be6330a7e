import { z } from 'zod'
import { InvalidInput } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route } from '../../platform/http/route.ts'
import { resendMail } from './actions-resending.ts'
import { returnActions } from './domain-returns.ts'
import { readMessageId } from './mail/envelope.ts'
import { askForReport } from './queue-reported.ts'

const notOurs = {
  da: 'Tværs har ikke sendt en mail med det Message-ID.',
  en: 'Tværs has not sent an email with that Message-ID.',
}

const access = needsOn('central', 'notification.operate')

/** What a mail provider tells of a mail of ours. Taken up in the background, as from the mailbox of returns. */
const returnRoute = (host: string) =>
  api({
    method: 'post',
    path: '/api/v1/mail-returns',
    summary:
      'Report what became of a mail after a server took it. Only mails of ours count, each kind of report once',
    tag: 'notifications',
    access,
    audit: changes('notificationMail.returned', 'notificationMail.complained', 'notificationMail.arrived'),
    input: {
      body: z.object({
        messageId: z.string().max(300).describe('The Message-ID of the mail'),
        action: z.enum(returnActions).describe('As in RFC 3464; complained: as in RFC 5965'),
        code: z
          .string()
          .regex(/^([245]\.\d{1,3}\.\d{1,3}|[a-z-]{1,30})$/)
          .describe('Status code (RFC 3463), or the kind of complaint: abuse'),
        address: z.email().max(320).nullable().default(null).describe('Whom the report is about'),
      }),
    },
    output: z.object({ id: z.uuid().describe('Of the mail in the log') }),
    successStatus: 202,
    handle: async (ctx, { body }) => {
      const { messageId, ...fate } = body
      const sent = readMessageId(messageId, host)
      if (!sent) throw new InvalidInput({ messageId: notOurs })
      await askForReport(ctx, { mail: sent, fates: [fate] })
      return json({ id: sent.id })
    },
  })

const resendRoute = api({
  method: 'post',
  path: '/api/v1/notification-mails/:id/sendings',
  summary: 'Send a mail that was given up again, to the address the recipient has today',
  tag: 'notifications',
  access,
  audit: changes('notificationMail.resent'),
  input: { params: z.object({ id: z.uuid() }) },
  output: z.object({ id: z.uuid() }),
  successStatus: 202,
  handle: async (ctx, { params }) => json({ id: (await resendMail(ctx, params.id)).id }),
})

/** Mails that came back, and mails sent again, for API clients of the central body (N3). */
export const returnsApi = (baseUrl: URL): Route[] => [returnRoute(baseUrl.hostname), resendRoute]
