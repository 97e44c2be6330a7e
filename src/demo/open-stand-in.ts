import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { StartFault } from '../platform/db/embedded/index.ts'
import { keptSecret } from '../platform/files/kept-secret.ts'
import { prepareStandIn } from './demo-mattermost.ts'
import { createStandInMattermost } from './stand-in-mattermost/stand-in-mattermost.ts'

export interface OpenStandIn {
  readonly url: string
  readonly token: string
  /** Of the second bot, which posts. */
  readonly postToken: string
  /** What the stand-in proves itself with when it signs people in through the portal. */
  readonly ssoSecret: string
  close(): Promise<void>
}

interface Opening {
  readonly port: number
  /** Where the portal is. */
  readonly portal: URL
  readonly now: () => Date
}

/** A secret nobody else knows, kept so that a restart finds its own accounts again. @throws StartFault */
async function kept(dataDir: string, name: string): Promise<string> {
  try {
    return await keptSecret(join(dataDir, name), () => randomBytes(24).toString('base64url'))
  } catch (error) {
    throw new StartFault(error instanceof Error ? error.message : String(error))
  }
}

/** As an administrator of Mattermost would set it up towards the portal. */
const gitLabOf = (portal: URL, secret: string) => ({
  id: 'mattermost',
  secret,
  scope: '',
  authEndpoint: new URL('/oauth/authorize', portal).href,
  tokenEndpoint: new URL('/oauth/token', portal).href,
  userApiEndpoint: new URL('/api/v4/user', portal).href,
})

/**
 * Starts the stand-in Mattermost on loopback; its accounts survive a restart.
 * @throws StartFault when the port is taken, or the kept token is none
 */
export async function openStandIn(dataDir: string, { port, portal, now }: Opening): Promise<OpenStandIn> {
  const token = await kept(dataDir, 'test-mattermost-token')
  const postToken = await kept(dataDir, 'test-mattermost-post-token')
  const ssoSecret = await kept(dataDir, 'test-mattermost-sso-secret')
  const url = `http://localhost:${port}`
  const stateFile = join(dataDir, 'test-mattermost.json')
  prepareStandIn(stateFile, now())
  const server = createStandInMattermost({
    adminToken: token,
    postToken,
    stateFile,
    now,
    portalHref: new URL('/adgange', portal).href,
    gitLab: gitLabOf(portal, ssoSecret),
    siteUrl: url,
  })
  try {
    await server.listen({ port, host: '127.0.0.1' })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new StartFault(
      `Port ${port} of the stand-in Mattermost is taken by another program. Stop it, or choose another with MATTERMOST_PORT.`,
    )
  }
  return { url, token, postToken, ssoSecret, close: () => server.close() }
}
