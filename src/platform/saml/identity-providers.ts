import { bindings, namespaces } from './saml-names.ts'
import { readInstant } from './time.ts'
import { type IdentityProvider, SamlFault, type SloBinding } from './types.ts'
import { isInForce, isStrong, pemOfBase64, readCertificate } from './xml/certificates.ts'
import { attributeOf, childrenNamed, elementsNamed, isNamed, textOf, type XmlElement } from './xml/element.ts'
import { metadataLimits, parseXml } from './xml/parse.ts'
import { verifySigned } from './xml/signed.ts'

const md = namespaces.metadata

export interface MetadataTrust {
  /** PEM. When given, the document itself must be signed by one of them. */
  readonly trustedCertificates?: readonly string[]
  readonly now: Date
}

/**
 * Reads who may sign people in, from one identity provider's metadata or from a whole federation's.
 * @throws SamlFault; of several identity providers none is left out quietly
 */
export function readIdentityProviders(xml: string, trust: MetadataTrust): IdentityProvider[] {
  const parsed = parseXml(xml, 'metadata', metadataLimits)
  const root = trust.trustedCertificates
    ? verifySigned(parsed, {
        subject: 'metadata',
        certificates: trust.trustedCertificates,
        now: trust.now,
        limits: metadataLimits,
        nested: true,
      }).root
    : parsed
  const providers = entitiesOf(root, trust.now).flatMap((entity) => readEntity(entity, trust.now))
  if (providers.length === 0) throw new SamlFault('metadata.noIdentityProvider')
  const names = new Set(providers.map(({ entityId }) => entityId))
  if (names.size !== providers.length) throw new SamlFault('metadata.entityId', 'one of them twice')
  return providers
}

function entitiesOf(element: XmlElement, now: Date): XmlElement[] {
  requireInForce(element, now)
  if (isNamed(element, md, 'EntityDescriptor')) return [element]
  if (!isNamed(element, md, 'EntitiesDescriptor')) throw new SamlFault('metadata.notMetadata', element.name)
  return element.children
    .filter(({ name, namespace }) => namespace === md && /^Entit(y|ies)Descriptor$/.test(name))
    .flatMap((child) => entitiesOf(child, now))
}

function requireInForce(element: XmlElement, now: Date): void {
  const end = attributeOf(element, 'validUntil')
  if (end === null) return
  const until = readInstant(end)
  if (!until || until <= now) throw new SamlFault('metadata.expired', end)
}

/** @returns nothing for an entity that signs nobody in, such as another service */
function readEntity(entity: XmlElement, now: Date): IdentityProvider[] {
  const roles = childrenNamed(entity, md, 'IDPSSODescriptor').filter((role) =>
    (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(namespaces.protocol),
  )
  const [role] = roles
  if (!role) return []
  const entityId = attributeOf(entity, 'entityID')
  if (!entityId || roles.length > 1) throw new SamlFault('metadata.entityId', entityId ?? 'none')
  requireInForce(role, now)
  const ssoUrl = locationOf(role, 'SingleSignOnService', bindings.redirect)
  if (!ssoUrl) throw new SamlFault('metadata.noSignOn', entityId)
  const signing = certificatesOf(role, 'signing')
  if (signing.length === 0) throw new SamlFault('metadata.noCertificate', entityId)
  if (!signing.some((pem) => isUsable(pem, now))) throw new SamlFault('metadata.certificate', entityId)
  return [
    {
      entityId,
      name: displayName(entity),
      ssoUrl,
      ...logoutOf(role),
      signingCertificates: signing,
      encryptionCertificate: certificatesOf(role, 'encryption')[0],
    },
  ]
}

type Logout = Pick<IdentityProvider, 'sloUrl' | 'sloResponseUrl' | 'sloBinding' | 'sloSoapUrl'>

/** Redirect when it is offered. Context Handler has been seen to name Redirect and use POST: what arrives may be either. */
function logoutOf(role: XmlElement): Logout {
  const choices: readonly SloBinding[] = ['redirect', 'post']
  const sloBinding =
    choices.find((binding) => locationOf(role, 'SingleLogoutService', bindings[binding])) ?? 'redirect'
  return {
    sloBinding,
    sloUrl: locationOf(role, 'SingleLogoutService', bindings[sloBinding]),
    sloResponseUrl: locationOf(role, 'SingleLogoutService', bindings[sloBinding], 'ResponseLocation'),
    sloSoapUrl: locationOf(role, 'SingleLogoutService', bindings.soap),
  }
}

function locationOf(
  role: XmlElement,
  name: string,
  binding: string,
  attribute = 'Location',
): string | undefined {
  const endpoint = childrenNamed(role, md, name).find((each) => attributeOf(each, 'Binding') === binding)
  const address = endpoint && attributeOf(endpoint, attribute)
  if (!address) return undefined
  if (!/^https?:\/\/[^\s"'<>]+$/.test(address) || !URL.canParse(address)) {
    throw new SamlFault('metadata.address', address)
  }
  return address
}

/** A descriptor without a use is for both. */
function certificatesOf(role: XmlElement, use: 'signing' | 'encryption'): string[] {
  return childrenNamed(role, md, 'KeyDescriptor')
    .filter((key) => (attributeOf(key, 'use') ?? use) === use)
    .flatMap((key) => elementsNamed(key, namespaces.signature, 'X509Certificate'))
    .map((element) => strongCertificate(textOf(element) ?? ''))
}

function strongCertificate(base64: string): string {
  const certificate = readCertificate(pemOfBase64(base64))
  if (!certificate) throw new SamlFault('metadata.certificate', 'not a certificate')
  if (!isStrong(certificate)) throw new SamlFault('metadata.weakKey', certificate.subject)
  return certificate.toString()
}

function isUsable(pem: string, now: Date): boolean {
  const certificate = readCertificate(pem)
  return certificate !== null && isInForce(certificate, now)
}

/** What people call it, Danish before anything else. */
export function displayName(entity: XmlElement): string | undefined {
  const names = elementsNamed(entity, md, 'OrganizationDisplayName')
  const danish = names.find(({ attributes }) =>
    attributes.some(({ name, value }) => name === 'lang' && value.toLowerCase() === 'da'),
  )
  return textOf(danish ?? names[0] ?? null) || undefined
}
