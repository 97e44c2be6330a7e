import { readAssertion } from './assertion.ts'
import { bytesOfBase64, textOfUtf8 } from './encoding.ts'
import { isIssuer } from './issuer.ts'
import { requireSuccess } from './response-status.ts'
import { namespaces } from './saml-names.ts'
import { requireSecondReading } from './second-reading.ts'
import { later, readInstant, usualSkewSeconds } from './time.ts'
import { type IdentityProvider, type ResponseInput, type SamlAssertion, SamlFault } from './types.ts'
import {
  attributeOf,
  childrenNamed,
  elementsNamed,
  hasDuplicateIds,
  isNamed,
  onlyChild,
  textOf,
  type XmlElement,
} from './xml/element.ts'
import { opened, readSealed } from './xml/encrypted.ts'
import { messageLimits, parseXml } from './xml/parse.ts'
import { isIdentity } from './xml/signature-form.ts'
import { type SignedElement, verifySigned } from './xml/signed.ts'

/**
 * Reads what a browser brings back from the identity provider, and lets nothing through that OIOSAML does not. The order: the
 * envelope, which anybody could have written; the one encrypted assertion; its signature; then, from the signed
 * characters alone, what it says.
 * @throws SamlFault with one code for each cause
 */
export async function readResponse(input: ResponseInput): Promise<SamlAssertion> {
  const idp = input.idps.find(({ entityId }) => entityId === input.expected.idpEntityId)
  if (!idp) throw new SamlFault('response.unknownIdp', input.expected.idpEntityId)
  const response = readEnvelope(input, idp)
  const signed = openAssertion(onlyEncryptedAssertion(response), input, idp)
  const assertion = readAssertion(signed.root, { ...input, issuer: idp.entityId })
  await requireSecondReading(signed.xml, assertion, input.sp)
  return assertion
}

function readEnvelope(input: ResponseInput, idp: IdentityProvider): XmlElement {
  const parsed = parseXml(textOfField(input.samlResponse), 'response')
  if (!isNamed(parsed, namespaces.protocol, 'Response'))
    throw new SamlFault('response.notResponse', parsed.name)
  if (hasDuplicateIds(parsed)) throw new SamlFault('response.duplicateId')
  const response = verifiedIfSigned(parsed, input.now, idp)
  if (attributeOf(response, 'Version') !== '2.0') throw new SamlFault('response.version')
  if (!isIdentity(attributeOf(response, 'ID'))) throw new SamlFault('response.id')
  const issued = readInstant(attributeOf(response, 'IssueInstant'))
  if (!issued || issued > later(input.now, input.skewSeconds ?? usualSkewSeconds)) {
    throw new SamlFault('response.issueInstant')
  }
  const destination = attributeOf(response, 'Destination')
  if (destination !== input.sp.acsUrl) throw new SamlFault('response.destination', destination ?? 'none')
  const answers = attributeOf(response, 'InResponseTo')
  if (answers === null) throw new SamlFault('response.unsolicited')
  if (answers !== input.expected.requestId) throw new SamlFault('response.inResponseTo')
  const issuer = onlyChild(response, namespaces.assertion, 'Issuer')
  if (!isIssuer(issuer, idp.entityId)) throw new SamlFault('response.issuer', textOf(issuer) ?? 'none')
  requireSuccess(response)
  return response
}

/** Bytes, then characters, then markup: each refused before the next looks. */
function textOfField(field: string): string {
  if (field.trim() === '') throw new SamlFault('response.empty')
  if (field.length > messageLimits.bytes * 1.5) throw new SamlFault('response.tooLarge')
  const bytes = bytesOfBase64(field)
  if (!bytes) throw new SamlFault('response.notBase64')
  if (bytes.length > messageLimits.bytes) throw new SamlFault('response.tooLarge')
  const text = textOfUtf8(bytes)
  if (text === null) throw new SamlFault('response.encoding')
  return text
}

/** OIOSAML leaves the response itself unsigned. One that is signed all the same must be signed rightly. */
function verifiedIfSigned(response: XmlElement, now: Date, idp: IdentityProvider): XmlElement {
  if (elementsNamed(response, namespaces.assertion, 'Assertion').length > 0) {
    throw new SamlFault('assertion.notEncrypted')
  }
  if (elementsNamed(response, namespaces.signature, 'Signature').length === 0) return response
  const rules = { subject: 'response', certificates: idp.signingCertificates, now } as const
  return verifySigned(response, rules).root
}

function onlyEncryptedAssertion(response: XmlElement): XmlElement {
  const all = elementsNamed(response, namespaces.assertion, 'EncryptedAssertion')
  const [encrypted] = childrenNamed(response, namespaces.assertion, 'EncryptedAssertion')
  if (all.length > 1) throw new SamlFault('assertion.several')
  if (!encrypted) throw new SamlFault(all.length === 0 ? 'assertion.none' : 'assertion.wrapped')
  return encrypted
}

/**
 * Decrypts and verifies. In CBC mode an enemy can alter the hidden text and learn from the answers what it was, if they differ:
 * so everything that can fail up to the signature is one and the same fault.
 */
function openAssertion(encrypted: XmlElement, input: ResponseInput, idp: IdentityProvider): SignedElement {
  const sealed = readSealed(encrypted, 'assertion', idp.olderEncryption)
  const text = opened(sealed, input.sp.decryptionKeys)
  if (text === null) throw new SamlFault('assertion.undecryptable')
  try {
    return verifiedAssertion(text, input.now, idp)
  } catch (fault) {
    if (fault instanceof SamlFault && !sealed.isAuthenticated) throw new SamlFault('assertion.undecryptable')
    throw fault
  }
}

function verifiedAssertion(text: string, now: Date, idp: IdentityProvider): SignedElement {
  const assertion = parseXml(text, 'assertion')
  if (!isNamed(assertion, namespaces.assertion, 'Assertion')) {
    throw new SamlFault('assertion.notAssertion', assertion.name)
  }
  if (elementsNamed(assertion, namespaces.assertion, 'Assertion').length > 1) {
    throw new SamlFault('assertion.wrapped', 'an assertion inside another')
  }
  const rules = { subject: 'assertion', certificates: idp.signingCertificates, now } as const
  return verifySigned(assertion, rules)
}
