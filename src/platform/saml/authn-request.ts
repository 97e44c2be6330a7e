import { signedUrl } from './redirect-binding.ts'
import { bindings, levelUri, namespaces, professionalUri } from './saml-names.ts'
import { writtenInstant } from './time.ts'
import type { AuthnRequestInput, IdentityProvider, SentByRedirect, ServiceProvider } from './types.ts'
import { element } from './xml/write.ts'

/**
 * Asks an identity provider who somebody is, at a level or better (OIO-SP-06). The answer's level is checked all the same.
 * @returns the id to be kept until the response, and the address to send the browser to
 */
export function authnRequest(
  sp: ServiceProvider,
  idp: IdentityProvider,
  input: AuthnRequestInput,
): SentByRedirect {
  const contexts = [
    `${levelUri}/${input.requestedLevel}`,
    ...(input.professional === false ? [] : [professionalUri]),
  ]
  const xml = element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': namespaces.protocol,
      'xmlns:saml': namespaces.assertion,
      ID: input.id,
      Version: '2.0',
      IssueInstant: writtenInstant(input.now),
      Destination: idp.ssoUrl,
      ForceAuthn: input.forceAuthn || undefined,
      IsPassive: input.isPassive || undefined,
      ProtocolBinding: bindings.post,
      AssertionConsumerServiceURL: sp.acsUrl,
    },
    element('saml:Issuer', {}, sp.entityId),
    element(
      'samlp:RequestedAuthnContext',
      { Comparison: 'minimum' },
      contexts.map((uri) => element('saml:AuthnContextClassRef', {}, uri)),
    ),
  ).xml
  const message = { field: 'SAMLRequest', xml, relayState: input.relayState } as const
  return { id: input.id, url: signedUrl(idp.ssoUrl, message, sp.signing.key) }
}
