import { createHash } from 'node:crypto'
import { attributeNames } from './attribute-names.ts'
import { bindings, nameIdFormats, namespaces } from './saml-names.ts'
import type { ServiceProvider } from './types.ts'
import { base64OfPem } from './xml/certificates.ts'
import { signXml } from './xml/signed.ts'
import { element, type Markup } from './xml/write.ts'

/**
 * Our own metadata, to be given to Fælleskommunal Adgangsstyring. Signed, without an end: it is uploaded once and read for years.
 * @param now makes the ID another one each time; nothing else depends on it
 */
export function serviceProviderMetadata(sp: ServiceProvider, now: Date): string {
  const id = createHash('sha256').update(`${sp.entityId} ${now.toISOString()}`).digest('hex')
  const descriptor = element(
    'md:EntityDescriptor',
    {
      'xmlns:md': namespaces.metadata,
      'xmlns:ds': namespaces.signature,
      ID: `_${id}`,
      entityID: sp.entityId,
    },
    roleDescriptor(sp),
    organisation(sp),
    element(
      'md:ContactPerson',
      { contactType: 'technical' },
      element('md:Company', {}, sp.organisation.name),
      element('md:EmailAddress', {}, `mailto:${sp.contactMail}`),
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${signXml(descriptor.xml, sp.signing, 'first')}`
}

function roleDescriptor(sp: ServiceProvider): Markup {
  // A key that is on its way out can still read, but nobody is to begin with it.
  const published = [sp.signing, ...(sp.nextSigning ? [sp.nextSigning] : [])]
  const logout = (binding: string, address: string, answers?: string): Markup =>
    element('md:SingleLogoutService', { Binding: binding, Location: address, ResponseLocation: answers })
  return element(
    'md:SPSSODescriptor',
    {
      protocolSupportEnumeration: namespaces.protocol,
      AuthnRequestsSigned: true,
      WantAssertionsSigned: true,
    },
    published.map(({ certificate }) => keyDescriptor('signing', certificate)),
    published.map(({ certificate }) => keyDescriptor('encryption', certificate, ...encryptionMethods())),
    logout(bindings.redirect, sp.sloUrl, sp.sloResponseUrl),
    logout(bindings.post, sp.sloUrl, sp.sloResponseUrl),
    logout(bindings.soap, sp.sloSoapUrl),
    [nameIdFormats.x509, nameIdFormats.persistent].map((format) => element('md:NameIDFormat', {}, format)),
    element('md:AssertionConsumerService', {
      Binding: bindings.post,
      Location: sp.acsUrl,
      index: '0',
      isDefault: true,
    }),
    requestedAttributes(sp),
  )
}

function keyDescriptor(use: string, certificate: string, ...methods: readonly Markup[]): Markup {
  const published = element('ds:X509Certificate', {}, base64OfPem(certificate))
  return element(
    'md:KeyDescriptor',
    { use },
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, published)),
    methods,
  )
}

/** What we can read by ourselves; older forms are allowed to one sender at a time and are not asked for. */
function encryptionMethods(): Markup[] {
  const content = ['aes256-gcm', 'aes128-gcm'].map((name) =>
    element('md:EncryptionMethod', { Algorithm: `${namespaces.encryption11}${name}` }),
  )
  const key = element(
    'md:EncryptionMethod',
    { Algorithm: `${namespaces.encryption11}rsa-oaep` },
    element('ds:DigestMethod', { Algorithm: `${namespaces.encryption}sha256` }),
    element('xenc11:MGF', {
      'xmlns:xenc11': namespaces.encryption11,
      Algorithm: `${namespaces.encryption11}mgf1sha256`,
    }),
  )
  return [...content, key]
}

/**
 * Both generations are asked for and neither is required: an identity provider has one of them, no name is in both, and one
 * that keeps to the letter would have to refuse. What a sign-in cannot do without is looked at when it arrives.
 */
function requestedAttributes(sp: ServiceProvider): Markup {
  return element(
    'md:AttributeConsumingService',
    { index: '0', isDefault: true },
    element('md:ServiceName', { 'xml:lang': 'da' }, sp.serviceName),
    Object.values(attributeNames)
      .flat()
      .map((name) =>
        element('md:RequestedAttribute', {
          Name: name,
          NameFormat: `urn:oasis:names:tc:SAML:2.0:attrname-format:${name.startsWith('https:') ? 'uri' : 'basic'}`,
          isRequired: false,
        }),
      ),
  )
}

function organisation({ organisation: { name, url } }: ServiceProvider): Markup {
  const danish = { 'xml:lang': 'da' }
  return element(
    'md:Organization',
    {},
    element('md:OrganizationName', danish, name),
    element('md:OrganizationDisplayName', danish, name),
    element('md:OrganizationURL', danish, url),
  )
}
