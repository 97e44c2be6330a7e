import { readProved } from './logout-message.ts'
import { signedUrl } from './redirect-binding.ts'
import { statusesOf } from './response-status.ts'
import { namespaces, statuses } from './saml-names.ts'
import { writtenInstant } from './time.ts'
import {
  type IdentityProvider,
  type LogoutResponse,
  type LogoutResponseExpected,
  type LogoutResponseInput,
  type LogoutStatus,
  SamlFault,
  type SentLogoutResponse,
  type ServiceProvider,
} from './types.ts'
import { attributeOf, type XmlElement } from './xml/element.ts'
import { signXml } from './xml/signed.ts'
import { element, Markup } from './xml/write.ts'

/**
 * Answers a request to end sessions, signed, in the binding it came by. Success also where the session was gone already.
 * @throws SamlFault when the identity provider takes no answers that way
 */
export function logoutResponse(
  sp: ServiceProvider,
  idp: IdentityProvider,
  input: LogoutResponseInput,
): SentLogoutResponse {
  if (input.binding === 'soap') {
    const body = new Markup(signXml(responseXml(sp, undefined, input), sp.signing, 'afterIssuer'))
    const envelope = element(
      'soap:Envelope',
      { 'xmlns:soap': namespaces.soap },
      element('soap:Body', {}, body),
    )
    return { binding: 'soap', contentType: 'text/xml', body: envelope.xml }
  }
  const address = idp.sloResponseUrl ?? idp.sloUrl
  if (!address) throw new SamlFault('logout.noAddress', idp.entityId)
  const xml = responseXml(sp, address, input)
  const { relayState } = input
  if (input.binding === 'redirect') {
    const message = { field: 'SAMLResponse', xml, relayState } as const
    return { binding: 'redirect', url: signedUrl(address, message, sp.signing.key) }
  }
  const signed = signXml(xml, sp.signing, 'afterIssuer')
  const fields = { SAMLResponse: Buffer.from(signed, 'utf8').toString('base64'), RelayState: relayState }
  return { binding: 'post', action: address, fields }
}

const statusUris: Readonly<Record<LogoutStatus, readonly [string, string?]>> = {
  success: [statuses.success],
  partialLogout: [statuses.success, statuses.partialLogout],
  requestDenied: [statuses.responder, statuses.requestDenied],
}

function responseXml(
  sp: ServiceProvider,
  destination: string | undefined,
  input: LogoutResponseInput,
): string {
  const [outer, inner] = statusUris[input.status ?? 'success']
  return element(
    'samlp:LogoutResponse',
    {
      'xmlns:samlp': namespaces.protocol,
      'xmlns:saml': namespaces.assertion,
      ID: input.id,
      Version: '2.0',
      IssueInstant: writtenInstant(input.now),
      Destination: destination,
      InResponseTo: input.inResponseTo,
    },
    element('saml:Issuer', {}, sp.entityId),
    element(
      'samlp:Status',
      {},
      element(
        'samlp:StatusCode',
        { Value: outer },
        inner ? element('samlp:StatusCode', { Value: inner }) : null,
      ),
    ),
  ).xml
}

/**
 * Reads the answer to our own request to end sessions.
 * @throws SamlFault
 */
export function readLogoutResponse(input: LogoutResponseExpected): LogoutResponse {
  const { root, id, idp, relayState } = readProved(input, 'LogoutResponse')
  if (idp.entityId !== input.expected.idpEntityId) throw new SamlFault('logout.issuer', idp.entityId)
  const inResponseTo = attributeOf(root, 'InResponseTo')
  if (inResponseTo !== input.expected.requestId) throw new SamlFault('logout.inResponseTo')
  return { id, issuer: idp.entityId, inResponseTo, status: readStatus(root), relayState }
}

/** Identity providers differ in which outer status they put around a partial logout. */
function readStatus(root: XmlElement): LogoutResponse['status'] {
  const { outer, inner } = statusesOf(root)
  if (inner === statuses.partialLogout) return 'partialLogout'
  return outer === statuses.success ? 'success' : 'failed'
}
