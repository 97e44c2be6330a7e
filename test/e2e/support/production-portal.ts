import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { makeKeyPair } from '../../support/saml/certificate.ts'
import { makeDataDir } from './filled-demo.ts'
import { freePort } from './free-port.ts'
import { type RunningPortal, startRunningPortal } from './running-portal.ts'

/** A portal as in production: nothing in its database but the organisations, and TLS in front of it. */
export async function startProductionPortal(
  settings: Readonly<Record<string, string>>,
): Promise<RunningPortal> {
  const port = await freePort()
  const address = `https://localhost:${port}`
  const empty = await makeDataDir()
  const portal = await startRunningPortal(empty, {
    ...settings,
    ...{ MODE: 'production', BASE_URL: address, TRUST_PROXY: 'yes' },
    SECRET_KEY: randomBytes(32).toString('hex'),
  }).finally(() => rm(empty, { recursive: true }))
  const closeProxy = await openProxy(port, portal.address)
  return {
    ...portal,
    address,
    async stop() {
      await closeProxy()
      await portal.stop()
    },
  }
}

/** Ends TLS and passes everything on. */
async function openProxy(port: number, target: string): Promise<() => Promise<void>> {
  const { key, certificate: cert } = makeKeyPair({ commonName: 'localhost' })
  const server = createServer({ key, cert }, (incoming, answer) => {
    const { method, headers, url = '/' } = incoming
    const onward = request(new URL(target).origin + url, {
      method,
      headers: { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-host': headers.host },
    })
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}
