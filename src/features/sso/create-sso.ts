import { mattermostClient, type Server, type SsoClient } from './domain.ts'
import { gatePath } from './paths.ts'
import { createProviders } from './provider/providers.ts'
import { type SecretSettings, secretsOf } from './secrets.ts'
import type { SsoWeb } from './web.tsx'

export interface SsoSettings extends SecretSettings {
  readonly BASE_URL: URL
  readonly MATTERMOST_URL?: string
  readonly MATTERMOST_SSO_SECRET?: string
  /** Servers beside the first. */
  readonly moreMattermosts: readonly {
    readonly connector: Server
    readonly url: string
    readonly ssoSecret: string
  }[]
}

/** The servers that people are signed in to, the first one first. */
function serversOf({ MATTERMOST_URL, MATTERMOST_SSO_SECRET, moreMattermosts }: SsoSettings) {
  const first =
    MATTERMOST_URL && MATTERMOST_SSO_SECRET
      ? [{ connector: 'mattermost' as const, url: MATTERMOST_URL, ssoSecret: MATTERMOST_SSO_SECRET }]
      : []
  return [...first, ...moreMattermosts]
}

/** Single sign-on as configured; null without a Mattermost that has a secret. @param more clients beside it */
export function createSso(settings: SsoSettings, more: readonly SsoClient[] = []): SsoWeb | null {
  const servers = serversOf(settings)
  const [first] = servers
  if (!first) return null
  const origin = new URL(settings.BASE_URL.origin)
  const own = servers.map(({ connector, url, ssoSecret }) => mattermostClient(connector, url, ssoSecret))
  const clients = [...own, ...more]
  const providers = createProviders({ origin, clients, secrets: secretsOf(settings) })
  return { sso: { origin, clients, providers }, mattermostUrl: first.url }
}

/** Where the forms of the sign-in lead in the end, for a way back: on to a Mattermost from the gate, else nowhere. */
export const formSitesOf =
  (settings: SsoSettings) =>
  (returnPath: string): readonly string[] =>
    returnPath.startsWith(gatePath('')) ? serversOf(settings).map(({ url }) => url) : []
