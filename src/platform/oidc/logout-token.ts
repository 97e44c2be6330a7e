import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose'
import { oidcFaultOf } from './faults.ts'
import { algorithms, type OidcProvider, toleratedSeconds } from './provider.ts'
import { type LogoutWish, OidcFault } from './types.ts'

/** What a token must say to be about the end of sessions (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Older messages are not believed, whatever they say of themselves: seconds. */
const oldest = 600

const mostCharacters = 255

/** Reads the messages by which one provider ends sessions, without any browser; its keys are fetched, and kept a while. */
export function logoutTokenReader(provider: OidcProvider): (token: string, now: Date) => Promise<LogoutWish> {
  let keys: { readonly address: string; readonly find: ReturnType<typeof createRemoteJWKSet> } | null = null
  const keysAt = (address: string) => {
    if (keys?.address !== address)
      keys = { address, find: createRemoteJWKSet(new URL(address), { [customFetch]: provider.fetch }) }
    return keys.find
  }
  return async (token, now) => {
    // Nobody is asked anything for the sake of what is no token at all.
    if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) throw new OidcFault('logoutToken', 'no token')
    const metadata = await provider.describe(now)
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keysAt(metadata.jwks_uri ?? ''), {
        algorithms: [...(metadata.id_token_signing_alg_values_supported ?? algorithms)],
        issuer: metadata.issuer,
        audience: provider.client.clientId,
        currentDate: now,
        clockTolerance: toleratedSeconds,
        maxTokenAge: oldest,
        requiredClaims: ['iat', 'jti', 'events'],
      })
      // A token of another kind says so, where providers name the kind at all.
      const { typ } = protectedHeader
      if (typ !== undefined && !/^(application\/)?(logout\+jwt|jwt)$/i.test(typ))
        throw new OidcFault('logoutToken', 'of another kind (typ)')
      return wishOf(payload, metadata.issuer)
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw oidcFaultOf(error)
      throw new OidcFault(isOfKeys(error) ? 'unreachable' : 'logoutToken', detailOf(error))
    }
  }
}

/** The keys could not be had: nothing is said about the message. */
const isOfKeys = ({ code }: errors.JOSEError): boolean => /^ERR_J(OSE_GENERIC|WKS_TIMEOUT)$/.test(code)

/** The kind of fault and the part of the token it lies in; never what the token says. */
const detailOf = (error: errors.JOSEError): string =>
  'claim' in error ? `${error.code} (${error.claim})` : error.code

/** @throws OidcFault */
function wishOf(payload: JWTPayload, issuer: string): LogoutWish {
  const { events, nonce, jti, sub, sid, iat = 0 } = payload
  const event = isObject(events) ? events[logoutEvent] : undefined
  if (!isObject(event)) throw new OidcFault('logoutToken', 'not about a sign-out (events)')
  // With a nonce it would be an ID token, that somebody sends on as something else.
  if (nonce !== undefined) throw new OidcFault('logoutToken', 'has a nonce')
  const [tokenId, subject, session] = [textOf(jti), textOf(sub), textOf(sid)]
  if (tokenId === null) throw new OidcFault('logoutToken', 'no name of its own (jti)')
  if (subject === null && session === null) throw new OidcFault('logoutToken', 'names nobody (sub, sid)')
  const forgetAfter = new Date((iat + oldest + toleratedSeconds + 1) * 1000)
  return { issuer, subject, sid: session, tokenId, forgetAfter }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= mostCharacters ? value : null
