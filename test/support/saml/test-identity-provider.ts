import { createSign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { nameIdFormats } from '../../../src/platform/saml/saml-names.ts'
import type { IdentityProvider, KeyPair, ServiceProvider } from '../../../src/platform/saml/types.ts'
import { element, Markup } from '../../../src/platform/saml/xml/write.ts'
import { makeKeyPair } from './certificate.ts'
import { contextHandlerForm, type EncryptionForm, encryptedAssertion, encryptedData } from './encrypt.ts'
import {
  type AssertionOptions,
  type AssertionParts,
  assertionParts,
  assertionXml,
  instantAfter,
  type ResponseParts,
  responseXml,
  type TestPerson,
} from './parts.ts'
import { type SigningOptions, sign } from './sign.ts'

/** Where a test may reach in, in the order in which a response comes about. */
export interface Mutations {
  /** What the assertion says, before it is written. */
  parts?: (parts: AssertionParts) => void
  /** The assertion as text, before it is signed. */
  unsigned?: (xml: string) => string
  signing?: SigningOptions | 'none'
  signingKey?: KeyPair
  /** The assertion as text, signed, before it is encrypted. */
  signed?: (xml: string) => string
  /** Undefined is the live form; `none` leaves the assertion plain. */
  encryption?: EncryptionForm | 'none'
  encryptionCertificate?: string
  /** EncryptedAssertion as text. */
  encrypted?: (xml: string) => string
  /** What stands around the assertion, before it is written. */
  response?: (parts: ResponseParts) => void
  /** The whole response as text. */
  whole?: (xml: string) => string
  responseSigning?: SigningOptions
}

export interface ResponseOptions
  extends Mutations,
    Partial<Omit<AssertionOptions, 'sp' | 'now' | 'requestId'>> {
  sp: ServiceProvider
  requestId: string
  now: Date
  id?: string
}

export interface LogoutOptions {
  sp: ServiceProvider
  now: Date
  id?: string
  nameId?: string
  nameIdFormat?: string
  sessionIndexes?: string[]
  relayState?: string
  binding: 'redirect' | 'post' | 'soap'
  destination?: string
  inResponseTo?: string
  status?: string
  /** The message before it is signed. */
  unsigned?: (xml: string) => string
  /** The message after it is signed; for Redirect the query. */
  signed?: (text: string) => string
  signing?: SigningOptions | 'none'
  signingKey?: KeyPair
  encryptNameId?: boolean
}

/** A message about logout as it reaches us. */
export type TestLogoutMessage =
  | { binding: 'redirect'; rawQuery: string }
  | { binding: 'post' | 'soap'; body: string }

export const katrine: TestPerson = {
  uuid: 'f484ab2a-5fc7-4169-8641-611ce7836267',
  name: 'Katrine Holm',
  email: 'katrine.holm@korsbaek.example',
  cvr: '11111111',
  organisationName: 'Korsbæk Kommune',
}

/** A small identity provider that speaks as Context Handler does, and lies when a test asks it to. */
export class TestIdentityProvider {
  readonly entityId: string
  readonly signing: KeyPair
  readonly encryption: KeyPair
  #number = 0

  constructor(entityId = 'https://idp.example/runtime', signing?: KeyPair) {
    this.entityId = entityId
    this.signing = signing ?? makeKeyPair({ commonName: `Signing of ${entityId}` })
    this.encryption = this.signing
  }

  /** What we know of it once its metadata was read. */
  describe(more: Partial<IdentityProvider> = {}): IdentityProvider {
    return {
      entityId: this.entityId,
      ssoUrl: this.address('issue.idp'),
      sloUrl: this.address('issue.idp'),
      sloResponseUrl: this.address('signoff.idp'),
      sloBinding: 'redirect',
      sloSoapUrl: this.address('soap'),
      signingCertificates: [this.signing.certificate],
      ...more,
    }
  }

  address(path: string): string {
    return `${this.entityId}/saml2/${path}`
  }

  /** Metadata with the parts that Context Handler's has. */
  metadata(
    options: { signedBy?: KeyPair; inside?: (xml: string) => string; attributes?: object } = {},
  ): string {
    const xml = element(
      'EntityDescriptor',
      {
        xmlns: 'urn:oasis:names:tc:SAML:2.0:metadata',
        ID: '_metadata',
        entityID: this.entityId,
        ...options.attributes,
      },
      new Markup(this.roleDescriptor()),
      element(
        'Organization',
        {},
        element('OrganizationDisplayName', { 'xml:lang': 'da' }, 'Fælleskommunal Adgangsstyring'),
      ),
    ).xml
    const changed = options.inside?.(xml) ?? xml
    return options.signedBy
      ? sign(changed, options.signedBy, { after: "/*/*[local-name()='IDPSSODescriptor']" })
      : changed
  }

  private roleDescriptor(): string {
    const bare = this.signing.certificate.replace(/-----[A-Z ]+-----|\s/g, '')
    const key = (use: string): string =>
      `<KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${bare}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
    const at = (name: string, binding: string, path: string, more = ''): string =>
      `<${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${this.address(path)}"${more}/>`
    const answers = ` ResponseLocation="${this.address('signoff.idp')}"`
    return `<IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${[
      key('encryption'),
      key('signing'),
      at('SingleLogoutService', 'HTTP-Redirect', 'issue.idp', answers),
      at('SingleLogoutService', 'HTTP-POST', 'issue.idp', answers),
      at('SingleLogoutService', 'SOAP', 'soap'),
      `<NameIDFormat>${nameIdFormats.persistent}</NameIDFormat>`,
      at('SingleSignOnService', 'HTTP-Redirect', 'issue.idp'),
      at('SingleSignOnService', 'HTTP-POST', 'issue.idp'),
    ].join('')}</IDPSSODescriptor>`
  }

  /** @returns the form field SAMLResponse */
  async response(options: ResponseOptions): Promise<string> {
    return Buffer.from(await this.responseText(options), 'utf8').toString('base64')
  }

  async responseText(options: ResponseOptions): Promise<string> {
    const parts: ResponseParts = {
      id: this.nextId('response'),
      version: '2.0',
      issueInstant: instantAfter(options.now, 0),
      issuer: this.entityId,
      destination: options.sp.acsUrl,
      inResponseTo: options.requestId,
      status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      innerStatus: undefined,
    }
    options.response?.(parts)
    const xml = responseXml(parts, await this.sealedAssertion(options))
    const signed = options.responseSigning ? sign(xml, this.signing, options.responseSigning) : xml
    return options.whole?.(signed) ?? signed
  }

  /** EncryptedAssertion, or the plain one if a test wants that. */
  async sealedAssertion(options: ResponseOptions): Promise<string> {
    const assertion = this.assertion(options)
    if (options.encryption === 'none') return assertion
    const certificate = options.encryptionCertificate ?? options.sp.signing.certificate
    const form = options.encryption ?? contextHandlerForm
    const sealed = encryptedAssertion(await encryptedData(assertion, certificate, form))
    return options.encrypted?.(sealed) ?? sealed
  }

  /** The signed assertion. */
  assertion(options: ResponseOptions): string {
    const generation = options.generation ?? 'OIOSAML3'
    const parts = assertionParts({
      person: options.person ?? katrine,
      generation,
      nameIdForm: options.nameIdForm ?? (generation === 'OIOSAML3' ? 'persistent' : 'x509'),
      level: options.level ?? (generation === 'OIOSAML3' ? 'Substantial' : '3'),
      privileges: options.privileges ?? [],
      issuer: this.entityId,
      sp: options.sp,
      requestId: options.requestId,
      id: options.id ?? this.nextId('assertion'),
      now: options.now,
    })
    options.parts?.(parts)
    const plain = assertionXml(parts)
    const unsigned = options.unsigned?.(plain) ?? plain
    const signed =
      options.signing === 'none'
        ? unsigned
        : sign(unsigned, options.signingKey ?? this.signing, options.signing)
    return options.signed?.(signed) ?? signed
  }

  private nextId(kind: string): string {
    this.#number += 1
    return `_${kind}-${this.#number}`
  }

  async logoutRequest(options: LogoutOptions): Promise<TestLogoutMessage> {
    const nameId = element(
      'saml:NameID',
      {
        'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
        Format: options.nameIdFormat ?? nameIdFormats.persistent,
      },
      options.nameId ?? `https://data.gov.dk/model/core/eid/professional/uuid/${katrine.uuid}`,
    )
    const certificate = options.sp.signing.certificate
    const subject = options.encryptNameId
      ? new Markup(
          `<saml:EncryptedID>${await encryptedData(nameId.xml, certificate, contextHandlerForm)}</saml:EncryptedID>`,
        )
      : nameId
    const indexes = (options.sessionIndexes ?? ['_session']).map((index) =>
      element('samlp:SessionIndex', {}, index),
    )
    return this.sent(this.message('LogoutRequest', options, subject, indexes), 'SAMLRequest', options)
  }

  async logoutResponse(options: LogoutOptions): Promise<TestLogoutMessage> {
    const code = element('samlp:StatusCode', {
      Value: options.status ?? 'urn:oasis:names:tc:SAML:2.0:status:Success',
    })
    const status = element('samlp:Status', {}, code)
    return this.sent(this.message('LogoutResponse', options, status), 'SAMLResponse', options)
  }

  private message(name: string, options: LogoutOptions, ...content: (Markup | Markup[])[]): string {
    const { sp, binding } = options
    const usual =
      binding === 'soap' ? sp.sloSoapUrl : name === 'LogoutResponse' ? sp.sloResponseUrl : sp.sloUrl
    const xml = element(
      `samlp:${name}`,
      {
        'xmlns:samlp': 'urn:oasis:names:tc:SAML:2.0:protocol',
        'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
        ID: options.id ?? this.nextId(name),
        Version: '2.0',
        IssueInstant: instantAfter(options.now, 0),
        Destination: options.destination ?? usual,
        InResponseTo: options.inResponseTo,
      },
      element('saml:Issuer', {}, this.entityId),
      content,
    ).xml
    return options.unsigned?.(xml) ?? xml
  }

  private sent(xml: string, field: string, options: LogoutOptions): TestLogoutMessage {
    if (options.binding === 'redirect')
      return { binding: 'redirect', rawQuery: this.query(xml, field, options) }
    const key = options.signingKey ?? this.signing
    const signed = options.signing === 'none' ? xml : sign(xml, key, options.signing)
    const changed = options.signed?.(signed) ?? signed
    if (options.binding === 'post')
      return { binding: 'post', body: Buffer.from(changed, 'utf8').toString('base64') }
    const envelope = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${changed}</soap:Body></soap:Envelope>`
    return { binding: 'soap', body: envelope }
  }

  private query(xml: string, field: string, options: LogoutOptions): string {
    const parts = [`${field}=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`]
    if (options.relayState !== undefined) parts.push(`RelayState=${encodeURIComponent(options.relayState)}`)
    if (options.signing !== 'none') {
      const algorithm = options.signing?.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
      parts.push(`SigAlg=${encodeURIComponent(algorithm)}`)
      const hash = algorithm.replace(/^.*rsa-/, 'RSA-').toUpperCase()
      const key = (options.signingKey ?? this.signing).key
      const signature = createSign(hash).update(parts.join('&')).sign(key, 'base64')
      parts.push(`Signature=${encodeURIComponent(signature)}`)
    }
    const query = parts.join('&')
    return options.signed?.(query) ?? query
  }
}
