import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { certificateOf, makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import { type Hostile, Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import { signatureIn, withoutSignature } from '../../../test/support/saml/wrapping.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

const scene = new Scene()

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = `${dsig}enveloped-signature`

const signed = (change: (xml: string) => string): Hostile => ({ signed: change })
const replaced = (from: string | RegExp, to: string): Hostile =>
  signed((xml) => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`There is no ${from} to replace.`)
    return changed
  })

describe('who signed', () => {
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['nobody', { signing: 'none' }, 'assertion.unsigned'],
    ['a stranger', { signingKey: scene.stranger }, 'assertion.signature'],
    ['another identity provider that we know', { signingKey: scene.otherIdp.signing }, 'assertion.signature'],
    ['ourselves', { signingKey: scene.sp.signing }, 'assertion.signature'],
    [
      'a stranger who names the certificate of the identity provider',
      { signingKey: scene.stranger, signing: { namedCertificate: scene.idp.signing.certificate } },
      'assertion.signature',
    ],
    [
      'a stranger who names the own certificate',
      { signingKey: scene.stranger, signing: { namedCertificate: scene.stranger.certificate } },
      'assertion.signature',
    ],
    [
      'the identity provider, but the response alone',
      { signing: 'none', responseSigning: {} },
      'assertion.unsigned',
    ],
    [
      'the assertion rightly, the response by an altered one',
      {
        responseSigning: {},
        whole: (xml) => xml.replace(/Destination="[^"]*"/, `Destination="${scene.sp.acsUrl}?x"`),
      },
      'response.signature',
    ],
    [
      'the response with SHA-1',
      { responseSigning: { algorithm: `${dsig}rsa-sha1` } },
      'response.signatureAlgorithm',
    ],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })

  test('the identity provider, and the response as well: let in', async () => {
    expect((await scene.read(await scene.field({ responseSigning: {} }))).issuer).toBe(scene.idp.entityId)
  })

  test('the identity provider, without naming a certificate: let in', async () => {
    const field = await scene.field({ signing: { namedCertificate: null } })
    expect((await scene.read(field)).issuer).toBe(scene.idp.entityId)
  })
})

describe('which certificates may decide', () => {
  const dated = (from: string, to: string): string => {
    const pair = makeKeyPair({ commonName: 'x', from: new Date(from), to: new Date(to) })
    return pair.certificate
  }
  test.each([
    ['one that has ended', [dated('2020-01-01', '2026-11-27T10:00:00Z')]],
    ['one that has not begun', [dated('2026-11-27T10:00:01Z', '2030-01-01')]],
    ['one with a key of 1,024 bits', [makeKeyPair({ commonName: 'weak', bits: 1024 }).certificate]],
    ['something that is none', ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']],
    ['none', []],
  ])('%s: none is left', async (_, signingCertificates) => {
    const field = await scene.field()
    expect((await scene.read(field)).issuer).toBe(scene.idp.entityId)
    scene.known = { signingCertificates }
    expect(await scene.refusalOfField(field)).toBe('assertion.certificate')
    scene.known = {}
  })

  test('the second of two while keys are changed: let in', async () => {
    const { key, certificate } = scene.idp.signing
    const again = certificateOf(createPrivateKey(key), createPublicKey(key), { commonName: 'renewed' })
    scene.known = { signingCertificates: [scene.stranger.certificate, again] }
    expect((await scene.read(await scene.field())).nameId).toContain(katrine.uuid)
    expect(again).not.toBe(certificate)
    scene.known = {}
  })
})

describe('altered after it was signed', () => {
  const other = '11111111-2222-4333-8444-555555555555'
  const cases: [string, Hostile][] = [
    ['the name id', replaced(`uuid/${katrine.uuid}<`, `uuid/${other}<`)],
    ['the UUID', replaced(`urn:uuid:${katrine.uuid}`, `urn:uuid:${other}`)],
    ['the CVR number', replaced('>11111111<', '>22222222<')],
    ['the level', replaced('>Substantial<', '>High<')],
    ['the name', replaced('>Katrine Holm<', '>Lone Dahl<')],
    ['the e-mail', replaced('@korsbaek.example', '@evil.example')],
    ['the audience', replaced('<saml:Audience>https://tvaers', '<saml:Audience>https://andre')],
    ['the recipient', replaced(/Recipient="[^"]*"/, 'Recipient="https://evil.example"')],
    ['the request', replaced('InResponseTo="_request"', 'InResponseTo="_other"')],
    ['the end', replaced('NotOnOrAfter="2026-11-27T10:05:00Z"', 'NotOnOrAfter="2036-11-27T10:05:00Z"')],
    ['the beginning', replaced('NotBefore="2026', 'NotBefore="2016')],
    ['the session', replaced('SessionIndex="_', 'SessionIndex="_x')],
    ['the issuer', replaced('>https://idp.example/runtime<', '>https://other-idp.example/runtime<')],
    ['the spec version', replaced('OIO-SAML-3.0', 'OIO-SAML-3.1')],
    [
      'an attribute more',
      replaced('<saml:AttributeStatement>', '<saml:AttributeStatement><saml:Attribute Name="x"/>'),
    ],
    ['an attribute less', replaced(/<saml:Attribute .*?<\/saml:Attribute>/s, '')],
    ['a name of an attribute', replaced('Name="https://data.gov.dk/model/core/eid/email"', 'Name="x"')],
    ['a line break', replaced('</saml:Subject>', '\n</saml:Subject>')],
    ['a digest', replaced(/<ds:DigestValue>./, '<ds:DigestValue>/')],
    ['the value of the signature', replaced(/<ds:SignatureValue>.{4}/, '<ds:SignatureValue>AAAA')],
    [
      'the namespace of an element',
      replaced('<saml:AudienceRestriction>', '<saml:AudienceRestriction xmlns="x" y="z">'),
    ],
  ]
  test.each(cases)('%s', async (_, hostile) => {
    expect(await scene.refusal(hostile)).toBe('assertion.signature')
  })

  test('the id of the assertion: its signature is over another', async () => {
    expect(await scene.refusal(replaced(/(<saml:Assertion [^>]*)ID="/, '$1ID="x'))).toBe('assertion.wrapped')
  })

  test.each([
    [
      'a comment in the name id',
      replaced(`uuid/${katrine.uuid}`, `uuid/${other}<!---->`),
      'assertion.comment',
    ],
    ['a comment in an attribute', replaced('>Katrine', '>Ka<!-- x -->trine'), 'assertion.comment'],
    [
      'a comment in the digest',
      replaced('<ds:DigestValue>', '<ds:DigestValue><!-- x -->'),
      'assertion.comment',
    ],
    ['CDATA in an attribute', replaced('>Katrine Holm<', '><![CDATA[Katrine Holm]]><'), 'assertion.cdata'],
    [
      'a processing instruction',
      replaced('<saml:Subject>', '<?x?><saml:Subject>'),
      'assertion.processingInstruction',
    ],
    ['a document type', signed((xml) => `<!DOCTYPE x>${xml}`), 'assertion.doctype'],
  ] as [string, Hostile, SamlFaultCode][])('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })

  test('a comment that was in the name id when it was signed', async () => {
    const hostile = { unsigned: (xml: string) => xml.replace(katrine.uuid, `${katrine.uuid}<!-- -->.evil`) }
    expect(await scene.refusal(hostile)).toBe('assertion.comment')
  })
})

describe('how it is signed', () => {
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['RSA with SHA-1', { signing: { algorithm: `${dsig}rsa-sha1` } }, 'assertion.signatureAlgorithm'],
    ['a digest with SHA-1', { signing: { digest: `${dsig}sha1` } }, 'assertion.signatureAlgorithm'],
    [
      'HMAC with the public key for a secret',
      { signing: { algorithm: `${dsig}hmac-sha1`, hmacSecret: scene.idp.signing.certificate } },
      'assertion.signatureAlgorithm',
    ],
    [
      'the algorithm renamed to HMAC',
      replaced(`${more}rsa-sha256`, `${more}hmac-sha256`),
      'assertion.signatureAlgorithm',
    ],
    [
      'the algorithm in other letters',
      replaced('rsa-sha256"', 'RSA-SHA256"'),
      'assertion.signatureAlgorithm',
    ],
    ['no enveloped signature', { signing: { transforms: [exclusive] } }, 'assertion.signatureForm'],
    ['no canonicalisation', { signing: { transforms: [enveloped] } }, 'assertion.signatureForm'],
    [
      'an XSLT',
      { signing: { transforms: [enveloped, 'http://www.w3.org/TR/1999/REC-xslt-19991116'] } },
      'assertion.signatureForm',
    ],
    [
      'an XPath',
      { signing: { transforms: [enveloped, 'http://www.w3.org/TR/1999/REC-xpath-19991116'] } },
      'assertion.signatureForm',
    ],
    [
      'an XPath filter beside the rest',
      { signing: { transforms: ['http://www.w3.org/2002/06/xmldsig-filter2', enveloped, exclusive] } },
      'assertion.signatureForm',
    ],
    [
      'inclusive canonicalisation',
      { signing: { transforms: [enveloped, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'] } },
      'assertion.signatureForm',
    ],
    [
      'canonicalisation that keeps comments',
      { signing: { transforms: [enveloped, `${exclusive}WithComments`] } },
      'assertion.signatureForm',
    ],
    [
      'another canonicalisation of SignedInfo',
      { signing: { canonicalisation: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' } },
      'assertion.signatureForm',
    ],
    ['a reference to the whole document', { signing: { uriEmpty: true } }, 'assertion.wrapped'],
    [
      'a reference to a part',
      {
        unsigned: (xml) => xml.replace('<saml:AttributeStatement>', '<saml:AttributeStatement ID="_part">'),
        signing: { signed: "/*/*[local-name()='AttributeStatement']" },
      },
      'assertion.wrapped',
    ],
    ['a second reference', replaced(/(<ds:Reference .*<\/ds:Reference>)/s, '$1$1'), 'assertion.wrapped'],
    ['no reference', replaced(/<ds:Reference .*<\/ds:Reference>/s, ''), 'assertion.signatureForm'],
    ['two SignedInfo', replaced(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1'), 'assertion.signatureForm'],
    ['an Object', replaced('</ds:Signature>', '<ds:Object/></ds:Signature>'), 'assertion.signatureForm'],
    [
      'a length for the value',
      replaced(
        /(<ds:SignatureMethod [^>]*)\/>/,
        '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
      ),
      'assertion.signatureAlgorithm',
    ],
    [
      'two signatures',
      signed((xml) => xml.replace(signatureIn(xml), signatureIn(xml).repeat(2))),
      'assertion.wrapped',
    ],
    [
      'a signature that stands in the subject',
      signed((xml) => withoutSignature(xml).replace('</saml:Subject>', `${signatureIn(xml)}</saml:Subject>`)),
      'assertion.wrapped',
    ],
    [
      'an id twice',
      replaced('<saml:AuthnStatement', '<saml:AuthnStatement Id="_a"/><saml:AuthnStatement ID="_a"'),
      'assertion.duplicateId',
    ],
    [
      'an id as an expression',
      {
        parts: (parts) => {
          parts.id = "x' or '1'='1"
        },
      },
      'assertion.wrapped',
    ],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })

  test.each(['rsa-sha256', 'rsa-sha512'])('%s: let in', async (algorithm) => {
    const field = await scene.field({ signing: { algorithm: more + algorithm } })
    expect((await scene.read(field)).nameId).toContain(katrine.uuid)
  })
})
