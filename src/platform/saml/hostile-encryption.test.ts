import { describe, expect, test } from 'vitest'
import { contextHandlerForm, type EncryptionForm } from '../../../test/support/saml/encrypt.ts'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import { type Hostile, Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import type { OlderEncryption, SamlFaultCode } from './types.ts'

keepListed()

const scene = new Scene()

const form = (change: Partial<EncryptionForm>): Hostile => ({
  encryption: { ...contextHandlerForm, ...change },
})
const encrypted = (change: (xml: string) => string): Hostile => ({ encrypted: change })
const replaced = (from: string | RegExp, to: string): Hostile =>
  encrypted((xml) => {
    const changed = xml.replace(from, to)
    if (changed === xml) throw new Error(`There is no ${from} to replace.`)
    return changed
  })

/** Changes the bytes of the nth CipherValue: the first is the key's, the second the assertion's. */
const cipher = (nth: 0 | 1, change: (bytes: Buffer) => Buffer): Hostile =>
  encrypted((xml) => {
    let index = 0
    return xml.replace(/(CipherValue>)([^<]*)/g, (whole, tag: string, value: string) => {
      if (value.trim() === '') return whole
      const changed = index === nth ? change(Buffer.from(value, 'base64')).toString('base64') : value
      index += 1
      return tag + changed
    })
  })

const flipped =
  (at: number) =>
  (bytes: Buffer): Buffer => {
    const index = at < 0 ? bytes.length + at : at
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)
    return bytes
  }

describe('what is encrypted, and how many of them', () => {
  const secondOf = (xml: string): string =>
    /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s.exec(xml)?.[0] ?? ''
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['nothing: the assertion is plain', { encryption: 'none' }, 'assertion.notEncrypted'],
    [
      'one, and a plain one before it',
      { whole: (xml) => xml.replace('<saml:EncryptedAssertion', `${scene.plain()}<saml:EncryptedAssertion`) },
      'assertion.notEncrypted',
    ],
    [
      'one, and a plain one after it',
      { whole: (xml) => xml.replace('</samlp:Response>', `${scene.plain()}</samlp:Response>`) },
      'assertion.notEncrypted',
    ],
    [
      'the same one twice',
      { whole: (xml) => xml.replace(secondOf(xml), secondOf(xml).repeat(2)) },
      'assertion.several',
    ],
    ['two assertions in one', { signed: (xml) => xml + xml }, 'assertion.notXml'],
    [
      'something that is no assertion',
      { signed: () => '<saml:Advice xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>' },
      'assertion.notAssertion',
    ],
    [
      'an assertion of SAML 1.1',
      { signed: () => '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>' },
      'assertion.notAssertion',
    ],
    ['words', { signed: () => 'words' }, 'assertion.notXml'],
    ['blank', { signed: () => '  ' }, 'assertion.empty'],
    [
      'a bomb of entities',
      { signed: (xml) => `<!DOCTYPE a [<!ENTITY b "bbbb">]>${xml}` },
      'assertion.doctype',
    ],
    ['something very deep', { signed: () => '<a>'.repeat(200) + '</a>'.repeat(200) }, 'assertion.tooDeep'],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect(await scene.refusal(hostile)).toBe(code)
  })
})

describe('with which algorithms', () => {
  const cases: [string, Hostile][] = [
    ['RSA 1.5', form({ transport: 'rsa-1_5', mask: undefined })],
    ['OAEP whose digest is SHA-1', form({ digest: 'sha1' })],
    ['OAEP whose mask is SHA-1', form({ mask: 'sha1' })],
    ['OAEP of the older name', form({ transport: 'mgf1p', mask: undefined })],
    ['OAEP of the older name with SHA-1', form({ transport: 'mgf1p', mask: undefined, digest: 'sha1' })],
    ['AES-256 in CBC mode', form({ content: 'aes256-cbc' })],
    ['AES-128 in CBC mode', form({ content: 'aes128-cbc' })],
    ['triple DES', form({ content: 'tripledes-cbc' })],
    [
      'AES-GCM renamed to AES-CBC',
      replaced('http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'),
    ],
    ['the right name in other letters', replaced('xmlenc11#aes256-gcm', 'xmlenc11#AES256-GCM')],
    ['two digests', replaced(/(<DigestMethod [^>]*>)/, '$1$1')],
    ['a label', replaced(/(<DigestMethod )/, '<e:OAEPparams>AAAA</e:OAEPparams>$1')],
  ]
  test.each(cases)('%s', async (_, hostile) => {
    expect(await scene.refusal(hostile)).toBe('assertion.encryptionAlgorithm')
  })

  test('OAEP that leaves SHA-1 unsaid is read as SHA-256, and so not at all', async () => {
    const unsaid = (change: Partial<EncryptionForm>): Hostile => ({
      ...form(change),
      encrypted: (xml) => xml.replace(/<DigestMethod [^>]*>/, '').replace(/<MGF [^>]*>/, ''),
    })
    expect(await scene.refusal(unsaid({ digest: 'sha1', mask: 'sha1' }))).toBe('assertion.undecryptable')
    expect((await scene.read(await scene.field(unsaid({})))).nameId).toContain(katrine.uuid)
  })
})

describe('older forms, where the one who runs Tværs allows them', () => {
  const olderSha1 = form({ transport: 'mgf1p', mask: undefined, digest: 'sha1' })
  const cases: [string, OlderEncryption, Hostile][] = [
    ['AES-256 in CBC mode', { cbc: true }, form({ content: 'aes256-cbc' })],
    ['AES-128 in CBC mode', { cbc: true }, form({ content: 'aes128-cbc' })],
    ['the older OAEP with SHA-256', { mgf1Sha1: true }, form({ transport: 'mgf1p', mask: undefined })],
    [
      'the older OAEP with SHA-512',
      { mgf1Sha1: true },
      form({ transport: 'mgf1p', mask: undefined, digest: 'sha512' }),
    ],
    ['a mask with SHA-1', { mgf1Sha1: true }, form({ mask: 'sha1' })],
    [
      'both',
      { cbc: true, mgf1Sha1: true },
      form({ transport: 'mgf1p', mask: undefined, content: 'aes256-cbc' }),
    ],
    ['a digest with SHA-1', { oaepSha1: true }, form({ digest: 'sha1' })],
    ['the older OAEP with SHA-1', { mgf1Sha1: true, oaepSha1: true }, olderSha1],
    [
      'the older OAEP with SHA-1 unsaid, as simplesamlphp writes it',
      { mgf1Sha1: true, oaepSha1: true },
      { ...olderSha1, encrypted: (xml) => xml.replace(/<DigestMethod [^>]*>/, '') },
    ],
  ]
  test.each(cases)('%s: let in there, refused elsewhere', async (_, olderEncryption, hostile) => {
    const field = await scene.field(hostile)
    scene.known = { olderEncryption }
    expect((await scene.read(field)).nameId).toContain(katrine.uuid)
    scene.known = {}
    expect(await scene.refusalOfField(field)).toBe('assertion.encryptionAlgorithm')
  })

  test.each([
    ['a digest with SHA-1, where a mask with it is let in', form({ digest: 'sha1' })],
    ['a digest with SHA-1 under the older name, where a mask is', olderSha1],
    [
      'the same unsaid',
      { ...olderSha1, encrypted: (xml: string) => xml.replace(/<DigestMethod [^>]*>/, '') },
    ],
    ['RSA 1.5', form({ transport: 'rsa-1_5', mask: undefined })],
    ['triple DES', form({ content: 'tripledes-cbc' })],
  ] as [string, Hostile][])('never %s', async (_, hostile) => {
    scene.known = { olderEncryption: { cbc: true, mgf1Sha1: true } }
    expect(await scene.refusal(hostile)).toBe('assertion.encryptionAlgorithm')
    scene.known = {}
  })
})

describe('what does not open', () => {
  const cases: [string, Hostile][] = [
    ['encrypted to a stranger', { encryptionCertificate: scene.stranger.certificate }],
    ['encrypted to another system', { encryptionCertificate: scene.otherIdp.signing.certificate }],
    ['a bit of the key altered', cipher(0, flipped(5))],
    ['a key that is larger than the modulus', cipher(0, (bytes) => Buffer.alloc(bytes.length, 0xff))],
    ['a key that is too short', cipher(0, (bytes) => bytes.subarray(1))],
    ['a bit of the assertion altered', cipher(1, flipped(40))],
    ['a bit of the nonce altered', cipher(1, flipped(0))],
    ['a bit of the tag altered', cipher(1, flipped(-1))],
    ['the tag cut short', cipher(1, (bytes) => bytes.subarray(0, -4))],
    ['another length of the key', replaced('aes256-gcm', 'aes128-gcm')],
  ]
  test.each(cases)('%s: one and the same code', async (_, hostile) => {
    expect(await scene.refusal(hostile)).toBe('assertion.undecryptable')
  })

  /** In CBC mode an altered text opens to something else; if the answers told how far it got, an enemy could read the assertion. */
  test.each([
    ['the padding is wrong', cipher(1, (bytes) => bytes.subarray(0, -16))],
    ['the first block is altered, so that it is no XML', cipher(1, flipped(16))],
    ['the nonce is altered, so that the first letter is another', cipher(1, flipped(0))],
    ['the last block is altered', cipher(1, flipped(-1))],
    ['it is no assertion', { signed: () => '<a/>' }],
    ['it is words', { signed: () => 'words' }],
    ['it is not signed', { signing: 'none' }],
    ['it is signed by a stranger', { signingKey: scene.stranger }],
  ] as [string, Hostile][])('in CBC mode nobody learns that %s', async (_, hostile) => {
    scene.known = { olderEncryption: { cbc: true } }
    const code = await scene.refusal({ ...form({ content: 'aes256-cbc' }), ...hostile })
    scene.known = {}
    expect(code).toBe('assertion.undecryptable')
  })
})

describe('the form of what is encrypted', () => {
  const cases: [string, Hostile][] = [
    ['no EncryptedData', replaced(/<xenc:EncryptedData .*<\/xenc:EncryptedData>/s, '')],
    ['two EncryptedData', replaced(/(<xenc:EncryptedData .*<\/xenc:EncryptedData>)/s, '$1$1')],
    ['no EncryptedKey', replaced(/<e:EncryptedKey .*<\/e:EncryptedKey>/s, '')],
    ['two EncryptedKey', replaced(/(<e:EncryptedKey .*<\/e:EncryptedKey>)/s, '$1$1')],
    [
      'a reference to a cipher elsewhere',
      replaced(
        /<xenc:CipherValue>.*?<\/xenc:CipherValue>/s,
        '<xenc:CipherReference URI="https://evil.example"/>',
      ),
    ],
    ['no method', replaced(/<xenc:EncryptionMethod [^>]*>/, '')],
    ['a cipher that is no base64', replaced(/<xenc:CipherValue>/, '<xenc:CipherValue>%%')],
    ['a cipher of ten bytes', cipher(1, (bytes) => bytes.subarray(0, 10))],
  ]
  test.each(cases)('%s', async (_, hostile) => {
    expect(await scene.refusal(hostile)).toBe('assertion.encryptionForm')
  })

  test('the key beside what it opens instead of inside: let in', async () => {
    const encrypted = (xml: string): string => {
      const key = /<e:EncryptedKey .*<\/e:EncryptedKey>/s.exec(xml)?.[0] ?? ''
      const beside = key
        .replaceAll('<KeyInfo>', '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
        .replace('<DigestMethod ', '<DigestMethod xmlns="http://www.w3.org/2000/09/xmldsig#" ')
      return xml
        .replace(key, '<RetrievalMethod URI="#_key"/>')
        .replace('</saml:EncryptedAssertion>', `${beside}</saml:EncryptedAssertion>`)
    }
    expect((await scene.read(await scene.field({ encrypted }))).nameId).toContain(katrine.uuid)
  })

  test('to the next key while keys are changed: let in', async () => {
    const field = await scene.field({ encryptionCertificate: scene.nextDecryption.certificate })
    expect((await scene.read(field)).nameId).toContain(katrine.uuid)
  })
})
