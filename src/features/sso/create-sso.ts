import { mattermostClient, type SsoClient } from './domain.ts'
import { gatePath } from './paths.ts'
import { createProviders } from './provider/providers.ts'
import { type SecretSettings, secretsOf } from './secrets.ts'
import type { SsoWeb } from './web.tsx'

export interface SsoSettings extends SecretSettings {
  readonly BASE_URL: URL
  readonly MATTERMOST_URL?: string
  readonly MATTERMOST_SSO_SECRET?: string
}

/** Single sign-on as configured; null without a Mattermost that has a secret. @param more clients beside it */
export function createSso(settings: SsoSettings, more: readonly SsoClient[] = []): SsoWeb | null {
  const { MATTERMOST_URL: mattermostUrl, MATTERMOST_SSO_SECRET: secret, BASE_URL: baseUrl } = settings
  if (!mattermostUrl || !secret) return null
  const origin = new URL(baseUrl.origin)
  const clients = [mattermostClient(mattermostUrl, secret), ...more]
  const providers = createProviders({ origin, clients, secrets: secretsOf(settings) })
  return { sso: { origin, providers }, mattermostUrl }
}

/** Where the forms of the sign-in lead in the end, for a way back: on to Mattermost from the gate, else nowhere. */
export const formSiteOf =
  ({ MATTERMOST_URL, MATTERMOST_SSO_SECRET }: SsoSettings) =>
  (returnPath: string): string | undefined =>
    MATTERMOST_SSO_SECRET && returnPath.startsWith(gatePath('')) ? MATTERMOST_URL : undefined
