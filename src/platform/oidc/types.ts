/** Ourselves at an OpenID provider, and the provider as the one who runs the portal has named it. */
export interface OidcClient {
  /** The provider's name for itself; discovery begins here, and every token must name it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider sends the browser with its answer. */
  readonly redirectUri: string
  /** Where it sends the browser after a sign-out. */
  readonly signedOutUri: string
  /** What is asked for, with spaces between. */
  readonly scope: string
  /** The provider may be on this machine, without encryption: in demo mode alone. */
  readonly allowsLoopback: boolean
}

/** What a sign-in under way is proven by: known to the browser that began it alone. */
export interface SignInSecrets {
  readonly state: string
  readonly nonce: string
  /** PKCE: its digest goes out with the question, itself with the code (RFC 7636). */
  readonly verifier: string
}

export type Claims = Readonly<Record<string, unknown>>

/** What the provider has said about one person, every rule of the protocol kept. */
export interface ProvenClaims {
  readonly issuer: string
  readonly subject: string
  /** By what the provider calls the session, if it does. */
  readonly sid: string | null
  /** To be handed back when the person signs out. */
  readonly idToken: string
  readonly claims: Claims
}

/** Which sessions a provider wants ended: one by its sid, or all of a person's. One of the two is there. */
export interface LogoutWish {
  readonly issuer: string
  readonly subject: string | null
  readonly sid: string | null
  readonly tokenId: string
  /** From then on the same message is refused as too old. */
  readonly forgetAfter: Date
}

export type OidcFaultCode =
  /** It does not answer, or not as an OpenID provider. */
  | 'unreachable'
  /** It says no, or the person broke it off. */
  | 'refused'
  | 'expired'
  /** The answer is not what it must be. */
  | 'wrong'
  | 'logoutToken'

/** What keeps us from an answer, or an answer from being believed. */
export class OidcFault extends Error {
  readonly code: OidcFaultCode
  /** @param detail for the log: never a token, a name or a number of a person */
  constructor(code: OidcFaultCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'OidcFault'
    this.code = code
  }
}
