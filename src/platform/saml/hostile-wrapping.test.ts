import { describe, expect, test } from 'vitest'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import { type Hostile, now, requestId, Scene } from '../../../test/support/saml/scene.ts'
import { sign } from '../../../test/support/saml/sign.ts'
import {
  evilCopy,
  withoutSignature,
  wrappedAround,
  wrappedInside,
  wrappedResponse,
} from '../../../test/support/saml/wrapping.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

const scene = new Scene()

const signed = (change: (xml: string) => string): Hostile => ({ signed: change })

describe('signature wrapping', () => {
  const inside: Record<string, SamlFaultCode> = {
    'XSW3: an evil assertion beside it': 'assertion.notXml',
    'XSW7: both in an element for extensions': 'assertion.notAssertion',
  }
  test.each(Object.entries(wrappedInside))('inside what is encrypted: %s', async (name, wrap) => {
    expect(await scene.refusal(signed(wrap))).toBe(inside[name] ?? 'assertion.wrapped')
  })

  test.each(Object.entries(wrappedResponse))('of a signed response: %s', async (name, whole) => {
    const code = name.startsWith('XSW1') ? 'response.signatureForm' : 'response.wrapped'
    expect(await scene.refusal({ responseSigning: {}, whole })).toBe(code)
    expect((await scene.read(await scene.field({ responseSigning: {} }))).issuer).toBe(scene.idp.entityId)
  })

  test.each(Object.entries(wrappedAround))('a plain evil assertion %s', async (_, wrap) => {
    const whole = (xml: string): string =>
      wrap(xml, evilCopy(scene.idp.assertion({ sp: scene.sp, now, requestId })))
    expect(await scene.refusal({ whole })).toBe('assertion.notEncrypted')
  })

  test.each([
    [
      'an evil assertion, encrypted, beside it',
      (evil: string) => (xml: string) => xml.replace('</samlp:Response>', `${evil}</samlp:Response>`),
    ],
    [
      'an evil assertion, encrypted, in extensions',
      (evil: string) => (xml: string) =>
        xml.replace('<samlp:Status>', `<samlp:Extensions>${evil}</samlp:Extensions><samlp:Status>`),
    ],
  ])('%s', async (_, wrap) => {
    const evil = await scene.idp.sealedAssertion({ sp: scene.sp, now, requestId, signed: evilCopy })
    expect(await scene.refusal({ whole: wrap(evil) })).toBe('assertion.several')
  })

  test('the only one, encrypted, in extensions', async () => {
    const whole = (xml: string): string => {
      const encrypted = /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s.exec(xml)?.[0] ?? ''
      return xml.replace(encrypted, `<samlp:Extensions>${encrypted}</samlp:Extensions>`)
    }
    expect(await scene.refusal({ whole })).toBe('assertion.wrapped')
  })

  test('a signed assertion of the person’s own, with the signature of another kind of message', async () => {
    const signedElsewhere = (xml: string): string =>
      sign(withoutSignature(xml).replaceAll('saml:Assertion', 'saml:Advice'), scene.idp.signing).replaceAll(
        'saml:Advice',
        'saml:Assertion',
      )
    expect(await scene.refusal(signed(signedElsewhere))).toBe('assertion.signature')
  })
})
