import { describe, expect, test } from 'vitest'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import { type AssertionParts, instantAfter } from '../../../test/support/saml/parts.ts'
import { type Hostile, now, requestId, Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

/** All of these are signed by the identity provider and encrypted to us, as they should be: only what they say is wrong. */
const scene = new Scene()

const says = (change: Partial<AssertionParts>): Hostile => ({
  parts: (parts) => Object.assign(parts, change),
})
const unsigned = (from: string | RegExp, to: string): Hostile => ({
  unsigned: (xml) => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`There is no ${from} to replace.`)
    return changed
  },
})
const at = (seconds: number): string => instantAfter(now, seconds)

describe('an assertion that is signed but says something wrong', () => {
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['version 1.1', says({ version: '1.1' }), 'assertion.version'],
    ['issued in ten minutes', says({ issueInstant: at(600) }), 'assertion.issueInstant'],
    ['issued in local time', says({ issueInstant: '2026-11-27T11:00:00+01:00' }), 'assertion.issueInstant'],
    [
      'no issuer',
      { ...says({ issuer: undefined }), signing: { after: "/*/*[local-name()='Subject']" } },
      'assertion.issuer',
    ],
    ['another issuer than the response', says({ issuer: scene.otherIdp.entityId }), 'assertion.issuer'],
    [
      'an issuer of another form',
      says({ issuerFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' }),
      'assertion.issuer',
    ],
    ['two issuers', unsigned(/(<saml:Issuer>.*<\/saml:Issuer>)/, '$1$1'), 'assertion.issuer'],
    ['no subject', unsigned(/<saml:Subject>.*<\/saml:Subject>/s, ''), 'assertion.subject'],
    ['two subjects', unsigned(/(<saml:Subject>.*<\/saml:Subject>)/s, '$1$1'), 'assertion.subject'],
    ['no name id', says({ nameId: undefined }), 'assertion.nameId'],
    ['an empty name id', says({ nameId: '' }), 'assertion.nameId'],
    ['two name ids', unsigned(/(<saml:NameID .*<\/saml:NameID>)/s, '$1$1'), 'assertion.nameId'],
    ['an element in the name id', unsigned('</saml:NameID>', '<a/></saml:NameID>'), 'assertion.nameId'],
    [
      'a name id that lasts one session',
      says({ nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }),
      'assertion.nameIdFormat',
    ],
    ['a name id of no form', says({ nameIdFormat: undefined }), 'assertion.nameIdFormat'],
    [
      'no confirmation',
      unsigned(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s, ''),
      'assertion.confirmation',
    ],
    [
      'two confirmations',
      unsigned(/(<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>)/s, '$1$1'),
      'assertion.confirmation',
    ],
    [
      'confirmed by a key',
      says({ confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' }),
      'assertion.confirmation',
    ],
    [
      'confirmed by whoever sent it',
      says({ confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
      'assertion.confirmation',
    ],
    ['confirmed for ever', says({ confirmationNotOnOrAfter: undefined }), 'assertion.confirmation'],
    [
      'confirmed until a day that is none',
      says({ confirmationNotOnOrAfter: '2026-13-01T00:00:00Z' }),
      'assertion.confirmation',
    ],
    ['no recipient', says({ recipient: undefined }), 'assertion.recipient'],
    ['another recipient', says({ recipient: 'https://evil.example/saml/acs' }), 'assertion.recipient'],
    ['no request', says({ inResponseTo: undefined }), 'assertion.inResponseTo'],
    ['another request than the response', says({ inResponseTo: '_other' }), 'assertion.inResponseTo'],
    ['no conditions', unsigned(/<saml:Conditions .*<\/saml:Conditions>/s, ''), 'assertion.conditions'],
    ['two conditions', unsigned(/(<saml:Conditions .*<\/saml:Conditions>)/s, '$1$1'), 'assertion.conditions'],
    [
      'a condition that nobody understands',
      unsigned('<saml:AudienceRestriction>', '<saml:Condition/><saml:AudienceRestriction>'),
      'assertion.conditions',
    ],
    ['conditions without an end', says({ notOnOrAfter: undefined }), 'assertion.conditions'],
    ['no audience', says({ audiences: [] }), 'assertion.audience'],
    ['another audience', says({ audiences: ['https://another.example'] }), 'assertion.audience'],
    [
      'our name in other letters',
      says({ audiences: [scene.sp.entityId.toUpperCase()] }),
      'assertion.audience',
    ],
    ['our name and more', says({ audiences: [`${scene.sp.entityId}/`] }), 'assertion.audience'],
    [
      'two audiences that must both fit',
      unsigned(
        '</saml:Conditions>',
        '<saml:AudienceRestriction><saml:Audience>https://another.example</saml:Audience></saml:AudienceRestriction></saml:Conditions>',
      ),
      'assertion.audience',
    ],
    ['no sign-in', unsigned(/<saml:AuthnStatement .*<\/saml:AuthnStatement>/s, ''), 'assertion.statements'],
    [
      'two sign-ins',
      unsigned(/(<saml:AuthnStatement .*<\/saml:AuthnStatement>)/s, '$1$1'),
      'assertion.statements',
    ],
    [
      'no attributes',
      unsigned(/<saml:AttributeStatement>.*<\/saml:AttributeStatement>/s, ''),
      'assertion.statements',
    ],
    [
      'attributes twice',
      unsigned(/(<saml:AttributeStatement>.*<\/saml:AttributeStatement>)/s, '$1$1'),
      'assertion.statements',
    ],
    ['a decision beside them', says({ more: '<saml:AuthzDecisionStatement/>' }), 'assertion.statements'],
    ['a statement of a stranger', says({ more: '<x xmlns="urn:x"/>' }), 'assertion.statements'],
    ['no session', says({ sessionIndex: undefined }), 'assertion.sessionIndex'],
    ['an empty session', says({ sessionIndex: '' }), 'assertion.sessionIndex'],
    ['signed in tomorrow', says({ authnInstant: at(86_400) }), 'assertion.authnInstant'],
    ['signed in at no time', says({ authnInstant: undefined }), 'assertion.authnInstant'],
    ['a session that has ended', says({ sessionNotOnOrAfter: at(-301) }), 'assertion.expired'],
    [
      'an attribute twice',
      unsigned(/(<saml:Attribute Name="[^"]*cvr".*?<\/saml:Attribute>)/s, '$1$1'),
      'assertion.attributes',
    ],
    [
      'an encrypted attribute',
      unsigned('<saml:AttributeStatement>', '<saml:AttributeStatement><saml:EncryptedAttribute/>'),
      'assertion.attributes',
    ],
    [
      'an attribute that is no text',
      unsigned('>Katrine Holm<', '><b>Katrine Holm</b><'),
      'assertion.attributes',
    ],
    [
      'a value of another kind',
      unsigned(/(<saml:Attribute Name="[^"]*cvr"[^>]*>)/, '$1<saml:Value>22222222</saml:Value>'),
      'assertion.attributes',
    ],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })
})

test('an attribute with 101 values', async () => {
  const parts = ({ attributes }: AssertionParts): void => {
    attributes.push({ name: 'urn:oid:2.5.4.4', values: Array.from({ length: 101 }, String) })
  }
  expect(await scene.refusal({ parts })).toBe('assertion.attributes')
})

describe('the generation', () => {
  const name = 'https://data.gov.dk/model/core/specVersion'
  const spec = (...values: string[]): Hostile => ({
    parts: (parts) => {
      parts.attributes = parts.attributes.filter((attribute) => attribute.name !== name)
      if (values.length > 0) parts.attributes.push({ name, values })
    },
  })
  test.each([
    ['none', spec()],
    ['an empty one', spec('')],
    ['one to come', spec('OIO-SAML-4.0')],
    ['that of OIOSAML 2 under the name of OIOSAML 3', spec('DK-SAML-2.0')],
    ['in other letters', spec('oio-saml-3.0')],
    ['two of them', spec('OIO-SAML-3.0', 'OIO-SAML-3.0')],
    [
      'both, one of them wrong',
      {
        parts: (parts: AssertionParts) => {
          parts.attributes.push({ name: 'dk:gov:saml:attribute:SpecVer', values: ['DK-SAML-1.0'] })
        },
      },
    ],
  ])('%s', async (_, hostile) => {
    expect(await scene.refusal(hostile)).toBe('assertion.specVersion')
  })
})

describe('time: five minutes of skew, and not a second more', () => {
  const times: [string, Hostile, number, SamlFaultCode | null][] = [
    ['confirmed until 299 seconds ago', says({ confirmationNotOnOrAfter: at(0) }), 299, null],
    ['confirmed until 300 seconds ago', says({ confirmationNotOnOrAfter: at(0) }), 300, 'assertion.expired'],
    ['valid until 299 seconds ago', says({ notOnOrAfter: at(0) }), 299, null],
    ['valid until 300 seconds ago', says({ notOnOrAfter: at(0) }), 300, 'assertion.expired'],
    ['valid in 300 seconds', says({ notBefore: at(300) }), 0, null],
    ['valid in 301 seconds', says({ notBefore: at(301) }), 0, 'assertion.notYetValid'],
    ['confirmed in 301 seconds', says({ confirmationNotBefore: at(301) }), 0, 'assertion.notYetValid'],
    ['issued in 300 seconds', says({ issueInstant: at(300) }), 0, null],
    ['issued in 301 seconds', says({ issueInstant: at(301) }), 0, 'assertion.issueInstant'],
    ['a response of yesterday', {}, 86_400, 'assertion.expired'],
  ]
  test.each(times)('%s', async (_, hostile, seconds, code) => {
    const later = new Date(now.getTime() + seconds * 1000)
    if (code) expect(await scene.refusal(hostile, later)).toBe(code)
    else expect((await scene.read(await scene.field(hostile), later)).inResponseTo).toBe(requestId)
  })

  test('says how long a replay must be remembered: to the instant from which it is refused anyway', async () => {
    const field = await scene.field({ id: '_once' })
    const { id, notOnOrAfter } = await scene.read(field)
    expect({ id, notOnOrAfter }).toEqual({ id: '_once', notOnOrAfter: new Date('2026-11-27T10:10:00Z') })
    const before = new Date(notOnOrAfter.getTime() - 1)
    expect((await scene.read(field, before)).id).toBe('_once')
    await expect(scene.read(field, notOnOrAfter)).rejects.toThrow('assertion.expired')
  })
})

describe('what is never carried on', () => {
  const eid = 'https://data.gov.dk/model/core/eid'
  test.each([
    `${eid}/cprNumber`,
    'dk:gov:saml:attribute:CprNumberIdentifier',
    `${eid}/cprUuid`,
    `${eid}/dateOfBirth`,
    `${eid}/age`,
    'cpr',
    `${eid}/professional/cvr `,
  ])('%s', async (name) => {
    const parts = ({ attributes }: AssertionParts): void => {
      attributes.push({ name, values: ['0101011234'] })
    }
    const assertion = await scene.read(await scene.field({ parts }))
    expect(assertion.nameId).toContain(katrine.uuid)
    expect(assertion.attributes.has(name)).toBe(false)
    expect(JSON.stringify([...assertion.attributes, assertion])).not.toContain('0101011234')
  })
})
