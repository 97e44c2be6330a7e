import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client'
import { type GuardedFetch, guardedFetch, isAllowedAddress } from '../outbound/guarded-fetch.ts'
import { oidcFaultOf } from './faults.ts'
import { type OidcClient, OidcFault, type SignInSecrets } from './types.ts'

/** How far the provider's clock and ours may be apart: seconds. */
export const toleratedSeconds = 120

/** Signatures by a key pair. No 'none', and none by a secret that both sides know. */
export const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

const limits = { mostBytes: 524_288, milliseconds: 10_000 }

/** How long what the provider says of itself is believed before it is asked anew: milliseconds. */
const askAnewEvery = 3_600_000

/** The way to one OpenID provider. Each process asks it about itself, and again every hour. */
export interface OidcProvider {
  readonly client: OidcClient
  readonly fetch: GuardedFetch
  /** What the provider says of itself. @throws OidcFault */
  describe(now: Date): Promise<ServerMetadata>
  /** The library's own form of it, seen at a point in time. @throws OidcFault */
  configure(now: Date): Promise<Configuration>
}

export function createOidcProvider(client: OidcClient): OidcProvider {
  const named = new URL(client.issuer)
  const fetch = guardedFetch({ ...limits, named, allowsLoopback: client.allowsLoopback })
  let known: { readonly metadata: ServerMetadata; readonly at: number } | null = null
  const describe = async (now: Date): Promise<ServerMetadata> => {
    if (known && now.getTime() - known.at < askAnewEvery) return known.metadata
    try {
      known = { metadata: await discover(client, fetch), at: now.getTime() }
    } catch (error) {
      const fault = oidcFaultOf(error)
      // What it said before is as good as nothing for nobody: its addresses seldom change.
      if (!known) throw fault
    }
    return known.metadata
  }
  return {
    client,
    fetch,
    describe,
    configure: async (now) => configurationOf(client, fetch, await describe(now), now),
  }
}

/** Asks a provider about itself. @throws OidcFault, and what the library throws */
async function discover(client: OidcClient, fetch: GuardedFetch): Promise<ServerMetadata> {
  const { issuer, clientId, clientSecret, allowsLoopback } = client
  const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
    [customFetch]: fetch,
    ...(allowsLoopback ? { execute: [allowInsecureRequests] } : {}),
  })
  const metadata: ServerMetadata = found.serverMetadata()
  // A directory that speaks for all its tenants would let anybody's employees in.
  if (metadata.issuer !== issuer) throw new OidcFault('wrong', 'the provider calls itself something else')
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
    if (!metadata[name]) throw new OidcFault('wrong', `the provider names no ${name}`)
  for (const name of endpoints) {
    const address = metadata[name]
    if (address === undefined) continue
    if (!URL.canParse(address) || !isAllowedAddress(new URL(address), allowsLoopback))
      throw new OidcFault('wrong', `${name} is no encrypted address`)
  }
  const offered = metadata.id_token_signing_alg_values_supported ?? []
  return { ...metadata, id_token_signing_alg_values_supported: takenOf(offered) }
}

const endpoints = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
  'end_session_endpoint',
] as const

/** Every provider must know RS256, whatever it says. */
const takenOf = (offered: readonly string[]): string[] => {
  const taken = algorithms.filter((algorithm) => offered.includes(algorithm))
  return taken.length > 0 ? taken : ['RS256']
}

/** Made anew for each use: the library takes its time from here, and ours is the portal's clock. */
function configurationOf(
  client: OidcClient,
  fetch: GuardedFetch,
  metadata: ServerMetadata,
  now: Date,
): Configuration {
  const { clientId, clientSecret, allowsLoopback } = client
  const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const authentication = ways.includes('client_secret_basic')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret)
  const skew = Math.round((now.getTime() - Date.now()) / 1000)
  const times = { [clockSkew]: skew, [clockTolerance]: toleratedSeconds }
  const configuration = new Configuration(
    metadata,
    clientId,
    { client_secret: clientSecret, ...times },
    authentication,
  )
  configuration[customFetch] = fetch
  enableNonRepudiationChecks(configuration)
  if (allowsLoopback) allowInsecureRequests(configuration)
  return configuration
}

/** Where to send a browser that wants to sign in. @throws OidcFault */
export async function signInUrl(provider: OidcProvider, secrets: SignInSecrets, now: Date): Promise<string> {
  const { redirectUri, scope } = provider.client
  const { state, nonce, verifier } = secrets
  const url = buildAuthorizationUrl(await provider.configure(now), {
    ...{ redirect_uri: redirectUri, scope, state, nonce },
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return url.href
}

/** Longest address a token is put in: some servers take no longer ones. */
const mostTokenCharacters = 4000

/**
 * Where to send a browser that has signed out here, so that the provider signs out too.
 * @param idToken by which the provider knows whom; without it it asks
 * @returns null where the provider takes no such message
 * @throws OidcFault
 */
export async function signOutUrl(
  provider: OidcProvider,
  leaving: { readonly state: string; readonly idToken: string | null },
  now: Date,
): Promise<string | null> {
  const { end_session_endpoint: address } = await provider.describe(now)
  if (!address) return null
  const { state, idToken } = leaving
  const wish = new URLSearchParams({ post_logout_redirect_uri: provider.client.signedOutUri, state })
  if (idToken !== null && idToken.length <= mostTokenCharacters) wish.set('id_token_hint', idToken)
  return buildEndSessionUrl(await provider.configure(now), wish).href
}
