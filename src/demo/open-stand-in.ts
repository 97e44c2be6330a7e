import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { StartFault } from '../platform/db/embedded/index.ts'
import { keptSecret } from '../platform/files/kept-secret.ts'
import { createStandInMattermost } from './stand-in-mattermost/stand-in-mattermost.ts'

export interface OpenStandIn {
  readonly url: string
  readonly token: string
  close(): Promise<void>
}

interface Opening {
  readonly port: number
  /** The portal's page of accesses, for the way back. */
  readonly portalHref: string
  readonly now: () => Date
}

/** A token nobody else knows, kept so that a restart finds its own accounts again. @throws StartFault */
async function keptToken(dataDir: string): Promise<string> {
  try {
    return await keptSecret(join(dataDir, 'test-mattermost-token'), () =>
      randomBytes(24).toString('base64url'),
    )
  } catch (error) {
    throw new StartFault(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Starts the stand-in Mattermost on loopback; its accounts survive a restart.
 * @throws StartFault when the port is taken, or the kept token is none
 */
export async function openStandIn(dataDir: string, { port, portalHref, now }: Opening): Promise<OpenStandIn> {
  const token = await keptToken(dataDir)
  const server = createStandInMattermost({
    adminToken: token,
    stateFile: join(dataDir, 'test-mattermost.json'),
    now,
    portalHref,
  })
  try {
    await server.listen({ port, host: '127.0.0.1' })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new StartFault(
      `Port ${port} of the stand-in Mattermost is taken by another program. Stop it, or choose another with MATTERMOST_PORT.`,
    )
  }
  return { url: `http://localhost:${port}`, token, close: () => server.close() }
}
