import { z } from 'zod'

/** Settings of the way out for mails, and of the way back for those that did not arrive. */
export const mailShape = {
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server, e.g. smtp://user:password@host:587; unset: mails are kept and shown, not sent'),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'must be an address, alone or as Name <address>',
    )
    .optional()
    .describe('Sender of mails, e.g. Tværs <tvaers@example.dk>; required with SMTP_URL'),
  MAIL_PER_MINUTE: z.coerce
    .number('must be a number')
    .int()
    .min(1)
    .max(100_000)
    .default(300)
    .describe('Most mails a minute to one receiving domain, of all processes together'),
  MAIL_RETURN_PATH: z
    .string()
    .regex(/^[^<>@\s+]+@[^<>@\s]+$/, 'must be an address without a plus sign, e.g. retur@example.dk')
    .optional()
    .describe(
      'Mailbox that undeliverable mails go back to; what follows a plus sign in its name must reach it too; unset: the sender',
    ),
  MAIL_RETURN_IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: 'must look like imaps://user:password@host/INBOX' })
    .optional()
    .describe(
      'Where that mailbox is read, e.g. imaps://user:password@host/INBOX; unset: returns are told by the API alone',
    ),
}
