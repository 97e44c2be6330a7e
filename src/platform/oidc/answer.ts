import { authorizationCodeGrant, fetchUserInfo } from 'openid-client'
import { oidcFaultOf } from './faults.ts'
import { type OidcProvider, toleratedSeconds } from './provider.ts'
import { type Claims, OidcFault, type ProvenClaims, type SignInSecrets } from './types.ts'

export interface AnswerInput {
  /** The address the provider sent the browser to, with its query. */
  readonly address: URL
  readonly secrets: SignInSecrets
  /** Whether the token leaves out what is needed; then the provider is asked for the rest. */
  readonly lacks: (claims: Claims) => boolean
  readonly now: Date
}

/**
 * Turns the code that the browser brought into what the provider says of the person. The library checks state, issuer,
 * nonce, audience, times, algorithm and signature; the rest is ours.
 * @throws OidcFault
 */
export async function readAnswer(provider: OidcProvider, input: AnswerInput): Promise<ProvenClaims> {
  const { address, secrets, lacks, now } = input
  const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = secrets
  try {
    const configuration = await provider.configure(now)
    const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true }
    const answer = await authorizationCodeGrant(configuration, address, checks)
    const claims: Claims | undefined = answer.claims()
    const { id_token: idToken } = answer
    if (!claims || idToken === undefined) throw new OidcFault('wrong', 'no ID token')
    checkOwnRules(claims, provider.client.clientId, now)
    const subject = String(claims.sub)
    const asked = lacks(claims) && configuration.serverMetadata().userinfo_endpoint
    // What is signed counts before what is only said.
    const more: Claims = asked ? await fetchUserInfo(configuration, answer.access_token, subject) : {}
    const sid = typeof claims.sid === 'string' && claims.sid !== '' ? claims.sid : null
    return { issuer: String(claims.iss), subject, sid, idToken, claims: { ...more, ...claims } }
  } catch (error) {
    throw oidcFaultOf(error)
  }
}

/** Names that nobody has: they would be kept, and made into keys. */
const mostSubject = 255

/** @throws OidcFault */
function checkOwnRules({ sub, azp, iat }: Claims, clientId: string, now: Date): void {
  if (typeof sub !== 'string' || sub === '' || sub.length > mostSubject)
    throw new OidcFault('wrong', 'a subject too long or empty')
  if (azp !== undefined && azp !== clientId) throw new OidcFault('wrong', 'made out to another party (azp)')
  if (typeof iat !== 'number' || iat > now.getTime() / 1000 + toleratedSeconds)
    throw new OidcFault('wrong', 'issued in the future (iat)')
}
