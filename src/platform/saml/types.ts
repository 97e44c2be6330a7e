import { withoutLongNumbers } from '../../kernel/long-numbers.ts'
import type { SamlFaultCode } from './fault-codes.ts'

/** A private key and the certificate that carries its public half, both PEM. RSA, 2048 bits or more. */
export interface KeyPair {
  readonly key: string
  readonly certificate: string
}

/** Ourselves: the system that asks who somebody is ("brugervendt system"). */
export interface ServiceProvider {
  readonly entityId: string
  /** Where responses are posted. */
  readonly acsUrl: string
  /** Where logout requests and responses arrive, by Redirect and by POST. */
  readonly sloUrl: string
  /** Where responses to our own logout requests arrive (ResponseLocation). */
  readonly sloResponseUrl: string
  /** Where logout requests arrive by the back channel, without a browser. */
  readonly sloSoapUrl: string
  readonly serviceName: string
  readonly organisation: {
    readonly name: string
    readonly url: string
  }
  readonly contactMail: string
  readonly signing: KeyPair
  /** Published, not used yet: so that the other side knows it before the change. */
  readonly nextSigning?: KeyPair
  /** PEM: the present, the next and the one before, as far as there are such. What is encrypted to any of them can be read. */
  readonly decryptionKeys: readonly string[]
}

export type SloBinding = 'redirect' | 'post'

/** Older forms of encryption that one identity provider may be allowed by the one who runs Tværs (ADR 24). */
export interface OlderEncryption {
  /** AES in CBC mode, which does not protect what it hides from being altered. */
  readonly cbc?: boolean
  /** `rsa-oaep-mgf1p`: digest SHA-256 or better, but a mask made with SHA-1. */
  readonly mgf1Sha1?: boolean
  /** A digest with SHA-1 as well: all that simplesamlphp 1.19 and other older software can. */
  readonly oaepSha1?: boolean
}

/** Who says who somebody is, as its metadata tells. */
export interface IdentityProvider {
  readonly entityId: string
  readonly name?: string
  /** Where our requests go, by Redirect. */
  readonly ssoUrl: string
  readonly sloUrl?: string
  /** Where answers to its logout requests go; `sloUrl` when it names no other. */
  readonly sloResponseUrl?: string
  readonly sloBinding: SloBinding
  readonly sloSoapUrl?: string
  /** PEM. Any one of them may have signed. */
  readonly signingCertificates: readonly string[]
  readonly encryptionCertificate?: string
  readonly olderEncryption?: OlderEncryption
}

/** NSIS, the lowest first. */
export const assuranceLevels = ['Low', 'Substantial', 'High'] as const
export type AssuranceLevel = (typeof assuranceLevels)[number]

export type SamlProfile = 'OIOSAML2' | 'OIOSAML3'

/** What was signed about one person at one sign-in, after every rule of the protocol was kept. */
export interface SamlAssertion {
  /** To be remembered until `notOnOrAfter`: an id seen before is a replay. */
  readonly id: string
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
  readonly inResponseTo: string
  readonly authnInstant: Date
  /** The identity provider's own end of the session, if it sets one. */
  readonly sessionNotOnOrAfter?: Date
  /** From now on the assertion is refused as expired, the skew of clocks included; a replay store may forget it. */
  readonly notOnOrAfter: Date
  readonly profile: SamlProfile
  /** What the identity provider wrote as the level of assurance, before anything is read into it. */
  readonly levelText?: string
  /** Known attributes only, values trimmed. A civil registration number (CPR) is never among them. */
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

/** `expected` is what was kept when the person was sent off. `skewSeconds` is 300 unless told. Reading is a promise. */
export interface ResponseInput {
  /** The form field SAMLResponse, as it came. */
  readonly samlResponse: string
  readonly sp: ServiceProvider
  readonly idps: readonly IdentityProvider[]
  readonly expected: { readonly requestId: string; readonly idpEntityId: string }
  readonly now: Date
  readonly skewSeconds?: number
}

export interface AuthnRequestInput {
  readonly requestedLevel: AssuranceLevel
  /** Asks for a person who acts for an organisation. True unless told. */
  readonly professional?: boolean
  readonly relayState: string
  readonly now: Date
  readonly id: string
  readonly forceAuthn?: boolean
  readonly isPassive?: boolean
}

/** A message that leaves by sending the browser on. */
export interface SentByRedirect {
  readonly id: string
  readonly url: string
}

/** Who an assertion speaks of, in one shape for both generations of attributes. */
export interface SamlPerson {
  /** Lower case. */
  readonly uuid: string
  readonly cvr: string
  readonly organisationName?: string
  readonly name: string
  readonly email?: string
  readonly level: AssuranceLevel
  readonly privilegesBase64: readonly string[]
  readonly specVersion: string
}

export interface PrivilegeScope {
  readonly kind: 'cvr' | 'productionUnit' | 'se' | 'cpr'
  /** The number; empty for `cpr`, which opens nothing here and is never carried on. */
  readonly value: string
}

export interface PrivilegeGroup {
  readonly scope: PrivilegeScope
  readonly privileges: readonly string[]
  readonly constraints: readonly { readonly name: string; readonly value: string }[]
}

export interface LogoutSubject {
  readonly nameId: string
  readonly nameIdFormat: string
}

/** The session to be ended, as its assertion named it. */
export interface LogoutRequestInput extends LogoutSubject {
  readonly sessionIndex: string
  readonly relayState: string
  readonly id: string
  readonly now: Date
}

export type LogoutBinding = SloBinding | 'soap'

/** A logout message as it arrived. */
export type LogoutMessage =
  /** The query as it was sent, without the question mark: the signature is over those very characters. */
  | { readonly binding: 'redirect'; readonly rawQuery: string }
  /** The form field SAMLRequest or SAMLResponse. */
  | { readonly binding: 'post'; readonly body: string }
  /** The whole body of the request. */
  | { readonly binding: 'soap'; readonly body: string | Uint8Array }

export type LogoutMessageInput = LogoutMessage & {
  readonly sp: ServiceProvider
  readonly idps: readonly IdentityProvider[]
  readonly now: Date
  readonly skewSeconds?: number
}

export interface LogoutRequest extends LogoutSubject {
  readonly id: string
  readonly issuer: string
  /** None: all sessions of the person. */
  readonly sessionIndexes: readonly string[]
  /** Redirect only; by POST it is a form field of its own. To be handed back as it came. */
  readonly relayState?: string
}

export type LogoutStatus = 'success' | 'partialLogout' | 'requestDenied'

export interface LogoutResponseInput {
  readonly binding: LogoutBinding
  /** The id of the request that is answered. */
  readonly inResponseTo: string
  readonly relayState?: string
  readonly id: string
  readonly now: Date
  /** Success unless told, also where the session was gone already. */
  readonly status?: LogoutStatus
}

/** How our own request leaves: the browser is sent on, or posts a form. */
export type SentLogoutRequest =
  | { readonly binding: 'redirect'; readonly id: string; readonly url: string }
  | {
      readonly binding: 'post'
      readonly id: string
      readonly action: string
      readonly fields: { readonly SAMLRequest: string; readonly RelayState: string }
    }

/** How an answer leaves: the browser is sent on, a form is posted by the browser, or the body of the HTTP answer. */
export type SentLogoutResponse =
  | { readonly binding: 'redirect'; readonly url: string }
  | {
      readonly binding: 'post'
      readonly action: string
      readonly fields: { readonly SAMLResponse: string; readonly RelayState?: string }
    }
  | { readonly binding: 'soap'; readonly contentType: 'text/xml'; readonly body: string }

export type LogoutResponseExpected = LogoutMessageInput & {
  readonly expected: { readonly requestId: string; readonly idpEntityId: string }
}

export interface LogoutResponse {
  readonly id: string
  readonly issuer: string
  readonly inResponseTo: string
  readonly status: 'success' | 'partialLogout' | 'failed'
  readonly relayState?: string
}

/** What an enemy wrote may stand in it, so a log is not to be filled by it. */
const longestDetail = 200

/** A message, an assertion or a privilege list that is refused. The code is fixed; a page has its sentence. */
export class SamlFault extends Error {
  readonly code: SamlFaultCode
  /** For the log: what was compared with what. Never a name, a number of a person, or a key. */
  readonly detail?: string
  constructor(code: SamlFaultCode, detail?: string) {
    const short = detail && withoutLongNumbers(detail, longestDetail)
    super(short ? `${code}: ${short}` : code)
    this.name = 'SamlFault'
    this.code = code
    this.detail = short
  }
}

export type { SamlFaultCode }
