import { createTransport } from 'nodemailer'
import type { Attempt } from '../domain-sending.ts'
import type { Mail } from './compose.ts'

/** Where mails go and whom they are from. */
interface MailSettings {
  readonly url: string
  readonly from: string
}

export interface Envelope {
  readonly to: { readonly name: string; readonly address: string }
  /** The same at every attempt, so that a mail accepted twice can be told to be one. */
  readonly messageId: string
  /** The list of mails this belongs to (RFC 2919). */
  readonly listId: string
  /** The beginning of the thread it belongs to. */
  readonly thread?: string
  /** Where it goes back to; the sender when left out. */
  readonly returnPath?: string | null
  /** Ends such mails with one click (RFC 8058). */
  readonly unsubscribe?: URL | null
  /** Asks the servers on the way to report that it arrived, as well (RFC 3461); not every server does. */
  readonly wantsReceipt?: boolean
}

/** The way out for mails. Hands over one at a time and says what came of it; never throws. */
export interface Post {
  send(mail: Mail, envelope: Envelope): Promise<Attempt>
  close(): void
}

interface SmtpFault {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly syscall?: string
}

/** At which point of the conversation the server said no. */
function attemptOf({ code, command, responseCode, syscall }: SmtpFault): Attempt {
  const error = code ?? 'EUNKNOWN'
  const reply = responseCode ?? null
  // An address our own library cannot take will not become one by waiting.
  if (error === 'EENVELOPE' && reply === null)
    return { outcome: 'refused', at: 'recipient', code: 553, error }
  if (command?.startsWith('RCPT')) return { outcome: 'refused', at: 'recipient', code: reply, error }
  if (command === 'DATA' || error === 'EMESSAGE')
    return { outcome: 'refused', at: 'message', code: reply, error, mayBeOut: reply === null }
  // Without a reply nobody knows how far it came, unless there never was a connection.
  const mayBeOut = reply === null && syscall !== 'connect' && error !== 'EDNS'
  return { outcome: 'refused', at: 'session', code: reply, error, mayBeOut }
}

/** Out-of-office replies are not wanted either: nobody reads them. */
const headersOf = ({ listId, unsubscribe }: Envelope): Record<string, string> => ({
  'List-Id': listId,
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'OOF, AutoReply',
  ...(unsubscribe && {
    'List-Unsubscribe': `<${unsubscribe.href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
})

/** Milliseconds a mail server may take for each answer. */
const patience = 20_000

/** A mail server over SMTP. */
export function createPost(settings: MailSettings): Post {
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail, envelope) {
      const { to, messageId, thread, returnPath, wantsReceipt } = envelope
      try {
        await transport.sendMail({
          ...mail,
          from: settings.from,
          to,
          messageId,
          ...(thread && { references: thread, inReplyTo: thread }),
          ...(returnPath && { envelope: { from: returnPath, to: to.address } }),
          ...(wantsReceipt && {
            dsn: { return: 'headers', notify: ['success', 'failure', 'delay'], recipient: to.address },
          }),
          headers: headersOf(envelope),
        })
        return { outcome: 'accepted' }
      } catch (error) {
        return attemptOf(error as SmtpFault)
      }
    },
    close: () => transport.close(),
  }
}
