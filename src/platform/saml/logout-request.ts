import { readProved } from './logout-message.ts'
import { signedUrl } from './redirect-binding.ts'
import { nameIdFormats, namespaces } from './saml-names.ts'
import { later, writtenInstant } from './time.ts'
import {
  type IdentityProvider,
  type LogoutMessageInput,
  type LogoutRequest,
  type LogoutRequestInput,
  type LogoutSubject,
  SamlFault,
  type SentLogoutRequest,
  type ServiceProvider,
} from './types.ts'
import { attributeOf, childrenNamed, isNamed, onlyChild, textOf, type XmlElement } from './xml/element.ts'
import { opened, readSealed } from './xml/encrypted.ts'
import { parseXml } from './xml/parse.ts'
import { signXml } from './xml/signed.ts'
import { element } from './xml/write.ts'

const reachedWithinSeconds = 300

/**
 * Asks the identity provider to end the session everywhere. Our own is ended before.
 * @throws SamlFault when it takes no logout from browsers
 */
export function logoutRequest(
  sp: ServiceProvider,
  idp: IdentityProvider,
  input: LogoutRequestInput,
): SentLogoutRequest {
  if (!idp.sloUrl) throw new SamlFault('logout.noAddress', idp.entityId)
  const xml = element(
    'samlp:LogoutRequest',
    {
      'xmlns:samlp': namespaces.protocol,
      'xmlns:saml': namespaces.assertion,
      ID: input.id,
      Version: '2.0',
      IssueInstant: writtenInstant(input.now),
      Destination: idp.sloUrl,
      NotOnOrAfter: writtenInstant(later(input.now, reachedWithinSeconds)),
      Reason: 'urn:oasis:names:tc:SAML:2.0:logout:user',
    },
    element('saml:Issuer', {}, sp.entityId),
    element('saml:NameID', { Format: input.nameIdFormat }, input.nameId),
    element('samlp:SessionIndex', {}, input.sessionIndex),
  ).xml
  const { id, relayState } = input
  if (idp.sloBinding === 'redirect') {
    const message = { field: 'SAMLRequest', xml, relayState } as const
    return { binding: 'redirect', id, url: signedUrl(idp.sloUrl, message, sp.signing.key) }
  }
  const signed = signXml(xml, sp.signing, 'afterIssuer')
  const fields = { SAMLRequest: Buffer.from(signed, 'utf8').toString('base64'), RelayState: relayState }
  return { binding: 'post', id, action: idp.sloUrl, fields }
}

/**
 * Reads a request to end sessions. It must be signed in every binding; find the sessions by issuer and index, without the browser.
 * @throws SamlFault
 */
export function readLogoutRequest(input: LogoutMessageInput): LogoutRequest {
  const { root, id, idp, relayState } = readProved(input, 'LogoutRequest')
  return {
    id,
    issuer: idp.entityId,
    ...readSubject(root, input, idp),
    sessionIndexes: childrenNamed(root, namespaces.protocol, 'SessionIndex')
      .map((index) => textOf(index) ?? '')
      .filter(Boolean),
    relayState,
  }
}

function readSubject(root: XmlElement, { sp }: LogoutMessageInput, idp: IdentityProvider): LogoutSubject {
  const plain = onlyChild(root, namespaces.assertion, 'NameID')
  const encrypted = onlyChild(root, namespaces.assertion, 'EncryptedID')
  if (plain && encrypted) throw new SamlFault('logout.nameId', 'twice')
  const element = encrypted ? openNameId(encrypted, sp, idp) : plain
  const nameId = textOf(element)
  if (!element || !nameId) throw new SamlFault('logout.nameId')
  return { nameId, nameIdFormat: attributeOf(element, 'Format') ?? nameIdFormats.persistent }
}

/** The message around it was signed, so what is told about a failure is told to its signer. */
function openNameId(encrypted: XmlElement, sp: ServiceProvider, idp: IdentityProvider): XmlElement {
  const text = opened(readSealed(encrypted, 'logout', idp.olderEncryption), sp.decryptionKeys)
  if (text === null) throw new SamlFault('logout.undecryptable')
  const element = parseXml(text, 'logout')
  if (!isNamed(element, namespaces.assertion, 'NameID')) throw new SamlFault('logout.nameId', element.name)
  return element
}
