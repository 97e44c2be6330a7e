import type { AssuranceLevel, OlderEncryption, ServiceProvider } from '../../platform/saml/types.ts'

/** Where an identity provider's metadata comes from. */
export interface MetadataSource {
  /** File or address, as the setting names it. */
  readonly place: string
  readonly kind: 'file' | 'address'
  /** CVR numbers its identity providers may speak for; null: any. Context Handler vouches for all; one organisation's own does not. */
  readonly speaksFor: readonly string[] | null
  /** What its identity providers may use beside what all may (ADR 24). */
  readonly olderEncryption: OlderEncryption
}

/** Sign-in by SAML, as it is configured. */
export interface SamlSettings {
  readonly serviceProvider: ServiceProvider
  readonly sources: readonly MetadataSource[]
  /** PEM: who must have signed the metadata; null: whoever answers at its address. */
  readonly metadataCertificates: readonly string[] | null
  /** What the names of our user system roles begin with: 'http://tvaers.dk'. */
  readonly roleDomain: string
  /** The level below which nobody is let in (NSIS). */
  readonly level: AssuranceLevel
  /** Metadata may be fetched without encryption and from this machine: in demo mode alone. */
  readonly allowsPlainHttp: boolean
}
