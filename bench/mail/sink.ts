import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps the Message-ID of what it takes, and nothing else. */
export interface Sink {
  readonly url: string
  /** How often each Message-ID was taken. */
  readonly seen: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** The whole head stands in the first kilobytes; the rest of a mail is let go. */
const headBytes = 8_192

/**
 * @param answersAfter milliseconds it takes to say that it has a mail: between the two a worker may die
 * @param onMail told how many it has taken, before it says so
 */
export async function openSink(answersAfter: number, onMail: (count: number) => void): Promise<Sink> {
  const seen = new Map<string, number>()
  let taken = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, callback) {
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (head.length < headBytes) head += chunk.toString('latin1')
      })
      stream.on('end', () => {
        const id = /^Message-ID: (<[^>]+>)/im.exec(head)?.[1] ?? 'none'
        seen.set(id, (seen.get(id) ?? 0) + 1)
        onMail(++taken)
        void pause(answersAfter).then(() => callback(null))
      })
    },
  })
  // A killed worker breaks its connections; that is what is being tried.
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    seen,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
