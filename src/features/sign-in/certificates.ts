import { createHash, X509Certificate } from 'node:crypto'
import type { Tx } from '../../kernel/context.ts'
import { listMetadataContents } from '../../platform/saml/metadata-inventory.ts'
import type { MetadataSource, SamlSettings } from './saml-settings.ts'
import { listMetadata } from './store-housekeeping.ts'

/** What sign-in uses a certificate for; 'metadata' is the last day of a document itself. */
export type CertificateUse = 'own' | 'ownNext' | 'identityProvider' | 'metadataSigner' | 'metadata'

/** Something sign-in hangs on that has a last day. */
export interface FoundCertificate {
  readonly use: CertificateUse
  /** Whose it is, as people call them; '' for ours. */
  readonly holder: string
  /** What the certificate says of itself; of metadata: its file or address. */
  readonly subject: string
  /** SHA-256 in hexadecimal digits; of metadata: of its source and last day. */
  readonly fingerprint: string
  readonly endsAt: Date
}

const found = (use: CertificateUse, holder: string, certificate: X509Certificate): FoundCertificate => ({
  use,
  holder,
  subject: certificate.subject.replaceAll('\n', ', '),
  fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  endsAt: certificate.validToDate,
})

/** Every certificate that sign-in by SAML hangs on: ours from the settings, theirs from the metadata that was good last. */
export async function findCertificates(
  holder: { tx: Tx },
  settings: SamlSettings,
): Promise<FoundCertificate[]> {
  const { serviceProvider, metadataCertificates, sources } = settings
  const { signing, nextSigning } = serviceProvider
  const kept = await listMetadata(
    holder,
    sources.map(({ place }) => place),
  )
  const all = [
    found('own', '', new X509Certificate(signing.certificate)),
    ...(nextSigning ? [found('ownNext', '', new X509Certificate(nextSigning.certificate))] : []),
    ...(metadataCertificates ?? []).map((pem) => found('metadataSigner', '', new X509Certificate(pem))),
    ...sources.flatMap((source) => {
      const copy = kept.find(({ place }) => place === source.place)
      return copy ? inMetadata(source, copy.content) : []
    }),
  ]
  // A provider may stand in several documents, and carry one certificate twice.
  return [...new Map(all.map((one) => [`${one.fingerprint} ${one.use} ${one.holder}`, one])).values()]
}

function inMetadata({ place }: MetadataSource, content: string): FoundCertificate[] {
  const { validUntil, providers } = listMetadataContents(content)
  const names = [...new Set(providers.map(nameOf))]
  const fingerprint = createHash('sha256').update(`${place}\n${validUntil?.toISOString()}`).digest('hex')
  const document: FoundCertificate[] = validUntil
    ? [{ use: 'metadata', holder: names[0] ?? '', subject: place, fingerprint, endsAt: validUntil }]
    : []
  const certificates = providers.flatMap((provider) =>
    provider.signing
      .filter((certificate) => certificate !== null)
      .map((certificate) => found('identityProvider', nameOf(provider), certificate)),
  )
  return [...document, ...certificates]
}

const nameOf = ({ name, entityId }: { readonly name: string | null; readonly entityId: string }): string =>
  name ?? (URL.canParse(entityId) ? new URL(entityId).hostname : entityId)
