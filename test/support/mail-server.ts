import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How the server treats the next mails, in order; it accepts when nothing is left. */
export type MailServerMood =
  | 'accept'
  /** A reply to the address: [451, 'Try later']. */
  | { readonly atAddress: number }
  /** A reply to the text. */
  | { readonly atText: number }
  /** It takes the text and drops the connection before it answers: nobody knows whether it got it. */
  | 'dropAfterText'

export interface TestMailServer {
  readonly url: string
  /** Raw mails it took, whether it said so or not. */
  readonly taken: string[]
  /** From whom to whom each of them went, as told before the text, and of what a report was asked for. */
  readonly envelopes: {
    readonly from: string
    readonly to: readonly string[]
    readonly notify?: readonly string[]
  }[]
  readonly moods: MailServerMood[]
  close(): Promise<void>
}

const fault = (code: number) => Object.assign(new Error('said so by the test'), { responseCode: code })

/** A mail server in this process that speaks real SMTP on a port of its own. */
export async function startMailServer(): Promise<TestMailServer> {
  const taken: string[] = []
  const envelopes: TestMailServer['envelopes'] = []
  const moods: MailServerMood[] = []
  let mood: MailServerMood = 'accept'
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    hideDSN: false,
    onMailFrom(_address, _session, callback) {
      mood = moods.shift() ?? 'accept'
      callback()
    },
    onRcptTo(_address, _session, callback) {
      callback(typeof mood === 'object' && 'atAddress' in mood ? fault(mood.atAddress) : null)
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        if (typeof mood === 'object' && 'atText' in mood) return callback(fault(mood.atText))
        taken.push(raw)
        const { mailFrom, rcptTo } = session.envelope
        const { notify = [] } = (rcptTo[0] as { dsn?: { notify?: string[] } } | undefined)?.dsn ?? {}
        envelopes.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((recipient) => recipient.address),
          ...(notify.length > 0 && { notify }),
        })
        if (mood !== 'dropAfterText') return callback(null)
        for (const connection of server.connections)
          if ((connection as unknown as { id: string }).id === session.id)
            (connection as unknown as { _socket: { destroy(): void } })._socket.destroy()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    envelopes,
    moods,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
