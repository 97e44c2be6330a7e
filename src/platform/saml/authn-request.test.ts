import { createVerify } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { testServiceProvider } from '../../../test/support/saml/test-service-provider.ts'
import { authnRequest } from './authn-request.ts'
import { attributeOf, onlyChild, textOf, type XmlElement } from './xml/element.ts'
import { parseXml } from './xml/parse.ts'

const sp = testServiceProvider()
const idp = new TestIdentityProvider()
const now = new Date('2026-11-27T10:00:00.123Z')
const usual = { requestedLevel: 'Substantial', relayState: '/opgaver?a=b c&d=(æ)', now, id: '_one' } as const

const message = (url: string): XmlElement => {
  const packed = new URL(url).searchParams.get('SAMLRequest') ?? ''
  return parseXml(inflateRawSync(Buffer.from(packed, 'base64')).toString(), 'response')
}
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const contexts = (url: string): XmlElement | null =>
  onlyChild(message(url), protocol, 'RequestedAuthnContext')

test('a request says who asks, where the answer goes and how sure it must be', () => {
  const { id, url } = authnRequest(sp, idp.describe(), usual)
  const request = message(url)
  expect(id).toBe('_one')
  expect(Object.fromEntries(request.attributes.map(({ name, value }) => [name, value]))).toEqual({
    ID: '_one',
    Version: '2.0',
    IssueInstant: '2026-11-27T10:00:00Z',
    Destination: 'https://idp.example/runtime/saml2/issue.idp',
    ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    AssertionConsumerServiceURL: 'https://tvaers.example/saml/acs',
  })
  expect(request.children.map(textOf)).toContain('https://tvaers.example')
  const asked = contexts(url)
  expect(asked && attributeOf(asked, 'Comparison')).toBe('minimum')
  expect(asked?.children.map(textOf)).toEqual([
    'https://data.gov.dk/concept/core/nsis/loa/Substantial',
    'https://data.gov.dk/eid/Professional',
  ])
})

test('its signature is over the characters of the address', () => {
  const { url } = authnRequest(sp, idp.describe(), usual)
  const [signed = '', signature = ''] = url.slice(url.indexOf('?') + 1).split('&Signature=')
  expect(signed).toMatch(
    /^SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
  )
  const bytes = Buffer.from(decodeURIComponent(signature), 'base64')
  expect(createVerify('RSA-SHA256').update(signed).verify(sp.signing.certificate, bytes)).toBe(true)
  expect(createVerify('RSA-SHA256').update(`${signed}x`).verify(sp.signing.certificate, bytes)).toBe(false)
  expect(new URL(url).searchParams.get('RelayState')).toBe(usual.relayState)
})

test('the same again for the same id and instant', () => {
  expect(authnRequest(sp, idp.describe(), usual)).toEqual(authnRequest(sp, idp.describe(), usual))
})

test('anew, without showing anything, a higher level, any kind of user', () => {
  const { url } = authnRequest(sp, idp.describe(), {
    ...usual,
    requestedLevel: 'High',
    professional: false,
    forceAuthn: true,
    isPassive: true,
  })
  expect(attributeOf(message(url), 'ForceAuthn')).toBe('true')
  expect(attributeOf(message(url), 'IsPassive')).toBe('true')
  expect(contexts(url)?.children.map(textOf)).toEqual(['https://data.gov.dk/concept/core/nsis/loa/High'])
})

test('an address that has a query already keeps it', () => {
  const { url } = authnRequest(sp, idp.describe({ ssoUrl: 'https://idp.example/sso?a=1&b=2' }), usual)
  expect(url).toMatch(/^https:\/\/idp\.example\/sso\?a=1&b=2&SAMLRequest=/)
  expect(attributeOf(message(url), 'Destination')).toBe('https://idp.example/sso?a=1&b=2')
})

test('what is written is escaped', () => {
  const odd = { ...sp, entityId: 'https://tvaers.example/?a=1&b="<c>"' }
  const { url } = authnRequest(odd, idp.describe(), usual)
  expect(message(url).children.map(textOf)).toContain(odd.entityId)
})
