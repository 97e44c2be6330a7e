import { createVerify } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { codeOf } from '../../../test/support/saml/scene.ts'
import {
  katrine,
  type LogoutOptions,
  TestIdentityProvider,
} from '../../../test/support/saml/test-identity-provider.ts'
import { testServiceProvider } from '../../../test/support/saml/test-service-provider.ts'
import { logoutRequest, readLogoutRequest } from './logout-request.ts'
import { logoutResponse, readLogoutResponse } from './logout-response.ts'
import { nameIdFormats } from './saml-names.ts'
import type { LogoutBinding } from './types.ts'
import { attributeOf, elementsNamed, onlyChild, textOf, type XmlElement } from './xml/element.ts'
import { parseXml } from './xml/parse.ts'
import { verifySigned } from './xml/signed.ts'

const now = new Date('2026-11-27T10:00:00Z')
const sp = testServiceProvider()
const idp = new TestIdentityProvider()
const idps = [new TestIdentityProvider('https://other-idp.example').describe(), idp.describe()]
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const bindings: LogoutBinding[] = ['redirect', 'post', 'soap']
const input = { sp, idps, now }
const usual = (binding: LogoutBinding): LogoutOptions => ({
  sp,
  now,
  binding,
  id: '_request',
  sessionIndexes: ['_one', '_two'],
})

describe.each(bindings)('a request to end sessions, by %s', (binding) => {
  test('says whose sessions and which', async () => {
    const message = await idp.logoutRequest(usual(binding))
    expect(readLogoutRequest({ ...input, ...message })).toEqual({
      id: '_request',
      issuer: idp.entityId,
      nameId: `https://data.gov.dk/model/core/eid/professional/uuid/${katrine.uuid}`,
      nameIdFormat: nameIdFormats.persistent,
      sessionIndexes: ['_one', '_two'],
      relayState: undefined,
    })
  })

  test('may hide the name id, and may mean all sessions', async () => {
    const nameId = `C=DK,O=11111111,CN=Åge,Serial=${katrine.uuid}`
    const options = {
      ...usual(binding),
      encryptNameId: true,
      nameId,
      nameIdFormat: nameIdFormats.x509,
      sessionIndexes: [],
    }
    expect(readLogoutRequest({ ...input, ...(await idp.logoutRequest(options)) })).toMatchObject({
      nameId,
      nameIdFormat: nameIdFormats.x509,
      sessionIndexes: [],
    })
  })
})

test('by Redirect what the sender wants back comes along', async () => {
  const relayState = 'a b&c=(æ)+'
  const message = await idp.logoutRequest({ ...usual('redirect'), relayState })
  expect(readLogoutRequest({ ...input, ...message }).relayState).toBe(relayState)
})

test('a name declared around the message in a SOAP envelope is part of it', async () => {
  const message = await idp.logoutRequest(usual('soap'))
  const body = 'body' in message ? message.body : ''
  const declared = body
    .replace(' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', '')
    .replace('<soap:Envelope ', '<soap:Envelope xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ')
  expect(declared).not.toBe(body)
  expect(readLogoutRequest({ ...input, binding: 'soap', body: Buffer.from(declared, 'utf8') }).id).toBe(
    '_request',
  )
})

test.each(bindings)('line breaks of Windows inside what is signed, by %s', async (binding) => {
  const unsigned = (xml: string): string => xml.replace('</saml:Issuer>', '</saml:Issuer>&#13;\n')
  const message = await idp.logoutRequest({ ...usual(binding), unsigned })
  expect(readLogoutRequest({ ...input, ...message }).id).toBe('_request')
})

describe.each(bindings)('an answer that we send, by %s', (binding) => {
  const answer = { binding, inResponseTo: '_theirs', relayState: 'x y', id: '_answer', now }

  const sent = (status?: 'partialLogout' | 'requestDenied'): XmlElement => {
    const message = logoutResponse(sp, idp.describe(), { ...answer, status })
    const rules = { subject: 'logout', certificates: [sp.signing.certificate], now } as const
    if (message.binding === 'redirect') {
      const [signed = '', signature = ''] = message.url
        .slice(message.url.indexOf('?') + 1)
        .split('&Signature=')
      const bytes = Buffer.from(decodeURIComponent(signature), 'base64')
      expect(createVerify('RSA-SHA256').update(signed).verify(sp.signing.certificate, bytes)).toBe(true)
      expect(new URL(message.url).searchParams.get('RelayState')).toBe('x y')
      const packed = new URL(message.url).searchParams.get('SAMLResponse') ?? ''
      return parseXml(inflateRawSync(Buffer.from(packed, 'base64')).toString(), 'logout')
    }
    if (message.binding === 'post') {
      expect(message.action).toBe(idp.address('signoff.idp'))
      expect(message.fields.RelayState).toBe('x y')
      return verifySigned(
        parseXml(Buffer.from(message.fields.SAMLResponse, 'base64').toString(), 'logout'),
        rules,
      ).root
    }
    const [inside] = elementsNamed(parseXml(message.body, 'logout'), protocol, 'LogoutResponse')
    if (!inside) throw new Error('There is no answer in the envelope.')
    return verifySigned(inside, rules).root
  }

  test('is signed, names the request and goes where answers go', () => {
    const root = sent()
    expect(root.name).toBe('LogoutResponse')
    expect(attributeOf(root, 'InResponseTo')).toBe('_theirs')
    expect(attributeOf(root, 'Destination')).toBe(binding === 'soap' ? null : idp.address('signoff.idp'))
    expect(root.children.map(textOf)).toContain(sp.entityId)
  })

  test.each([
    [undefined, ['Success']],
    ['partialLogout', ['Success', 'PartialLogout']],
    ['requestDenied', ['Responder', 'RequestDenied']],
  ] as const)('says how it went: %s', (status, codes) => {
    const values = elementsNamed(sent(status), protocol, 'StatusCode').map((code) =>
      attributeOf(code, 'Value'),
    )
    expect(values).toEqual(codes.map((code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`))
  })
})

describe('our own request', () => {
  const own = {
    nameId: 'C=DK,O=11111111,CN=<Åge>,Serial=x',
    nameIdFormat: nameIdFormats.x509,
    sessionIndex: '_one',
    relayState: 'r',
    id: '_ours',
    now,
  }

  test('is signed and names the session as its assertion did', () => {
    const sent = logoutRequest(sp, idp.describe(), own)
    const { id, url } = { url: '', ...sent }
    const packed = new URL(url).searchParams.get('SAMLRequest') ?? ''
    const root = parseXml(inflateRawSync(Buffer.from(packed, 'base64')).toString(), 'logout')
    const nameId = onlyChild(root, 'urn:oasis:names:tc:SAML:2.0:assertion', 'NameID')
    expect(id).toBe('_ours')
    expect(url.startsWith(`${idp.address('issue.idp')}?SAMLRequest=`)).toBe(true)
    expect(textOf(nameId)).toBe(own.nameId)
    expect(nameId && attributeOf(nameId, 'Format')).toBe(nameIdFormats.x509)
    expect(textOf(onlyChild(root, protocol, 'SessionIndex'))).toBe('_one')
    expect(attributeOf(root, 'Destination')).toBe(idp.address('issue.idp'))
  })

  test('is signed inside where it goes by form, as the other side reads it', () => {
    const sent = logoutRequest(sp, idp.describe({ sloBinding: 'post' }), own)
    if (sent.binding !== 'post') throw new Error('Not by form')
    expect([sent.action, sent.fields.RelayState]).toEqual([idp.address('issue.idp'), 'r'])
    const them = { ...sp, entityId: idp.entityId, sloUrl: idp.address('issue.idp') }
    const us = { ...idp.describe(), entityId: sp.entityId, signingCertificates: [sp.signing.certificate] }
    const message = { binding: 'post', body: sent.fields.SAMLRequest } as const
    expect(readLogoutRequest({ ...message, sp: them, idps: [us], now })).toMatchObject({
      id: '_ours',
      nameId: own.nameId,
      nameIdFormat: nameIdFormats.x509,
      sessionIndexes: ['_one'],
    })
  })

  test('cannot be sent where no logout is offered', async () => {
    for (const sloBinding of ['redirect', 'post'] as const) {
      const more = { sloUrl: undefined, sloBinding }
      expect(await codeOf(() => logoutRequest(sp, idp.describe(more), own))).toBe('logout.noAddress')
    }
    const nowhere = idp.describe({ sloUrl: undefined, sloResponseUrl: undefined })
    const answer = { binding: 'post', inResponseTo: '_x', id: '_y', now } as const
    expect(await codeOf(() => logoutResponse(sp, nowhere, answer))).toBe('logout.noAddress')
  })
})

describe.each(bindings)('the answer to our own request, by %s', (binding) => {
  const expected = { requestId: '_ours', idpEntityId: idp.entityId }
  const answer = { ...usual(binding), inResponseTo: '_ours' }
  const status = (name: string): string => `urn:oasis:names:tc:SAML:2.0:status:${name}`
  test.each([
    ['Success', 'success'],
    ['PartialLogout', 'failed'],
    ['Responder', 'failed'],
  ])('with status %s', async (name, outcome) => {
    const message = await idp.logoutResponse({ ...answer, status: status(name) })
    expect(readLogoutResponse({ ...input, ...message, expected })).toMatchObject({
      issuer: idp.entityId,
      inResponseTo: '_ours',
      status: outcome,
    })
  })

  test('to somebody else’s request, or from somebody else: refused', async () => {
    const message = await idp.logoutResponse({ ...answer, inResponseTo: '_theirs' })
    expect(await codeOf(() => readLogoutResponse({ ...input, ...message, expected }))).toBe(
      'logout.inResponseTo',
    )
    const elsewhere = { requestId: '_ours', idpEntityId: 'https://other-idp.example' }
    const right = await idp.logoutResponse(answer)
    expect(await codeOf(() => readLogoutResponse({ ...input, ...right, expected: elsewhere }))).toBe(
      'logout.issuer',
    )
  })

  test('with a partial logout inside either outer status', async () => {
    const inner = `<samlp:StatusCode Value="${status('PartialLogout')}"/>`
    for (const outer of ['Success', 'Responder']) {
      const unsigned = (xml: string): string =>
        xml.replace(`Value="${status(outer)}"/>`, `Value="${status(outer)}">${inner}</samlp:StatusCode>`)
      const message = await idp.logoutResponse({ ...answer, status: status(outer), unsigned })
      expect(readLogoutResponse({ ...input, ...message, expected }).status).toBe('partialLogout')
    }
  })
})
