import { bytesOfBase64, textOfUtf8, unpacked } from './encoding.ts'
import { isIssuer } from './issuer.ts'
import { type MessageField, readQuery, verifyQuery } from './redirect-binding.ts'
import { namespaces } from './saml-names.ts'
import { later, readInstant, usualSkewSeconds } from './time.ts'
import { type IdentityProvider, type LogoutMessageInput, SamlFault } from './types.ts'
import {
  attributeOf,
  childrenNamed,
  hasDuplicateIds,
  isNamed,
  onlyChild,
  textOf,
  type XmlElement,
} from './xml/element.ts'
import { messageLimits, parseXml } from './xml/parse.ts'
import { isIdentity } from './xml/signature-form.ts'
import { verifySigned } from './xml/signed.ts'

/** A message about logout whose sender is proved, and what all such messages say. */
export interface ProvedMessage {
  readonly root: XmlElement
  readonly id: string
  readonly idp: IdentityProvider
  readonly relayState?: string
}

/** How long a message may have been under way, beside the skew of clocks. */
const freshSeconds = 300

/**
 * Takes a message out of its binding, finds who says to have sent it, and lets that sender's certificates decide.
 * @throws SamlFault
 */
export function readProved(
  input: LogoutMessageInput,
  name: 'LogoutRequest' | 'LogoutResponse',
): ProvedMessage {
  const { root, idp, relayState } = proved(input, name)
  if (attributeOf(root, 'Version') !== '2.0') throw new SamlFault('logout.version')
  const id = attributeOf(root, 'ID')
  if (!isIdentity(id)) throw new SamlFault('logout.id')
  requireFresh(root, input)
  requireDestination(root, input, name)
  return { root, id, idp, relayState }
}

function proved(
  input: LogoutMessageInput,
  name: 'LogoutRequest' | 'LogoutResponse',
): Omit<ProvedMessage, 'id'> {
  if (input.binding === 'redirect') {
    const field: MessageField = name === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse'
    const query = readQuery(input.rawQuery, field)
    const root = named(parseXml(unpackedText(query.message), 'logout'), name)
    const idp = senderOf(root, input)
    verifyQuery(query, idp, input.now)
    return { root, idp, relayState: query.relayState }
  }
  const parsed =
    input.binding === 'post' ? parseXml(postedText(input.body), 'logout') : soapMessage(input.body)
  const message = named(parsed, name)
  const idp = senderOf(message, input)
  const rules = { subject: 'logout', certificates: idp.signingCertificates, now: input.now } as const
  return { root: verifySigned(message, rules).root, idp }
}

function unpackedText(message: string): string {
  const bytes = bytesOfBase64(message)
  const plain = bytes && unpacked(bytes, messageLimits.bytes)
  if (!plain) throw new SamlFault('logout.notBase64')
  if (plain === 'tooLarge') throw new SamlFault('logout.tooLarge')
  return readable(plain)
}

function postedText(field: string): string {
  if (field.length > messageLimits.bytes * 1.5) throw new SamlFault('logout.tooLarge')
  const bytes = bytesOfBase64(field)
  if (!bytes) throw new SamlFault('logout.notBase64')
  return readable(bytes)
}

function readable(bytes: Uint8Array): string {
  const text = textOfUtf8(bytes)
  if (text === null) throw new SamlFault('logout.encoding')
  return text
}

function soapMessage(body: string | Uint8Array): XmlElement {
  const envelope = parseXml(typeof body === 'string' ? body : readable(body), 'logout')
  const inside = isNamed(envelope, namespaces.soap, 'Envelope')
    ? onlyChild(envelope, namespaces.soap, 'Body')
    : null
  const [message, another] = inside?.children ?? []
  if (!message || another) throw new SamlFault('logout.notLogout', 'SOAP')
  if (hasDuplicateIds(envelope)) throw new SamlFault('logout.duplicateId')
  return message
}

function named(message: XmlElement, name: string): XmlElement {
  if (!isNamed(message, namespaces.protocol, name)) throw new SamlFault('logout.notLogout', message.name)
  return message
}

/** Read before anything is proved, only to know whose certificates must prove it. */
function senderOf(message: XmlElement, { idps }: LogoutMessageInput): IdentityProvider {
  const [issuer, another] = childrenNamed(message, namespaces.assertion, 'Issuer')
  if (!issuer || another) throw new SamlFault('logout.issuer')
  const idp = idps.find(({ entityId }) => entityId === textOf(issuer))
  if (!idp) throw new SamlFault('logout.unknownIdp', textOf(issuer) ?? 'none')
  if (!isIssuer(issuer, idp.entityId)) throw new SamlFault('logout.issuer')
  return idp
}

function requireFresh(
  root: XmlElement,
  { now, skewSeconds: skew = usualSkewSeconds }: LogoutMessageInput,
): void {
  const issued = readInstant(attributeOf(root, 'IssueInstant'))
  if (!issued || issued > later(now, skew)) throw new SamlFault('logout.issueInstant')
  if (issued < later(now, -skew - freshSeconds)) throw new SamlFault('logout.expired', issued.toISOString())
  const end = attributeOf(root, 'NotOnOrAfter')
  if (end === null) return
  const until = readInstant(end)
  if (!until || until <= later(now, -skew)) throw new SamlFault('logout.expired', end)
}

/** What goes through a browser must say where it was to go; the back channel may. */
function requireDestination(root: XmlElement, input: LogoutMessageInput, name: string): void {
  const { sp, binding } = input
  const destination = attributeOf(root, 'Destination')
  const answersTo = name === 'LogoutResponse' ? [sp.sloResponseUrl, sp.sloUrl] : [sp.sloUrl]
  const ours: (string | null)[] = binding === 'soap' ? [sp.sloSoapUrl, null] : answersTo
  if (!ours.includes(destination)) throw new SamlFault('logout.destination', destination ?? 'none')
}
