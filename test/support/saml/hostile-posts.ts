import type { SamlFaultCode } from '../../../src/platform/saml/types.ts'
import { anders, cvrOf, roleUri, type Saying } from '../saml-portal.ts'
import { makeKeyPair } from './certificate.ts'
import { contextHandlerForm } from './encrypt.ts'
import type { AssertionParts, ResponseParts } from './parts.ts'
import { base64, cvrScope, privilegeListXml } from './privileges.ts'
import { evilCopy, wrappedAround, wrappedInside, wrappedResponse } from './wrapping.ts'

/** What is put in the form: what a hostile identity provider says, or a field that none wrote. */
export type Posted = Saying | { readonly field: string }

const says = (change: Partial<AssertionParts>): Saying => ({
  parts: (parts) => void Object.assign(parts, change),
})
const around = (change: Partial<ResponseParts>): Saying => ({
  response: (parts) => void Object.assign(parts, change),
})
const status = (outer: string, inner?: string): Saying =>
  around({
    status: `urn:oasis:names:tc:SAML:2.0:status:${outer}`,
    innerStatus: inner && `urn:oasis:names:tc:SAML:2.0:status:${inner}`,
  })

/** Changes text that must be there to be changed. */
const replacing =
  (from: string | RegExp, to: string) =>
  (xml: string): string => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`There is no ${from} to replace.`)
    return changed
  }
const unsigned = (from: string | RegExp, to: string): Saying => ({ unsigned: replacing(from, to) })
const signed = (from: string | RegExp, to: string): Saying => ({ signed: replacing(from, to) })
const inside = (text: string): Saying => ({ whole: replacing('<samlp:Status>', `${text}<samlp:Status>`) })
const inFront = (text: string): Saying => ({ whole: (xml) => text + xml })

/** Sets an attribute, or takes it away. */
const set = (name: string, ...values: string[]): Saying => ({
  parts: (parts) => {
    parts.attributes = parts.attributes.filter((attribute) => attribute.name !== name)
    if (values.length > 0) parts.attributes.push({ name, values })
  },
})
const eid = 'https://data.gov.dk/model/core/eid'
const loa = 'https://data.gov.dk/concept/core/nsis/loa'
const x509 = (nameId: string): Saying => ({ ...says({ nameId }), generation: 'OIOSAML2' })
const other = '11111111-2222-4333-8444-555555555555'
const stranger = makeKeyPair({ commonName: 'A stranger' })
const dsig = 'http://www.w3.org/2000/09/xmldsig#'

const list = privilegeListXml([
  {
    scope: cvrScope(cvrOf.korsbaek),
    privileges: [roleUri('bruger')],
    constraints: [{ name: 'http://sts.kombit.dk/constraints/orgenhed/1', value: 'x' }],
  },
])
const privileges = (from: string | RegExp, to: string): Saying => ({
  privileges: [base64(replacing(from, to)(list))],
})

const aroundAssertion: readonly [SamlFaultCode, Posted][] = [
  ['response.empty', { field: '' }],
  ['response.notBase64', { field: '<samlp:Response/>' }],
  ['response.encoding', { field: Buffer.from([0x3c, 0xff]).toString('base64') }],
  ['response.tooLarge', { field: base64(`<a>${'x'.repeat(300_000)}</a>`) }],
  ['response.notResponse', { field: base64('<html></html>') }],
  ['response.notXml', inside('<a>')],
  ['response.doctype', inFront('<!DOCTYPE r [<!ENTITY a "b">]>')],
  ['response.comment', inside('<!-- x -->')],
  ['response.cdata', inside('<![CDATA[x]]>')],
  ['response.processingInstruction', inFront('<?php x ?>')],
  ['response.tooDeep', inside('<a>'.repeat(33) + '</a>'.repeat(33))],
  ['response.tooMany', inside('<a/>'.repeat(1_001))],
  ['response.duplicateId', inside('<a ID="_same"/><a Id="_same"/>')],
  ['response.version', around({ version: '1.1' })],
  ['response.id', around({ id: '' })],
  ['response.issueInstant', around({ issueInstant: '2026-11-28T10:00:00Z' })],
  ['response.destination', around({ destination: 'https://evil.example/saml/acs' })],
  ['response.unsolicited', around({ inResponseTo: undefined })],
  ['response.inResponseTo', around({ inResponseTo: '_other' })],
  ['response.issuer', around({ issuer: 'https://idp.korsbaek.example' })],
  ['response.status', status('Responder')],
  ['response.authnFailed', status('Responder', 'AuthnFailed')],
  ['response.noPassive', status('Responder', 'NoPassive')],
  ['response.noAuthnContext', status('Requester', 'NoAuthnContext')],
  ['response.requestDenied', status('Responder', 'RequestDenied')],
  [
    'response.signature',
    { responseSigning: {}, whole: replacing(/Destination="[^"]*"/, 'Destination="https://evil.example"') },
  ],
  ['response.signatureAlgorithm', { responseSigning: { algorithm: `${dsig}rsa-sha1` } }],
  ['response.signatureForm', { responseSigning: {}, whole: wrappedResponse[named(wrappedResponse, 'XSW1')] }],
  ['response.wrapped', { responseSigning: {}, whole: wrappedResponse[named(wrappedResponse, 'XSW2')] }],
]

/** The full name of a known form of wrapping. */
function named(forms: Readonly<Record<string, unknown>>, number: string): string {
  const name = Object.keys(forms).find((one) => one.startsWith(number))
  if (!name) throw new Error(`There is no ${number}.`)
  return name
}

const sealing: readonly [SamlFaultCode, Posted][] = [
  ['assertion.none', { whole: replacing(/<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s, '') }],
  ['assertion.notEncrypted', { encryption: 'none' }],
  [
    'assertion.several',
    { whole: replacing(/(<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>)/s, '$1$1') },
  ],
  ['assertion.encryptionForm', { encrypted: replacing(/<([a-z]+:)?CipherValue>[^<]+/, '<$1CipherValue>') }],
  ['assertion.encryptionAlgorithm', { encryption: { ...contextHandlerForm, content: 'aes256-cbc' } }],
  ['assertion.undecryptable', { encryptionCertificate: stranger.certificate }],
  ['assertion.notXml', { signed: () => 'words' }],
  ['assertion.empty', { signed: () => '  ' }],
  ['assertion.tooDeep', { signed: () => '<a>'.repeat(200) + '</a>'.repeat(200) }],
  ['assertion.notAssertion', { signed: wrappedInside[named(wrappedInside, 'XSW7')] }],
  ['assertion.doctype', { signed: (xml) => `<!DOCTYPE x>${xml}` }],
  ['assertion.comment', signed('>Anders', '>An<!-- x -->ders')],
  ['assertion.cdata', signed('>Anders Skov<', '><![CDATA[Anders Skov]]><')],
  ['assertion.processingInstruction', signed('<saml:Subject>', '<?x?><saml:Subject>')],
]

const signing: readonly [SamlFaultCode, Posted][] = [
  ['assertion.unsigned', { signing: 'none' }],
  ['assertion.signature', { signingKey: stranger }],
  ['assertion.signature', signed('>Anders Skov<', '>Signe Bruun<')],
  ['assertion.signatureAlgorithm', { signing: { algorithm: `${dsig}rsa-sha1` } }],
  ['assertion.signatureForm', { signing: { transforms: [`${dsig}enveloped-signature`] } }],
  ['assertion.wrapped', { signing: { uriEmpty: true } }],
  [
    'assertion.duplicateId',
    signed('<saml:AuthnStatement', '<saml:AuthnStatement Id="_a"/><saml:AuthnStatement ID="_a"'),
  ],
  ...Object.entries(wrappedInside)
    .filter(([name]) => /^XSW[4568]/.test(name))
    .map(([, wrap]): [SamlFaultCode, Posted] => ['assertion.wrapped', { signed: wrap }]),
  ['assertion.notXml', { signed: wrappedInside[named(wrappedInside, 'XSW3')] }],
  ...Object.entries(wrappedAround).map(([, wrap]): [SamlFaultCode, Posted] => {
    let assertion = ''
    const remember = (xml: string): string => {
      assertion = xml
      return xml
    }
    return ['assertion.notEncrypted', { signed: remember, whole: (xml) => wrap(xml, evilCopy(assertion)) }]
  }),
]

const saying: readonly [SamlFaultCode, Posted][] = [
  ['assertion.version', says({ version: '1.1' })],
  ['assertion.issueInstant', says({ issueInstant: '2026-11-23T09:10:00Z' })],
  ['assertion.issuer', says({ issuer: 'https://idp.korsbaek.example' })],
  ['assertion.subject', unsigned(/<saml:Subject>.*<\/saml:Subject>/s, '')],
  ['assertion.nameId', says({ nameId: undefined })],
  ['assertion.nameIdFormat', says({ nameIdFormat: undefined })],
  ['assertion.confirmation', says({ confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' })],
  ['assertion.recipient', says({ recipient: 'https://evil.example/saml/acs' })],
  ['assertion.inResponseTo', says({ inResponseTo: '_other' })],
  ['assertion.conditions', says({ notOnOrAfter: undefined })],
  ['assertion.audience', says({ audiences: ['https://another.example'] })],
  ['assertion.expired', says({ notOnOrAfter: '2026-11-23T08:55:00Z' })],
  ['assertion.notYetValid', says({ notBefore: '2026-11-23T09:05:01Z' })],
  ['assertion.statements', says({ more: '<saml:AuthzDecisionStatement/>' })],
  ['assertion.sessionIndex', says({ sessionIndex: '' })],
  ['assertion.authnInstant', says({ authnInstant: undefined })],
  ['assertion.attributes', unsigned(/(<saml:Attribute Name="[^"]*cvr".*?<\/saml:Attribute>)/s, '$1$1')],
  ['assertion.specVersion', set('https://data.gov.dk/model/core/specVersion', 'OIO-SAML-4.0')],
  ['person.uuid', set(`${eid}/professional/uuid/persistent`, 'urn:uuid:1234')],
  ['person.uuidConflict', set(`${eid}/professional/uuid/persistent`, `urn:uuid:${other}`)],
  ['person.attributeConflict', set(`${eid}/professional/cvr`, '11111111', '22222222')],
  ['person.cvr', set(`${eid}/professional/cvr`)],
  ['person.cvrConflict', x509(`C=DK,O=22222222,CN=Anders Skov,Serial=${anders.uuid}`)],
  ['person.organisation', set(`${eid}/professional/orgName`)],
  ['person.name', set(`${eid}/fullName`)],
  ['person.nameId', x509('C=DK,O=11111111,CN=Anders Skov,Serial=1234')],
  ['person.level', set(loa, 'substantial')],
  ['person.levelTooLow', set(loa, 'Low')],
  ['privileges.notBase64', { privileges: ['<x/>'] }],
  ['privileges.encoding', { privileges: [Buffer.from([0xff, 0xfe]).toString('base64')] }],
  ['privileges.notXml', { privileges: [base64('privileges')] }],
  ['privileges.doctype', privileges('<bpp:', '<!DOCTYPE x [<!ENTITY a "b">]><bpp:')],
  ['privileges.comment', privileges('bruger', 'br<!-- -->uger')],
  ['privileges.tooLarge', { privileges: [base64(list + ' '.repeat(140_000))] }],
  ['privileges.namespace', privileges('http://itst.dk', 'http://ITST.dk')],
  ['privileges.structure', privileges(/PrivilegeGroup/g, 'Group')],
  ['privileges.scope', privileges('cvrNumberIdentifier', 'CVRNUMBERIDENTIFIER')],
  ['privileges.privilege', privileges(roleUri('bruger'), '')],
  ['privileges.constraint', privileges(/ Name="[^"]*"/, '')],
]

/** At least one for each cause there is to refuse an answer: what is posted, and what it must be refused with. */
export const hostilePosts = [...aroundAssertion, ...sealing, ...signing, ...saying]
