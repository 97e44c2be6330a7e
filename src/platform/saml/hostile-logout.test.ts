import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import { base64 } from '../../../test/support/saml/privileges.ts'
import { codeOf } from '../../../test/support/saml/scene.ts'
import {
  type LogoutOptions,
  TestIdentityProvider,
} from '../../../test/support/saml/test-identity-provider.ts'
import { testServiceProvider } from '../../../test/support/saml/test-service-provider.ts'
import { signatureIn, withoutSignature } from '../../../test/support/saml/wrapping.ts'
import { readLogoutRequest } from './logout-request.ts'
import { readLogoutResponse } from './logout-response.ts'
import type { LogoutBinding, SamlFaultCode } from './types.ts'

keepListed()

const now = new Date('2026-11-27T10:00:00Z')
const sp = testServiceProvider()
const idp = new TestIdentityProvider()
const other = new TestIdentityProvider('https://other-idp.example')
const stranger = makeKeyPair({ commonName: 'A stranger' })
const input = { sp, idps: [other.describe(), idp.describe()], now }

const bindings: LogoutBinding[] = ['redirect', 'post', 'soap']
const overXml: LogoutBinding[] = ['post', 'soap']

async function refusal(binding: LogoutBinding, hostile: Partial<LogoutOptions>): Promise<SamlFaultCode> {
  const usual = { sp, now, binding }
  expect(readLogoutRequest({ ...input, ...(await idp.logoutRequest(usual)) }).issuer).toBe(idp.entityId)
  return codeOf(async () =>
    readLogoutRequest({ ...input, ...(await idp.logoutRequest({ ...usual, ...hostile })) }),
  )
}

const unsigned = (from: string | RegExp, to: string): Partial<LogoutOptions> => ({
  unsigned: (xml) => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`There is no ${from} to replace.`)
    return changed
  },
})

describe.each(bindings)('a request by %s', (binding) => {
  const cases: [string, Partial<LogoutOptions>, SamlFaultCode][] = [
    ['not signed', { signing: 'none' }, 'logout.unsigned'],
    ['signed by a stranger', { signingKey: stranger }, 'logout.signature'],
    ['signed by another identity provider', { signingKey: other.signing }, 'logout.signature'],
    [
      'signed with SHA-1',
      { signing: { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' } },
      'logout.signatureAlgorithm',
    ],
    ['of version 1.1', unsigned('Version="2.0"', 'Version="1.1"'), 'logout.version'],
    [
      'without an id',
      unsigned(/ ID="[^"]*"/, ' ID=""'),
      binding === 'redirect' ? 'logout.id' : 'logout.wrapped',
    ],
    [
      'from nobody',
      { ...unsigned(/<saml:Issuer>.*?<\/saml:Issuer>/, ''), signing: { after: '/*/*' } },
      'logout.issuer',
    ],
    ['from one we do not know', unsigned(idp.entityId, 'https://evil.example'), 'logout.unknownIdp'],
    [
      'in the name of another that we know',
      unsigned(`>${idp.entityId}<`, `>${other.entityId}<`),
      'logout.signature',
    ],
    [
      'from an issuer of another form',
      unsigned('<saml:Issuer>', '<saml:Issuer Format="urn:x">'),
      'logout.issuer',
    ],
    ['of yesterday', unsigned('2026-11-27T10:00:00Z', '2026-11-26T10:00:00Z'), 'logout.expired'],
    [
      'of ten minutes and a second ago',
      unsigned('2026-11-27T10:00:00Z', '2026-11-27T09:49:59Z'),
      'logout.expired',
    ],
    ['of tomorrow', unsigned('2026-11-27T10:00:00Z', '2026-11-28T10:00:00Z'), 'logout.issueInstant'],
    [
      'that has ended',
      unsigned(' Destination', ' NotOnOrAfter="2026-11-27T09:00:00Z" Destination'),
      'logout.expired',
    ],
    ['for another', { destination: 'https://evil.example/saml/slo' }, 'logout.destination'],
    ['about nobody', unsigned(/<saml:NameID .*<\/saml:NameID>/, ''), 'logout.nameId'],
    ['about two people', unsigned(/(<saml:NameID .*<\/saml:NameID>)/, '$1$1'), 'logout.nameId'],
    [
      'of a person hidden to a stranger',
      { sp: { ...sp, signing: stranger }, encryptNameId: true },
      'logout.undecryptable',
    ],
    [
      'that hides with an old form',
      { ...unsigned('aes256-gcm', 'aes256-cbc'), encryptNameId: true },
      'logout.encryptionAlgorithm',
    ],
    ['that is a response', unsigned(/LogoutRequest/g, 'LogoutResponse'), 'logout.notLogout'],
    ['with a comment', unsigned('<samlp:SessionIndex>', '<samlp:SessionIndex><!---->'), 'logout.comment'],
    ['with a document type', unsigned(/^/, '<!DOCTYPE x>'), 'logout.doctype'],
    ['that is no XML', unsigned('<samlp:SessionIndex>', '<samlp:Session>'), 'logout.notXml'],
  ]
  test.each(cases)('%s', async (name, hostile, code) => {
    // What is broken cannot be signed inside; by Redirect it can, around it.
    const inXml =
      binding !== 'redirect' && ['with a comment', 'with a document type', 'that is no XML'].includes(name)
    const how = inXml ? { signed: hostile.unsigned } : hostile
    expect(await refusal(binding, how)).toBe(code)
  })
})

describe.each(overXml)('a signed message by %s', (binding) => {
  const signed = (change: (xml: string) => string): Partial<LogoutOptions> => ({ signed: change })
  const cases: [string, Partial<LogoutOptions>, SamlFaultCode][] = [
    ['altered', signed((xml) => xml.replace('_session', '_sessiom')), 'logout.signature'],
    [
      'wrapped by another',
      signed((xml) =>
        withoutSignature(xml)
          .replace(/ID="[^"]*"/, 'ID="_evil"')
          .replace(
            '</saml:Issuer>',
            `</saml:Issuer>${signatureIn(xml)}<samlp:Extensions>${withoutSignature(xml)}</samlp:Extensions>`,
          ),
      ),
      'logout.wrapped',
    ],
    [
      'with a transform more',
      { signing: { transforms: ['http://www.w3.org/TR/1999/REC-xslt-19991116'] } },
      'logout.signatureForm',
    ],
    [
      'with an id twice',
      signed((xml) => xml.replace('<samlp:SessionIndex>', '<samlp:SessionIndex Id="_a" ID="_a">')),
      'logout.duplicateId',
    ],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await refusal(binding, hostile)).toBe(code)
  })
})

describe('a query', () => {
  const query = async (change: (query: string) => string): Promise<SamlFaultCode> =>
    refusal('redirect', { relayState: 'there', signed: change })
  test.each([
    [
      'altered',
      (text: string) =>
        text.replace(
          /SAMLRequest=[^&]*/,
          `SAMLRequest=${encodeURIComponent(deflateRawSync('<a/>').toString('base64'))}`,
        ),
      'logout.notLogout',
    ],
    [
      'with another relay state',
      (text: string) => text.replace('RelayState=there', 'RelayState=here'),
      'logout.signature',
    ],
    ['without its relay state', (text: string) => text.replace('&RelayState=there', ''), 'logout.signature'],
    [
      'with the same written otherwise',
      (text: string) => text.replace('RelayState=there', 'RelayState=%74here'),
      'logout.signature',
    ],
    ['with two messages', (text: string) => `${text}&SAMLRequest=x`, 'logout.query'],
    ['with a request and a response', (text: string) => `${text}&SAMLResponse=x`, 'logout.query'],
    ['with two signatures', (text: string) => `${text}&Signature=x`, 'logout.query'],
    ['with two algorithms', (text: string) => `SigAlg=x&${text}`, 'logout.query'],
    ['without a message', (text: string) => text.replace(/SAMLRequest=[^&]*&/, ''), 'logout.query'],
    ['without a signature', (text: string) => text.replace(/&Signature=.*/, ''), 'logout.unsigned'],
    ['without an algorithm', (text: string) => text.replace(/&SigAlg=[^&]*/, ''), 'logout.unsigned'],
    [
      'with another algorithm',
      (text: string) => text.replace('rsa-sha256', 'rsa-sha512'),
      'logout.signature',
    ],
    ['with MD5', (text: string) => text.replace('rsa-sha256', 'rsa-md5'), 'logout.signatureAlgorithm'],
    [
      'with a broken percent sign',
      (text: string) => text.replace('RelayState=there', 'RelayState=%'),
      'logout.query',
    ],
    [
      'that is no base64',
      (text: string) => text.replace(/SAMLRequest=[^&]*/, 'SAMLRequest=%25'),
      'logout.notBase64',
    ],
    [
      'that does not unpack',
      (text: string) => text.replace(/SAMLRequest=[^&]*/, 'SAMLRequest=AAAA'),
      'logout.notBase64',
    ],
    [
      'that unpacks to 10 MB',
      (text: string) =>
        text.replace(
          /SAMLRequest=[^&]*/,
          `SAMLRequest=${encodeURIComponent(deflateRawSync(Buffer.alloc(10_000_000, 'a')).toString('base64'))}`,
        ),
      'logout.tooLarge',
    ],
    [
      'that unpacks to no UTF-8',
      (text: string) =>
        text.replace(
          /SAMLRequest=[^&]*/,
          `SAMLRequest=${encodeURIComponent(deflateRawSync(Buffer.from([0xff])).toString('base64'))}`,
        ),
      'logout.encoding',
    ],
    ['of 70 kB', (text: string) => `${text}&x=${'y'.repeat(70_000)}`, 'logout.tooLarge'],
  ] as [string, (text: string) => string, SamlFaultCode][])('%s', async (_, change, code) => {
    expect(await query(change)).toBe(code)
  })

  test('with parameters of others beside it: let in', async () => {
    const message = await idp.logoutRequest({
      sp,
      now,
      binding: 'redirect',
      signed: (text) => `utm=1&${text}&xSAMLRequest=y`,
    })
    expect(readLogoutRequest({ ...input, ...message }).issuer).toBe(idp.entityId)
  })
})

describe('bodies', () => {
  const soap = (inside: string): string =>
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">${inside}</soap:Envelope>`
  test.each([
    ['nothing by post', 'post', '', 'logout.notBase64'],
    ['XML by post that is not base64', 'post', '<a/>', 'logout.notBase64'],
    ['another element by post', 'post', base64('<a/>'), 'logout.notLogout'],
    ['400 kB by post', 'post', 'A'.repeat(400_000), 'logout.tooLarge'],
    ['a byte by post that is no UTF-8', 'post', Buffer.from([0xff]).toString('base64'), 'logout.encoding'],
    ['nothing by soap', 'soap', '', 'logout.empty'],
    ['no envelope by soap', 'soap', '<a/>', 'logout.notLogout'],
    ['an envelope without a body', 'soap', soap(''), 'logout.notLogout'],
    ['an empty body', 'soap', soap('<soap:Body/>'), 'logout.notLogout'],
    ['a body with another element', 'soap', soap('<soap:Body><a/></soap:Body>'), 'logout.notLogout'],
    ['a body with two elements', 'soap', soap('<soap:Body><a/><a/></soap:Body>'), 'logout.notLogout'],
    ['two bodies', 'soap', soap('<soap:Body><a/></soap:Body><soap:Body/>'), 'logout.notLogout'],
    ['a document type by soap', 'soap', `<!DOCTYPE x>${soap('')}`, 'logout.doctype'],
  ] as [string, 'post' | 'soap', string, SamlFaultCode][])('%s', async (_, binding, body, code) => {
    expect(await codeOf(() => readLogoutRequest({ ...input, binding, body }))).toBe(code)
  })

  test('bytes by soap that are no UTF-8', async () => {
    expect(
      await codeOf(() => readLogoutRequest({ ...input, binding: 'soap', body: Buffer.from([0xff]) })),
    ).toBe('logout.encoding')
  })

  test('an id twice in an envelope', async () => {
    const message = await idp.logoutRequest({ sp, now, binding: 'soap', id: '_a' })
    const body =
      'body' in message
        ? message.body.replace('<soap:Body>', '<soap:Header><a ID="_a"/></soap:Header><soap:Body>')
        : ''
    expect(await codeOf(() => readLogoutRequest({ ...input, binding: 'soap', body }))).toBe(
      'logout.duplicateId',
    )
  })

  test('a request where an answer is due, and an answer to a request', async () => {
    const expected = { requestId: '_ours', idpEntityId: idp.entityId }
    for (const binding of bindings) {
      const request = await idp.logoutRequest({ sp, now, binding })
      const code = await codeOf(() => readLogoutResponse({ ...input, ...request, expected }))
      expect(code).toBe(binding === 'redirect' ? 'logout.query' : 'logout.notLogout')
    }
  })
})
