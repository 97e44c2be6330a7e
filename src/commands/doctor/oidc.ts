import type { OidcSettings } from '../../features/sign-in/index.ts'
import { createOidcProvider } from '../../platform/oidc/provider.ts'
import { OidcFault } from '../../platform/oidc/types.ts'
import { FetchFault } from '../../platform/outbound/fetch-text.ts'
import { type Finding, fault, ok, warning } from './finding.ts'

/** Whether the provider of the central body's own staff can be reached, and is what it must be. */
export async function examineOidc(settings: OidcSettings | null, now: Date): Promise<Finding[]> {
  if (!settings) return []
  const provider = createOidcProvider(settings.client)
  const { issuer } = settings.client
  try {
    const metadata = await provider.describe(now)
    const keys = await provider.fetch(metadata.jwks_uri ?? '', {})
    const isKeySet = keys.status === 200 && (await keys.text()).includes('"keys"')
    const challenges = metadata.code_challenge_methods_supported ?? []
    return [
      ok('oidc', `${issuer} says who it is`),
      isKeySet
        ? ok('oidc', `${issuer} shows its keys`)
        : fault(
            'oidc',
            `${metadata.jwks_uri} shows no keys (${keys.status})`,
            'Ask those who run the provider.',
          ),
      challenges.includes('S256')
        ? ok('oidc', `${issuer} takes PKCE`)
        : warning(
            'oidc',
            `${issuer} does not say that it takes PKCE (S256)`,
            'Ask those who run the provider to switch it on.',
          ),
      metadata.end_session_endpoint
        ? ok('oidc', `${issuer} takes sign-outs`)
        : warning(
            'oidc',
            `${issuer} takes no sign-outs`,
            'People stay signed in there when they sign out here; tell them.',
          ),
    ]
  } catch (error) {
    if (!(error instanceof OidcFault || error instanceof FetchFault)) throw error
    return [
      fault(
        'oidc',
        `${issuer} cannot be used: ${error.message}`,
        'OIDC_ISSUER must be the provider’s own name for itself, letter by letter, and open to this machine.',
      ),
    ]
  }
}
