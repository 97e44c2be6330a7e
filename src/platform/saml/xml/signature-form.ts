import type { SignatureFaultReason, SignedSubject } from '../fault-codes.ts'
import { canonicalisation, envelopedSignature, namespaces } from '../saml-names.ts'
import { SamlFault } from '../types.ts'
import {
  attributeOf,
  childrenNamed,
  elementsNamed,
  hasDuplicateIds,
  onlyChild,
  type XmlElement,
} from './element.ts'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'

/** Algorithm → hash of OpenSSL. RSA alone: Context Handler's certificates are RSA, and HMAC would take a public key for a secret. */
export const signatureHashes: ReadonlyMap<string, string> = new Map([
  [`${more}rsa-sha256`, 'RSA-SHA256'],
  [`${more}rsa-sha384`, 'RSA-SHA384'],
  [`${more}rsa-sha512`, 'RSA-SHA512'],
])

export const digestHashes: ReadonlyMap<string, string> = new Map([
  [`${namespaces.encryption}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${namespaces.encryption}sha512`, 'sha512'],
])

/** SAML names are XML names; so nothing in one can mean something to an XPath expression. */
const identity = /^[A-Za-z_][A-Za-z0-9_.-]{0,199}$/

export const isIdentity = (id: string | null): id is string => id !== null && identity.test(id)

/**
 * Looks at how an element is signed before any digest is computed: the one signature stands directly in it, has one reference,
 * to it and nothing else, and uses the transforms and algorithms that SAML allows. All forms of signature wrapping
 * need something else.
 * @param nested whether elements further down may carry signatures of their own, as in metadata
 * @returns the signature
 * @throws SamlFault
 */
export function onlySignature(root: XmlElement, subject: SignedSubject, nested = false): XmlElement {
  const refuse = (reason: SignatureFaultReason, detail?: string): SamlFault =>
    new SamlFault(`${subject}.${reason}`, detail)
  const own = childrenNamed(root, namespaces.signature, 'Signature')
  const all = elementsNamed(root, namespaces.signature, 'Signature')
  const [signature] = own
  if (all.length === 0) throw refuse('unsigned')
  if (!signature) throw nested ? refuse('unsigned') : refuse('wrapped', 'the signature stands elsewhere')
  if (own.length > 1 || (all.length > 1 && !nested)) throw refuse('wrapped', 'several signatures')
  if (hasDuplicateIds(root)) throw refuse('duplicateId')
  const { reference, reason } = referenceOf(signature)
  if (!reference) throw refuse(reason)
  const id = attributeOf(root, 'ID')
  if (!isIdentity(id) || attributeOf(reference, 'URI') !== `#${id}`) {
    throw refuse('wrapped', 'the reference is to something else')
  }
  return signature
}

type FoundReference =
  | { reference: XmlElement; reason?: undefined }
  | { reference: null; reason: SignatureFaultReason }

/** Follows the only way down that SAML knows: SignedInfo → one Reference → two transforms. */
function referenceOf(signature: XmlElement): FoundReference {
  const wrong = (reason: SignatureFaultReason): FoundReference => ({ reference: null, reason })
  const inSignature = names(signature)
  if (!/^SignedInfo SignatureValue( KeyInfo)?$/.test(inSignature)) return wrong('signatureForm')
  const signed = onlyChild(signature, namespaces.signature, 'SignedInfo')
  if (!signed) return wrong('signatureForm')
  const [canonical, method, reference, another] = signed.children
  if (another?.name === 'Reference') return wrong('wrapped')
  if (names(signed) !== 'CanonicalizationMethod SignatureMethod Reference') return wrong('signatureForm')
  if (!canonical || !method || !reference) return wrong('signatureForm')
  if (!isBare(canonical) || attributeOf(canonical, 'Algorithm') !== canonicalisation)
    return wrong('signatureForm')
  if (!isBare(method) || !signatureHashes.has(attributeOf(method, 'Algorithm') ?? '')) {
    return wrong('signatureAlgorithm')
  }
  if (names(reference) !== 'Transforms DigestMethod DigestValue') return wrong('signatureForm')
  const [transforms, digest] = reference.children
  if (!transforms || !areSamlTransforms(transforms)) return wrong('signatureForm')
  if (!digest || !isBare(digest) || !digestHashes.has(attributeOf(digest, 'Algorithm') ?? '')) {
    return wrong('signatureAlgorithm')
  }
  return { reference }
}

/** The names of the children, those of another namespace marked so that they fit no pattern. */
const names = (parent: XmlElement): string =>
  parent.children
    .map(({ name, namespace }) => (namespace === namespaces.signature ? name : `{${namespace}}${name}`))
    .join(' ')

const isBare = (element: XmlElement): boolean => element.children.length === 0

function areSamlTransforms(transforms: XmlElement): boolean {
  const [enveloped, exclusive] = transforms.children
  if (names(transforms) !== 'Transform Transform' || !enveloped || !exclusive) return false
  return (
    isBare(enveloped) &&
    attributeOf(enveloped, 'Algorithm') === envelopedSignature &&
    attributeOf(exclusive, 'Algorithm') === canonicalisation &&
    exclusive.children.every(
      ({ name, namespace }) => name === 'InclusiveNamespaces' && namespace === namespaces.exclusive,
    )
  )
}
