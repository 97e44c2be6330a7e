import { describe, expect, test } from 'vitest'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import type { ResponseParts } from '../../../test/support/saml/parts.ts'
import { base64 } from '../../../test/support/saml/privileges.ts'
import { codeOf, type Hostile, now, requestId, Scene } from '../../../test/support/saml/scene.ts'
import { readResponse } from './response.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

const scene = new Scene()

/** Changes the finished response as text. */
const whole = (change: (xml: string) => string): Hostile => ({ whole: change })
const inFront = (text: string): Hostile => whole((xml) => `${text}${xml}`)
const inside = (text: string): Hostile =>
  whole((xml) => xml.replace('<samlp:Status>', `${text}<samlp:Status>`))

const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${'bcdefgh'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(10)}">`)
  .join('')}]>`

describe('XML that is refused before anybody reads it', () => {
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['a document type', inFront('<!DOCTYPE Response>'), 'response.doctype'],
    ['a bomb of entities', whole((xml) => bomb + xml.replace('Success', '&h;')), 'response.doctype'],
    [
      'a file of the server as an entity',
      whole(
        (xml) => `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>${xml.replace('Success', '&f;')}`,
      ),
      'response.doctype',
    ],
    [
      'an address as an external subset',
      inFront('<!DOCTYPE r SYSTEM "https://evil.example/x.dtd">'),
      'response.doctype',
    ],
    ['an entity that nobody declared', whole((xml) => xml.replace('Success', '&who;')), 'response.notXml'],
    ['a comment', inside('<!-- x -->'), 'response.comment'],
    ['CDATA', inside('<![CDATA[x]]>'), 'response.cdata'],
    ['a processing instruction', inFront('<?php x ?>'), 'response.processingInstruction'],
    ['a stylesheet', inFront('<?xml-stylesheet href="x"?>'), 'response.processingInstruction'],
    ['another encoding by name', inFront('<?xml version="1.0" encoding="ISO-8859-1"?>'), 'response.encoding'],
    ['XML 1.1', inFront('<?xml version="1.1"?>'), 'response.notXml'],
    ['33 elements deep', inside('<a>'.repeat(33) + '</a>'.repeat(33)), 'response.tooDeep'],
    ['1,001 elements', inside('<a/>'.repeat(1_001)), 'response.tooMany'],
    [
      '21 attributes on one element',
      inside(`<a${Array.from({ length: 21 }, (_, index) => ` a${index}=""`).join('')}/>`),
      'response.tooMany',
    ],
    ['an element that is not closed', inside('<a>'), 'response.notXml'],
    ['an attribute twice', inside('<a b="1" b="2"/>'), 'response.notXml'],
    ['an attribute without quotation marks', inside('<a b=1/>'), 'response.notXml'],
    ['a name in no namespace', inside('<evil:a/>'), 'response.notXml'],
    ['two outermost elements', whole((xml) => `${xml}<a/>`), 'response.notXml'],
    ['text after the end', whole((xml) => `${xml}x`), 'response.notXml'],
    ['a reference to a character that XML forbids', inside('<a>&#0;</a>'), 'response.notXml'],
    ['the character itself', inside('<a>\u0001</a>'), 'response.notXml'],
    ['the end of CDATA in a text', inside('<a>]]></a>'), 'response.notXml'],
    ['an attribute that holds an element', inside('<a b="<c/>"/>'), 'response.notXml'],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })
})

describe('a form field that holds no response', () => {
  const cases: [string, string, SamlFaultCode][] = [
    ['nothing', '', 'response.empty'],
    ['spaces', ' \n ', 'response.empty'],
    ['not base64', '<samlp:Response/>', 'response.notBase64'],
    ['base64 of an address', base64('x').replace('=', '-'), 'response.notBase64'],
    ['base64 that is cut off', base64('<a/>').slice(0, 5), 'response.notBase64'],
    ['words', base64('not XML at all'), 'response.notXml'],
    ['blank bytes', base64('\n\n'), 'response.empty'],
    [
      'a byte that is no UTF-8',
      Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]).toString('base64'),
      'response.encoding',
    ],
    ['UTF-16 with a mark', Buffer.from('\ufeff<a/>', 'utf16le').toString('base64'), 'response.encoding'],
    ['UTF-16 without a mark', Buffer.from('<a/>', 'utf16le').toString('base64'), 'response.encoding'],
    ['300 kB', base64(`<a>${'x'.repeat(300_000)}</a>`), 'response.tooLarge'],
    ['50 MB', 'A'.repeat(50_000_000), 'response.tooLarge'],
    ['HTML', base64('<html></html>'), 'response.notResponse'],
    [
      'a response of SAML 1.1',
      base64('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>'),
      'response.notResponse',
    ],
    ['a response in no namespace', base64('<Response/>'), 'response.notResponse'],
  ]
  test.each(cases)('%s', async (_, field, code) => {
    expect(await scene.refusalOfField(field)).toBe(code)
  })
})

describe('what stands around the assertion', () => {
  const set = (change: Partial<ResponseParts>): Hostile => ({
    response: (parts) => Object.assign(parts, change),
  })
  const status = (outer: string, inner?: string): Hostile =>
    set({
      status: `urn:oasis:names:tc:SAML:2.0:status:${outer}`,
      innerStatus: inner && `urn:oasis:names:tc:SAML:2.0:status:${inner}`,
    })
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['version 1.1', set({ version: '1.1' }), 'response.version'],
    ['no id', set({ id: '' }), 'response.id'],
    ['issued tomorrow', set({ issueInstant: '2026-11-28T10:00:00Z' }), 'response.issueInstant'],
    [
      'issued at a time of day without a zone',
      set({ issueInstant: '2026-11-27T10:00:00' }),
      'response.issueInstant',
    ],
    ['issued on a day that is none', set({ issueInstant: '2026-02-30T10:00:00Z' }), 'response.issueInstant'],
    ['no destination', set({ destination: undefined }), 'response.destination'],
    ['another destination', set({ destination: 'https://evil.example/saml/acs' }), 'response.destination'],
    [
      'our address in other letters',
      set({ destination: 'https://TVAERS.example/saml/acs' }),
      'response.destination',
    ],
    [
      'our address and more',
      set({ destination: 'https://tvaers.example/saml/acs/' }),
      'response.destination',
    ],
    ['an answer that nobody asked for', set({ inResponseTo: undefined }), 'response.unsolicited'],
    ['an answer to another request', set({ inResponseTo: '_other' }), 'response.inResponseTo'],
    [
      'an answer to our request in other letters',
      set({ inResponseTo: requestId.toUpperCase() }),
      'response.inResponseTo',
    ],
    ['no issuer', set({ issuer: undefined }), 'response.issuer'],
    ['another issuer that we know', set({ issuer: scene.otherIdp.entityId }), 'response.issuer'],
    ['the issuer in other letters', set({ issuer: 'https://IDP.example/runtime' }), 'response.issuer'],
    ['a status that is no success', status('Responder'), 'response.status'],
    ['a success that is none', status('Success', 'AuthnFailed'), 'response.authnFailed'],
    ['no session to go by', status('Responder', 'NoPassive'), 'response.noPassive'],
    ['a level that cannot be reached', status('Requester', 'NoAuthnContext'), 'response.noAuthnContext'],
    ['a request that was denied', status('Responder', 'RequestDenied'), 'response.requestDenied'],
    ['success in other letters', status('SUCCESS'), 'response.status'],
    [
      'two issuers',
      whole((xml) =>
        xml.replace('<saml:Issuer>', '<saml:Issuer>https://idp.example/runtime</saml:Issuer><saml:Issuer>'),
      ),
      'response.issuer',
    ],
    [
      'no assertion',
      whole((xml) => xml.replace(/<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s, '')),
      'assertion.none',
    ],
    [
      'the id of the response a second time',
      inside('<a ID="_same"/><a Id="_same"/>'),
      'response.duplicateId',
    ],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })

  test('a response from an identity provider that we do not know', async () => {
    const samlResponse = await scene.field()
    const input = { samlResponse, sp: scene.sp, now }
    const expected = { requestId, idpEntityId: scene.idp.entityId }
    const idps = [scene.otherIdp.describe()]
    expect(await codeOf(() => readResponse({ ...input, idps, expected }))).toBe('response.unknownIdp')
    expect((await readResponse({ ...input, idps: [scene.idp.describe()], expected })).issuer).toBe(
      scene.idp.entityId,
    )
  })
})
