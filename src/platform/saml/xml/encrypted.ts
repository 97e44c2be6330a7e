import { decrypt } from 'xml-encryption'
import { bytesOfBase64 } from '../encoding.ts'
import { namespaces } from '../saml-names.ts'
import { type OlderEncryption, SamlFault } from '../types.ts'
import { attributeOf, childrenNamed, elementsNamed, onlyChild, textOf, type XmlElement } from './element.ts'
import { element } from './write.ts'

/** Bytes that stand before and after what is hidden; a shorter text cannot be of that form. */
const contentForms: ReadonlyMap<string, { iv: number; tag: number; isOlder: boolean }> = new Map([
  [`${namespaces.encryption11}aes256-gcm`, { iv: 12, tag: 16, isOlder: false }],
  [`${namespaces.encryption11}aes128-gcm`, { iv: 12, tag: 16, isOlder: false }],
  [`${namespaces.encryption}aes256-cbc`, { iv: 16, tag: 16, isOlder: true }],
  [`${namespaces.encryption}aes128-cbc`, { iv: 16, tag: 16, isOlder: true }],
])

const oaep = `${namespaces.encryption11}rsa-oaep`
const olderOaep = `${namespaces.encryption}rsa-oaep-mgf1p`
const sha256 = `${namespaces.encryption}sha256`
const sha1 = `${namespaces.signature}sha1`
const sha1Mask = `${namespaces.encryption11}mgf1sha1`

/** Digest → the mask made with the same hash. */
const digestMasks: ReadonlyMap<string, string> = new Map([
  [sha256, `${namespaces.encryption11}mgf1sha256`],
  [`${namespaces.encryption}sha512`, `${namespaces.encryption11}mgf1sha512`],
])

/** An encrypted element whose form and algorithms have been looked at; no key has touched it yet. */
export interface Sealed {
  readonly contentAlgorithm: string
  readonly content: string
  readonly keyAlgorithm: string
  readonly keyDigest: string
  readonly keyMask: string | null
  readonly key: string
  /** Altering the hidden text shows at once. If not, nothing that is told afterwards may tell how far it got. */
  readonly isAuthenticated: boolean
}

type Subject = 'assertion' | 'logout'

/**
 * Looks at EncryptedAssertion or EncryptedID: one EncryptedData, one EncryptedKey in it or beside it, and algorithms that are
 * allowed for the sender (ADR 24). Depends on what anybody can read, never on a key.
 * @throws SamlFault
 */
export function readSealed(wrapper: XmlElement, subject: Subject, older: OlderEncryption = {}): Sealed {
  const form = (detail: string): SamlFault => new SamlFault(`${subject}.encryptionForm`, detail)
  const enc = namespaces.encryption
  const sealed = onlyChild(wrapper, enc, 'EncryptedData')
  const [key, anotherKey] = elementsNamed(wrapper, enc, 'EncryptedKey')
  if (!sealed || elementsNamed(wrapper, enc, 'EncryptedData').length !== 1) throw form('EncryptedData')
  if (!key || anotherKey) throw form('EncryptedKey')
  const [content, hiddenKey] = [cipherOf(sealed), cipherOf(key)]
  const [contentMethod, keyMethod] = [methodOf(sealed), methodOf(key)]
  if (!content || !hiddenKey || !contentMethod || !keyMethod) throw form('CipherData')
  const contentAlgorithm = attributeOf(contentMethod, 'Algorithm') ?? ''
  const contentForm = contentForms.get(contentAlgorithm)
  if (!contentForm || (contentForm.isOlder && !older.cbc)) {
    throw new SamlFault(`${subject}.encryptionAlgorithm`, contentAlgorithm)
  }
  if (content.length < contentForm.iv + contentForm.tag) throw form('CipherValue')
  return {
    contentAlgorithm,
    content: content.toString('base64'),
    ...keyTransportOf(keyMethod, subject, older),
    key: hiddenKey.toString('base64'),
    isAuthenticated: !contentForm.isOlder,
  }
}

const methodOf = (parent: XmlElement): XmlElement | null =>
  onlyChild(parent, namespaces.encryption, 'EncryptionMethod')

function cipherOf(parent: XmlElement): Buffer | null {
  const cipher = onlyChild(parent, namespaces.encryption, 'CipherData')
  return bytesOfBase64(textOf(cipher && onlyChild(cipher, namespaces.encryption, 'CipherValue')) ?? '')
}

/**
 * What is not said is SHA-1 by the standard. Under the older name it means that, and is let in where SHA-1 is. Under the
 * newer one senders on .NET leave it unsaid and mean SHA-256: we read it so, and who means SHA-1 is not understood.
 */
function keyTransportOf(
  method: XmlElement,
  subject: Subject,
  older: OlderEncryption,
): Pick<Sealed, 'keyAlgorithm' | 'keyDigest' | 'keyMask'> {
  const keyAlgorithm = attributeOf(method, 'Algorithm') ?? ''
  const refused = (detail: string): SamlFault => new SamlFault(`${subject}.encryptionAlgorithm`, detail)
  const isOlder = keyAlgorithm === olderOaep
  if (keyAlgorithm !== oaep && !(isOlder && older.mgf1Sha1)) throw refused(keyAlgorithm)
  const digests = childrenNamed(method, namespaces.signature, 'DigestMethod')
  const masks = childrenNamed(method, namespaces.encryption11, 'MGF')
  if (method.children.length !== digests.length + masks.length) throw refused('a parameter more')
  const keyDigest = algorithmOf(digests, isOlder ? sha1 : sha256)
  const unsaidMask = digestMasks.get(keyDigest ?? '') ?? null
  const keyMask = isOlder ? null : algorithmOf(masks, unsaidMask)
  const allowedDigests = [...digestMasks.keys(), ...(older.oaepSha1 ? [sha1] : [])]
  if (!keyDigest || !allowedDigests.includes(keyDigest)) throw refused(`digest ${keyDigest}`)
  const allowedMasks = [...digestMasks.values(), ...(older.mgf1Sha1 ? [sha1Mask] : [])]
  if (isOlder ? masks.length > 0 : !keyMask || !allowedMasks.includes(keyMask))
    throw refused(`mask ${keyMask}`)
  return { keyAlgorithm, keyDigest, keyMask }
}

/** @returns the algorithm that is named, or what stands for silence; null when two are named */
function algorithmOf([only, another]: readonly XmlElement[], unsaid: string | null): string | null {
  if (another) return null
  return only ? attributeOf(only, 'Algorithm') : unsaid
}

/**
 * @returns what was hidden, by whichever key opens it; null when none does, and no more is told than that
 */
export function opened(sealed: Sealed, keys: readonly string[]): string | null {
  const xml = rewritten(sealed)
  for (const key of keys) {
    const text = openedWith(xml, key)
    if (text !== null) return text
  }
  return null
}

/** The library looks for its parts by name; so it is given a document of nothing but the parts that were looked at. */
function rewritten(sealed: Sealed): string {
  const cipher = (value: string) => element('x:CipherData', {}, element('x:CipherValue', {}, value))
  const mask = sealed.keyMask ? element('y:MGF', { Algorithm: sealed.keyMask }) : null
  const keyMethod = element(
    'x:EncryptionMethod',
    { Algorithm: sealed.keyAlgorithm },
    element('d:DigestMethod', { Algorithm: sealed.keyDigest }),
    mask,
  )
  return element(
    'x:EncryptedData',
    {
      'xmlns:x': namespaces.encryption,
      'xmlns:y': namespaces.encryption11,
      'xmlns:d': namespaces.signature,
    },
    element('x:EncryptionMethod', { Algorithm: sealed.contentAlgorithm }),
    element('d:KeyInfo', {}, element('x:EncryptedKey', {}, keyMethod, cipher(sealed.key))),
    cipher(sealed.content),
  ).xml
}

function openedWith(xml: string, key: string): string | null {
  let text: string | null = null
  const options = { key, disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false }
  // It calls back before it returns; which of its steps failed is nobody's business.
  decrypt(xml, options, (fault, plain) => {
    text = fault ? null : plain
  })
  return text
}
