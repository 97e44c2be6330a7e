import { createHash, createSign, createVerify, type KeyLike } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { SignedSubject } from '../fault-codes.ts'
import { canonicalisation, envelopedSignature, namespaces } from '../saml-names.ts'
import { type KeyPair, SamlFault } from '../types.ts'
import { base64OfPem, usableCertificates } from './certificates.ts'
import { attributeOf, isNamed, type XmlElement } from './element.ts'
import { parseXml, serialise } from './parse.ts'
import type { XmlLimits } from './scan.ts'
import { digestHashes, onlySignature, signatureHashes } from './signature-form.ts'

/** What was signed: its own characters, and the element read from nothing but them. The signature itself is gone. */
export interface SignedElement {
  readonly xml: string
  readonly root: XmlElement
}

export interface SignatureRules {
  readonly subject: SignedSubject
  /** PEM. The certificate in the message itself is never asked. */
  readonly certificates: readonly string[]
  readonly now: Date
  readonly limits?: XmlLimits
  readonly nested?: boolean
}

/**
 * Verifies that an element is signed directly, by one of the certificates, and reads it again from the characters that
 * the signature was computed over. Nothing of the element that was handed in may be used afterwards.
 * @throws SamlFault
 */
export function verifySigned(element: XmlElement, rules: SignatureRules): SignedElement {
  const { subject, limits } = rules
  // Alone: what stands around it has no say in what its signature covers.
  const text = serialise(element)
  const root = parseXml(text, subject, limits)
  const signature = onlySignature(root, subject, rules.nested)
  const certificates = usableCertificates(rules.certificates, rules.now)
  if (certificates.length === 0) throw new SamlFault(`${subject}.certificate`)
  for (const certificate of certificates) {
    const xml = signedCharacters(text, signature, certificate.toString())
    if (xml === null) continue
    const signed = parseXml(xml, subject, limits)
    if (
      !isNamed(signed, root.namespace, root.name) ||
      attributeOf(signed, 'ID') !== attributeOf(root, 'ID')
    ) {
      throw new SamlFault(`${subject}.wrapped`, 'something else was signed')
    }
    return { xml, root: signed }
  }
  throw new SamlFault(`${subject}.signature`)
}

/** @returns the canonical characters that were signed, or null when this certificate did not sign them */
function signedCharacters(text: string, signature: XmlElement, certificate: string): string | null {
  const verifier = withOurAlgorithms(new SignedXml({ publicCert: certificate }))
  try {
    verifier.loadSignature(signature.node)
    if (!verifier.checkSignature(text)) return null
  } catch {
    // It throws for a wrong value, and for whatever it cannot read: all the same to us.
    return null
  }
  const [only, another] = verifier.getSignedReferences()
  return only !== undefined && another === undefined ? only : null
}

/** Replaces what the library would take by what we allow: no SHA-1, no HMAC, no canonicalisation with comments. */
function withOurAlgorithms(signer: SignedXml): SignedXml {
  signer.SignatureAlgorithms = Object.fromEntries(
    [...signatureHashes].map(([uri, hash]) => [uri, signatureAlgorithm(uri, hash)]),
  )
  signer.HashAlgorithms = Object.fromEntries(
    [...digestHashes].map(([uri, hash]) => [uri, digestAlgorithm(uri, hash)]),
  )
  const allowed = [canonicalisation, envelopedSignature]
  signer.CanonicalizationAlgorithms = Object.fromEntries(
    Object.entries(signer.CanonicalizationAlgorithms).filter(([uri]) => allowed.includes(uri)),
  )
  return signer
}

/** The library knows RSA with SHA-256 and SHA-512 but not SHA-384; so all three are given to it alike. */
const signatureAlgorithm = (uri: string, hash: string) =>
  class {
    getAlgorithmName = (): string => uri
    getSignature = (signed: string, key: KeyLike): string =>
      createSign(hash).update(signed).sign(key, 'base64')
    verifySignature = (signed: string, key: KeyLike, value: string): boolean =>
      createVerify(hash).update(signed).verify(key, value, 'base64')
  }

const digestAlgorithm = (uri: string, hash: string) =>
  class {
    getAlgorithmName = (): string => uri
    getHash = (text: string): string => createHash(hash).update(text, 'utf8').digest('base64')
  }

/**
 * Signs the outermost element, RSA with SHA-256. It carries an ID attribute.
 * @param place where the signature goes: SAML wants it right after the issuer, metadata at the very front
 */
export function signXml(xml: string, { key, certificate }: KeyPair, place: 'afterIssuer' | 'first'): string {
  const [signature = ''] = [...signatureHashes.keys()]
  const [digest = ''] = [...digestHashes.keys()]
  const signer = withOurAlgorithms(
    new SignedXml({
      privateKey: key,
      publicCert: certificate,
      signatureAlgorithm: signature,
      canonicalizationAlgorithm: canonicalisation,
      getKeyInfoContent: () => publishedCertificate(certificate),
    }),
  )
  signer.addReference({
    xpath: '/*',
    transforms: [envelopedSignature, canonicalisation],
    digestAlgorithm: digest,
  })
  const issuer = `/*/*[local-name()='Issuer' and namespace-uri()='${namespaces.assertion}']`
  signer.computeSignature(xml, {
    prefix: 'ds',
    location:
      place === 'first' ? { reference: '/*', action: 'prepend' } : { reference: issuer, action: 'after' },
  })
  return signer.getSignedXml()
}

const publishedCertificate = (pem: string): string =>
  `<ds:X509Data><ds:X509Certificate>${base64OfPem(pem)}</ds:X509Certificate></ds:X509Data>`
