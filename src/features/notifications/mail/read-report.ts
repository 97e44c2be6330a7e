import PostalMime from 'postal-mime'
import { type Fate, type ReturnAction, returnActions } from '../domain-returns.ts'
import { readMessageId, readReturnPath } from './envelope.ts'

/** A report of a mail of ours. */
export interface Report {
  readonly mail: { readonly id: string; readonly sending: number }
  readonly fates: readonly Fate[]
}

/** What our mails are known by. */
export interface OwnMarks {
  /** The host in our Message-IDs. */
  readonly host: string
  /** The mailbox of returns, if mails carry one. */
  readonly mailbox: string | null
}

type Fields = ReadonlyMap<string, string>

/** Groups of fields with blank lines between them; a field that goes on on the next line is one. */
const groupsOf = (text: string): Fields[] =>
  text
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map(
      (group) =>
        new Map(
          group.split('\n').flatMap((line): [string, string][] => {
            const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
            return name ? [[name.toLowerCase(), value?.trim() ?? '']] : []
          }),
        ),
    )
    .filter((fields) => fields.size > 0)

/** 'rfc822; anna@example.dk' → 'anna@example.dk' */
const addressIn = (field: string | undefined): string | null =>
  field?.replace(/^[^;]*;/, '').replace(/[<>\s]/g, '') || null

const isAction = (word: string): word is ReturnAction => (returnActions as readonly string[]).includes(word)

function deliveryFate(fields: Fields): Fate[] {
  const action = fields.get('action')?.toLowerCase() ?? ''
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  // The original recipient is the one we wrote to; the final one may be where it was forwarded.
  const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
  return isAction(action) && code ? [{ address, action, code }] : []
}

function complaint(fields: Fields | undefined): Fate[] {
  const kind = /^[a-z-]{1,30}$/.exec(fields?.get('feedback-type')?.toLowerCase() ?? '')?.[0]
  return kind
    ? [{ address: addressIn(fields?.get('original-rcpt-to')), action: 'complained', code: kind }]
    : []
}

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)

/**
 * Reads a report out of a mail: a delivery status notification, or a complaint. Which mail of ours it is about is told
 * by the address it came back to, else by the Message-ID in the part of the mail that came back with it.
 * @returns null when it is neither, or about no mail of ours
 */
export async function readReport(source: Uint8Array, { host, mailbox }: OwnMarks): Promise<Report | null> {
  const parsed = await PostalMime.parse(source, {
    forceRfc822Attachments: true,
    maxNestingDepth: 10,
    maxHeadersSize: 256 * 1024,
  })
  const parts = parsed.attachments.map(({ mimeType, content }) => ({ mimeType, text: textOf(content) }))
  const partOf = (...types: string[]) => parts.find(({ mimeType }) => types.includes(mimeType))?.text
  const status = partOf('message/delivery-status', 'message/global-delivery-status')
  const feedback = partOf('message/feedback-report')
  const fates = status
    ? groupsOf(status).flatMap(deliveryFate)
    : feedback
      ? complaint(groupsOf(feedback)[0])
      : []
  if (fates.length === 0) return null
  const returned = partOf('message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers')
  const messageId = returned && groupsOf(returned)[0]?.get('message-id')
  const arrivedAt = parsed.headers
    .filter(({ key }) => ['to', 'delivered-to', 'x-original-to'].includes(key))
    .flatMap(({ value }) => value.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [])
  const mail =
    (mailbox && arrivedAt.map((address) => readReturnPath(address, mailbox)).find((one) => one !== null)) ||
    (messageId && readMessageId(messageId, host)) ||
    null
  return mail && { mail, fates }
}
