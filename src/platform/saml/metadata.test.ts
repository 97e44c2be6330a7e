import { describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { codeOf } from '../../../test/support/saml/scene.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { testServiceProvider } from '../../../test/support/saml/test-service-provider.ts'
import { readIdentityProviders } from './identity-providers.ts'
import { serviceProviderMetadata } from './own-metadata.ts'
import type { SamlFaultCode } from './types.ts'
import { base64OfPem } from './xml/certificates.ts'
import {
  attributeOf,
  childrenNamed,
  elementsNamed,
  onlyChild,
  textOf,
  type XmlElement,
} from './xml/element.ts'
import { parseXml } from './xml/parse.ts'
import { verifySigned } from './xml/signed.ts'

const now = new Date('2026-11-27T10:00:00Z')
const md = 'urn:oasis:names:tc:SAML:2.0:metadata'
const next = makeKeyPair({ commonName: 'Tværs, next year' })
const own = testServiceProvider()
const previous = makeKeyPair({ commonName: 'Tværs, last year' })
const sp = { ...own, nextSigning: next, decryptionKeys: [own.signing.key, next.key, previous.key] }
const idp = new TestIdentityProvider()
const federation = makeKeyPair({ commonName: 'A federation' })
const trust = { trustedCertificates: [federation.certificate], now }

describe('our own metadata', () => {
  const xml = serviceProviderMetadata(sp, now)
  const root = parseXml(xml, 'metadata')
  const role = onlyChild(root, md, 'SPSSODescriptor')
  const inRole = (name: string) => (role ? childrenNamed(role, md, name) : [])

  test('is signed by us, and the same each time at the same instant', () => {
    const signed = verifySigned(root, {
      subject: 'metadata',
      certificates: [sp.signing.certificate],
      now,
    }).root
    expect(attributeOf(signed, 'entityID')).toBe('https://tvaers.example')
    expect(attributeOf(signed, 'validUntil')).toBeNull()
    expect(serviceProviderMetadata(sp, now)).toBe(xml)
    expect(serviceProviderMetadata(sp, new Date('2026-11-27T10:00:01Z'))).not.toBe(xml)
  })

  test('asks in Danish, and says who can be asked', () => {
    const [consuming] = inRole('AttributeConsumingService')
    const [name] = consuming ? childrenNamed(consuming, md, 'ServiceName') : []
    expect(name && textOf(name)).toBe('Tværs')
    expect(xml).toContain('<md:ServiceName xml:lang="da">Tværs</md:ServiceName>')
    const [contact] = childrenNamed(root, md, 'ContactPerson')
    expect(contact && attributeOf(contact, 'contactType')).toBe('technical')
    expect(textOf(contact ? onlyChild(contact, md, 'EmailAddress') : null)).toBe(
      'mailto:drift@tvaers.example',
    )
  })

  test('takes both forms of name id, that of Context Handler first', () => {
    expect(inRole('NameIDFormat').map((format) => textOf(format))).toEqual([
      'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    ])
  })

  test('names what we can read beside each key for encryption, and nowhere else', () => {
    const methodsOf = (key: XmlElement) =>
      childrenNamed(key, md, 'EncryptionMethod').map((method) => [
        attributeOf(method, 'Algorithm'),
        ...method.children.map((part) => attributeOf(part, 'Algorithm')),
      ])
    const keys = inRole('KeyDescriptor')
    const named = (use: string) => keys.filter((key) => attributeOf(key, 'use') === use).map(methodsOf)
    expect(named('signing')).toEqual([[], []])
    expect(named('encryption')).toEqual(
      Array(2).fill([
        ['http://www.w3.org/2009/xmlenc11#aes256-gcm'],
        ['http://www.w3.org/2009/xmlenc11#aes128-gcm'],
        [
          'http://www.w3.org/2009/xmlenc11#rsa-oaep',
          'http://www.w3.org/2001/04/xmlenc#sha256',
          'http://www.w3.org/2009/xmlenc11#mgf1sha256',
        ],
      ]),
    )
  })

  test('says that requests are signed and assertions must be', () => {
    expect(role && attributeOf(role, 'AuthnRequestsSigned')).toBe('true')
    expect(role && attributeOf(role, 'WantAssertionsSigned')).toBe('true')
  })

  test('publishes the keys of today and the next ones', () => {
    const published = inRole('KeyDescriptor').map((key) => [
      attributeOf(key, 'use'),
      textOf(elementsNamed(key, 'http://www.w3.org/2000/09/xmldsig#', 'X509Certificate')[0] ?? null),
    ])
    const [first, second] = [base64OfPem(sp.signing.certificate), base64OfPem(next.certificate)]
    expect(published).toEqual([
      ['signing', first],
      ['signing', second],
      ['encryption', first],
      ['encryption', second],
    ])
    expect(xml).not.toContain('PRIVATE')
  })

  test('names where responses and logout go, with a place for answers', () => {
    const places = (name: string) =>
      inRole(name).map((place) =>
        Object.fromEntries(
          place.attributes.map(({ name: key, value }) => [key, value.replace(/^urn:.*:/, '')]),
        ),
      )
    expect(places('SingleLogoutService')).toEqual([
      { Binding: 'HTTP-Redirect', Location: sp.sloUrl, ResponseLocation: sp.sloResponseUrl },
      { Binding: 'HTTP-POST', Location: sp.sloUrl, ResponseLocation: sp.sloResponseUrl },
      { Binding: 'SOAP', Location: sp.sloSoapUrl },
    ])
    expect(places('AssertionConsumerService')).toEqual([
      { Binding: 'HTTP-POST', Location: sp.acsUrl, index: '0', isDefault: 'true' },
    ])
  })

  test('asks for the attributes of both generations, and never for a civil registration number', () => {
    const [consuming] = inRole('AttributeConsumingService')
    const asked = consuming ? childrenNamed(consuming, md, 'RequestedAttribute') : []
    const names = asked.map((each) => attributeOf(each, 'Name'))
    expect(names).toContain('https://data.gov.dk/model/core/eid/privilegesIntermediate')
    expect(names).toContain('dk:gov:saml:attribute:Privileges_intermediate')
    // No provider has both, so none can deliver all that would be required.
    expect(new Set(asked.map((each) => attributeOf(each, 'isRequired')))).toEqual(new Set(['false']))
    // Keys and signatures are chance: any three letters may stand in them.
    const words = xml.replaceAll(/>[A-Za-z0-9+/=\s]{40,}</g, '><')
    expect(words.toLowerCase()).not.toContain('cpr')
    expect(words).toContain('RequestedAttribute')
    expect(textOf(consuming?.children[0] ?? null)).toBe('Tværs')
  })

  test('its parts stand in the order of the schema', () => {
    expect(root.children.map(({ name }) => name)).toEqual([
      'Signature',
      'SPSSODescriptor',
      'Organization',
      'ContactPerson',
    ])
    expect([...new Set(role?.children.map(({ name }) => name))]).toEqual([
      'KeyDescriptor',
      'SingleLogoutService',
      'NameIDFormat',
      'AssertionConsumerService',
      'AttributeConsumingService',
    ])
  })
})

describe('metadata of identity providers', () => {
  const other = new TestIdentityProvider('https://other-idp.example/runtime')
  const several = (...inside: string[]): string =>
    `<EntitiesDescriptor xmlns="${md}" ID="_all"><!-- all of them -->${inside.join('')}</EntitiesDescriptor>`

  test('of one', () => {
    expect(readIdentityProviders(idp.metadata(), { now })).toEqual([
      {
        ...idp.describe(),
        name: 'Fælleskommunal Adgangsstyring',
        encryptionCertificate: idp.encryption.certificate,
      },
    ])
  })

  test('of a federation, of which some sign nobody in, and of a federation in it', () => {
    const service = serviceProviderMetadata(sp, now).replace(/<\?xml.*?\?>/, '')
    const read = readIdentityProviders(
      several(
        idp.metadata(),
        service,
        several(other.metadata())
          .replace('_all', '_some')
          .replace(/_metadata/, '_other'),
      ),
      { now },
    )
    expect(read.map(({ entityId }) => entityId)).toEqual([idp.entityId, other.entityId])
  })

  test('signed by one we trust', () => {
    const [read] = readIdentityProviders(idp.metadata({ signedBy: federation }), trust)
    expect(read?.entityId).toBe(idp.entityId)
  })

  test('only POST for logout, no logout at all, a key for both uses', () => {
    const without = (pattern: RegExp) => ({ inside: (xml: string) => xml.replace(pattern, '') })
    const [post] = readIdentityProviders(idp.metadata(without(/<SingleLogoutService [^>]*Redirect[^>]*>/)), {
      now,
    })
    expect(post).toMatchObject({ sloBinding: 'post', sloUrl: idp.address('issue.idp') })
    const [none] = readIdentityProviders(idp.metadata(without(/<SingleLogoutService [^>]*>/g)), { now })
    expect(none).toMatchObject({ sloUrl: undefined, sloSoapUrl: undefined })
    const both = (xml: string): string =>
      xml.replace(/<KeyDescriptor use="encryption">.*?<\/KeyDescriptor>/s, '').replace(' use="signing"', '')
    const [shared] = readIdentityProviders(idp.metadata({ inside: both }), { now })
    expect(shared?.encryptionCertificate).toBe(shared?.signingCertificates[0])
  })

  const changed =
    (from: string | RegExp, to: string) =>
    (xml: string): string => {
      const after = xml.replace(from, to)
      if (after === xml) throw new Error(`There is no ${from} to replace.`)
      return after
    }
  const weak = makeKeyPair({ commonName: 'weak', bits: 1024 })
  const ended = makeKeyPair({ commonName: 'ended', to: new Date('2026-01-01T00:00:00Z') })
  const cases: [string, string, SamlFaultCode][] = [
    ['nothing', '', 'metadata.empty'],
    ['a page', '<html/>', 'metadata.notMetadata'],
    ['a bomb of entities', `<!DOCTYPE x [<!ENTITY a "b">]>${idp.metadata()}`, 'metadata.doctype'],
    [
      'an end that is past',
      idp.metadata({ attributes: { validUntil: '2026-11-27T10:00:00Z' } }),
      'metadata.expired',
    ],
    [
      'an end that is no instant',
      idp.metadata({ attributes: { validUntil: 'tomorrow' } }),
      'metadata.expired',
    ],
    [
      'one of several that is past',
      several(idp.metadata(), other.metadata({ attributes: { validUntil: '2020-01-01T00:00:00Z' } })),
      'metadata.expired',
    ],
    [
      'a role that is past',
      idp.metadata({
        inside: changed('<IDPSSODescriptor ', '<IDPSSODescriptor validUntil="2026-01-01T00:00:00Z" '),
      }),
      'metadata.expired',
    ],
    ['nobody who signs in', serviceProviderMetadata(sp, now), 'metadata.noIdentityProvider'],
    ['one of them twice', several(idp.metadata(), idp.metadata()), 'metadata.entityId'],
    ['no name', idp.metadata({ inside: changed(/ entityID="[^"]*"/, '') }), 'metadata.entityId'],
    [
      'nowhere to sign in',
      idp.metadata({ inside: changed(/<SingleSignOnService [^>]*Redirect[^>]*>/, '') }),
      'metadata.noSignOn',
    ],
    [
      'an address that runs',
      idp.metadata({
        inside: changed(/(<SingleSignOnService [^>]*Redirect" Location=)"[^"]*"/, '$1"javascript:alert(1)"'),
      }),
      'metadata.address',
    ],
    [
      'no certificate',
      idp.metadata({ inside: changed(/<KeyDescriptor use="signing">.*?<\/KeyDescriptor>/s, '') }),
      'metadata.noCertificate',
    ],
    [
      'a certificate that is none',
      idp.metadata({ inside: changed(/(use="signing">.*?<X509Certificate>)[^<]*/s, '$1AAAA') }),
      'metadata.certificate',
    ],
    ['a weak key', new TestIdentityProvider(idp.entityId, weak).metadata(), 'metadata.weakKey'],
    [
      'a certificate that has ended',
      new TestIdentityProvider(idp.entityId, ended).metadata(),
      'metadata.certificate',
    ],
  ]
  test.each(cases)('refused: %s', async (_, xml, code) => {
    expect(await codeOf(() => readIdentityProviders(xml, { now }))).toBe(code)
  })

  const signedCases: [string, string, SamlFaultCode][] = [
    ['not signed', idp.metadata(), 'metadata.unsigned'],
    ['signed by itself', idp.metadata({ signedBy: idp.signing }), 'metadata.signature'],
    [
      'altered',
      idp.metadata({ signedBy: federation }).replace('issue.idp', 'evil.idp'),
      'metadata.signature',
    ],
    [
      'a signed one inside an unsigned one',
      several(idp.metadata({ signedBy: federation })),
      'metadata.unsigned',
    ],
  ]
  test.each(signedCases)('refused where a signature is asked for: %s', async (_, xml, code) => {
    expect(await codeOf(() => readIdentityProviders(xml, trust))).toBe(code)
  })
})
