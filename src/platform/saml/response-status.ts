import type { SamlFaultCode } from './fault-codes.ts'
import { namespaces, statuses } from './saml-names.ts'
import { SamlFault } from './types.ts'
import { attributeOf, onlyChild, type XmlElement } from './xml/element.ts'

const refusals: ReadonlyMap<string | null, SamlFaultCode> = new Map([
  [statuses.noPassive, 'response.noPassive'],
  [statuses.noAuthnContext, 'response.noAuthnContext'],
  [statuses.requestDenied, 'response.requestDenied'],
  [statuses.authnFailed, 'response.authnFailed'],
])

/** The two levels of a status: who is at fault, then why. */
export function statusesOf(message: XmlElement): { outer: string | null; inner: string | null } {
  const status = onlyChild(message, namespaces.protocol, 'Status')
  const outer = status && onlyChild(status, namespaces.protocol, 'StatusCode')
  const inner = outer && onlyChild(outer, namespaces.protocol, 'StatusCode')
  return { outer: outer && attributeOf(outer, 'Value'), inner: inner && attributeOf(inner, 'Value') }
}

/** @throws SamlFault unless the identity provider did what was asked */
export function requireSuccess(response: XmlElement): void {
  const { outer, inner } = statusesOf(response)
  if (outer === statuses.success && inner === null) return
  throw new SamlFault(refusals.get(inner) ?? 'response.status', inner ?? outer ?? 'none')
}
