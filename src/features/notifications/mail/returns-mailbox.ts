import { ImapFlow } from 'imapflow'

/** What is done with a mail of the mailbox: removed, or left with a flag for somebody to look at. */
export type Handled = 'remove' | 'leave'

/** Most mails of one look, and most bytes of one: a report is short, and the rest of a long one is the mail that came back. */
const mostMails = 500
const mostBytes = 256 * 1024

/** Milliseconds a mail server may take for each answer. */
const patience = 20_000

/** The settings in an address: imaps://user:password@host:993/INBOX. */
function settingsOf(address: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(address)
  const isSecure = protocol === 'imaps:'
  return {
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    connection: {
      host: hostname,
      port: Number(port) || (isSecure ? 993 : 143),
      secure: isSecure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    },
  }
}

/**
 * Reads the mails that nobody has read, oldest first. One is touched only after it has been handled: a worker that dies
 * leaves it for the next.
 * @returns how many were read
 * @throws where the mailbox can't be reached or opened
 */
export async function readMailbox(
  address: string,
  handle: (source: Uint8Array) => Promise<Handled>,
): Promise<number> {
  const { folder, connection } = settingsOf(address)
  const client = new ImapFlow({
    ...connection,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  // A connection that breaks is told of by whatever waits for it; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const lock = await client.getMailboxLock(folder)
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || []
      const uids = unread.slice(0, mostMails)
      for (const uid of uids) {
        const mail = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true })
        if (!mail || mail.source === undefined) continue
        const handled = await handle(mail.source)
        const one = String(uid)
        if (handled === 'remove') await client.messageDelete(one, { uid: true })
        else await client.messageFlagsAdd(one, ['\\Seen', '\\Flagged'], { uid: true })
      }
      return uids.length
    } finally {
      lock.release()
    }
  } finally {
    await client.logout()
  }
}
