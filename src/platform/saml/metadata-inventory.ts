import type { X509Certificate } from 'node:crypto'
import { displayName } from './identity-providers.ts'
import { bindings, namespaces } from './saml-names.ts'
import { readInstant } from './time.ts'
import { SamlFault } from './types.ts'
import { pemOfBase64, readCertificate } from './xml/certificates.ts'
import { attributeOf, childrenNamed, elementsNamed, isNamed, textOf, type XmlElement } from './xml/element.ts'
import { metadataLimits, parseXml } from './xml/parse.ts'

const md = namespaces.metadata

/** An identity provider as its metadata describes it, whatever we would say to that. */
export interface ListedProvider {
  readonly entityId: string
  readonly name: string | null
  /** It takes requests by Redirect. */
  readonly hasSignOn: boolean
  readonly wantsSignedRequests: boolean
  /** Those it signs with; null for one that cannot be read. */
  readonly signing: readonly (X509Certificate | null)[]
}

export interface MetadataInventory {
  /** The first of the last days the document names; null: it names none. */
  readonly validUntil: Date | null
  readonly providers: readonly ListedProvider[]
}

/**
 * Lists what metadata says, and judges nothing: to tell people what runs out and what is wrong. Nobody is signed in by it.
 * @throws SamlFault when it is no metadata at all
 */
export function listMetadataContents(xml: string): MetadataInventory {
  const root = parseXml(xml, 'metadata', metadataLimits)
  if (!isNamed(root, md, 'EntityDescriptor') && !isNamed(root, md, 'EntitiesDescriptor'))
    throw new SamlFault('metadata.notMetadata', root.name)
  const entities = [...elementsNamed(root, md, 'EntityDescriptor')]
  const dates = [
    root,
    ...elementsNamed(root, md, 'EntitiesDescriptor'),
    ...entities,
    ...entities.flatMap(rolesOf),
  ]
    .map((element) => readInstant(attributeOf(element, 'validUntil')))
    .filter((date) => date !== null)
    .sort((a, b) => a.getTime() - b.getTime())
  return { validUntil: dates[0] ?? null, providers: entities.flatMap(listedIn) }
}

const rolesOf = (entity: XmlElement): XmlElement[] => childrenNamed(entity, md, 'IDPSSODescriptor')

const listedIn = (entity: XmlElement): ListedProvider[] =>
  rolesOf(entity).map((role) => ({
    entityId: attributeOf(entity, 'entityID') ?? '',
    name: displayName(entity) ?? null,
    hasSignOn: childrenNamed(role, md, 'SingleSignOnService').some(
      (service) => attributeOf(service, 'Binding') === bindings.redirect,
    ),
    wantsSignedRequests: /^(true|1)$/.test(attributeOf(role, 'WantAuthnRequestsSigned') ?? ''),
    signing: childrenNamed(role, md, 'KeyDescriptor')
      .filter((key) => (attributeOf(key, 'use') ?? 'signing') === 'signing')
      .flatMap((key) => elementsNamed(key, namespaces.signature, 'X509Certificate'))
      .map((element) => readCertificate(pemOfBase64(textOf(element) ?? ''))),
  }))
