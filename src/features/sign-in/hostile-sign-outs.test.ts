import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import type { LogoutOptions, TestLogoutMessage } from '../../../test/support/saml/test-identity-provider.ts'
import { signatureIn, withoutSignature } from '../../../test/support/saml/wrapping.ts'
import {
  anders,
  createSamlPortal,
  type SamlPortal,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'
import type { SamlFaultCode } from '../../platform/saml/types.ts'

/** Every cause to refuse a sign-out once more, as an enemy meets it: over HTTP, while somebody is signed in. */
let saml: SamlPortal
let visit: Visit
const lines: string[] = []
beforeAll(async () => {
  saml = await createSamlPortal({ environment: { LOG_LEVEL: 'info' }, log: (line) => lines.push(line) })
  visit = new Visit(saml)
  await visit.signIn({ id: '_the-session' })
})
afterAll(() => saml.close())
beforeEach(() => {
  lines.length = 0
})

const stranger = makeKeyPair({ commonName: 'A stranger' })
type How = Partial<LogoutOptions> | { readonly body: string }

const replacing =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`There is no ${from} to replace.`)
    return changed
  }
const unsigned = (from: string | RegExp, to: string): How => ({ unsigned: replacing(from, to) })
const signed = (from: string | RegExp, to: string): How => ({ signed: replacing(from, to) })
const wrapped = (xml: string): string =>
  withoutSignature(xml)
    .replace(/ID="[^"]*"/, 'ID="_evil"')
    .replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signatureIn(xml)}<samlp:Extensions>${withoutSignature(xml)}</samlp:Extensions>`,
    )

const cases: readonly [SamlFaultCode, LogoutOptions['binding'], How][] = [
  ['logout.notBase64', 'post', { body: '<a/>' }],
  ['logout.encoding', 'post', { body: Buffer.from([0xff]).toString('base64') }],
  ['logout.tooLarge', 'post', { body: 'A'.repeat(400_000) }],
  ['logout.empty', 'soap', { body: ' ' }],
  ['logout.notLogout', 'soap', { body: '<a/>' }],
  ['logout.notXml', 'post', signed('<samlp:SessionIndex>', '<samlp:Session>')],
  ['logout.doctype', 'post', signed(/^/, '<!DOCTYPE x>')],
  ['logout.comment', 'post', signed('<samlp:SessionIndex>', '<samlp:SessionIndex><!---->')],
  ['logout.query', 'redirect', signed(/$/, '&SAMLRequest=x')],
  ['logout.unsigned', 'redirect', { signing: 'none' }],
  ['logout.unsigned', 'post', { signing: 'none' }],
  ['logout.unsigned', 'soap', { signing: 'none' }],
  ['logout.signature', 'redirect', { signingKey: stranger }],
  ['logout.signature', 'post', { signingKey: stranger }],
  ['logout.signature', 'soap', { signingKey: stranger }],
  ['logout.signatureAlgorithm', 'redirect', signed('rsa-sha256', 'rsa-sha1')],
  [
    'logout.signatureForm',
    'post',
    { signing: { transforms: ['http://www.w3.org/TR/1999/REC-xslt-19991116'] } },
  ],
  ['logout.wrapped', 'post', { signed: wrapped }],
  ['logout.duplicateId', 'soap', signed('<samlp:SessionIndex>', '<samlp:SessionIndex Id="_a" ID="_a">')],
  ['logout.version', 'redirect', unsigned('Version="2.0"', 'Version="1.1"')],
  ['logout.id', 'redirect', unsigned(/ ID="[^"]*"/, ' ID=""')],
  ['logout.issueInstant', 'redirect', unsigned('2026-11-23T', '2026-11-24T')],
  ['logout.expired', 'redirect', unsigned('2026-11-23T', '2026-11-22T')],
  ['logout.destination', 'redirect', { destination: 'https://evil.example/saml/slo' }],
  ['logout.issuer', 'redirect', unsigned('<saml:Issuer>', '<saml:Issuer Format="urn:x">')],
  ['logout.unknownIdp', 'redirect', unsigned(/>[^<]*<\/saml:Issuer>/, '>https://evil.example</saml:Issuer>')],
  ['logout.nameId', 'redirect', unsigned(/<saml:NameID .*<\/saml:NameID>/, '')],
  [
    'logout.encryptionAlgorithm',
    'redirect',
    { ...unsigned('aes256-gcm', 'aes256-cbc'), encryptNameId: true },
  ],
]

const counts = async () =>
  (
    await saml.portal.owner.query(`select (select count(*)::int from session where ended_at is null) as sessions,
      (select count(*)::int from user_account) as users, (select count(*)::int from event) as events`)
  ).rows[0]

async function messageOf(binding: LogoutOptions['binding'], how: How): Promise<TestLogoutMessage> {
  if ('body' in how) return { binding: binding === 'soap' ? 'soap' : 'post', body: how.body }
  return await saml.handler.logoutRequest({
    sp: saml.settings.serviceProvider,
    now: saml.portal.clock.now(),
    nameId: `https://data.gov.dk/model/core/eid/professional/uuid/${anders.uuid}`,
    sessionIndexes: ['_the-session'],
    binding,
    ...how,
  })
}

/** A browser that has nothing of ours, or the back channel. */
async function send(message: TestLogoutMessage) {
  if (message.binding === 'redirect') return saml.browser().get(`/saml/slo?${message.rawQuery}`)
  if (message.binding === 'post') return saml.browser().crossPost('/saml/slo', { SAMLRequest: message.body })
  return saml.portal.anybody().request({
    method: 'POST',
    url: '/saml/slo-soap',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    payload: message.body,
  })
}

async function expectRefused(code: SamlFaultCode, message: TestLogoutMessage): Promise<void> {
  const before = await counts()
  const answer = await send(message)
  const told = lines.map((line) => JSON.parse(line)).filter(({ cause }) => cause)
  expect(told.map((line) => [line.code, line.cause.split(':')[0]])).toEqual([['logout', code]])
  expect(answer.statusCode).toBe(400)
  expect(textOf(answer)).toContain(message.binding === 'soap' ? 'logout' : 'Vi kan ikke bruge beskeden')
  expect((await visit.browser.get('/')).statusCode).toBe(200)
  expect(await counts()).toEqual(before)
}

describe('a sign-out that is sent to a portal ends nothing', () => {
  test.each(cases)('%s by %s', async (code, binding, how) => {
    await expectRefused(code, await messageOf(binding, how))
  })

  test('logout.undecryptable: the person is hidden to a stranger', async () => {
    const sp = { ...saml.settings.serviceProvider, signing: stranger }
    await expectRefused('logout.undecryptable', await messageOf('post', { sp, encryptNameId: true }))
  })

  test('every cause that is listed is among them', async () => {
    const listed = (await readFile('docs/hostile-cases.md', 'utf8')).matchAll(/`(logout\.\w+)`/g)
    const sent = new Set<string>([...cases.map(([code]) => code), 'logout.undecryptable'])
    expect([...new Set([...listed].map(([, code = '']) => code))].filter((code) => !sent.has(code))).toEqual(
      [],
    )
  })

  test('without the hostility it ends the session', async () => {
    expect((await send(await messageOf('redirect', {}))).statusCode).toBe(303)
    expect((await visit.browser.get('/')).statusCode).toBe(303)
  })
})
