import type { Tx } from '../../kernel/context.ts'
import { readIdentityProviders } from '../../platform/saml/identity-providers.ts'
import { type IdentityProvider, SamlFault } from '../../platform/saml/types.ts'
import type { SamlSettings } from './saml-settings.ts'
import { listMetadata } from './store-housekeeping.ts'

/** An identity provider, and for whom it may speak. */
export interface KnownProvider extends IdentityProvider {
  readonly speaksFor: readonly string[] | null
}

/** Who may sign people in just now, as the kept metadata says; what cannot be used is told to `log`. */
export type ListProviders = (
  holder: { tx: Tx },
  now: Date,
  log: (facts: Readonly<Record<string, unknown>>, words: string) => void,
) => Promise<readonly KnownProvider[]>

/** @throws SamlFault when the document is not what it must be */
export const readMetadata = (content: string, settings: SamlSettings, now: Date): IdentityProvider[] =>
  readIdentityProviders(content, {
    ...(settings.metadataCertificates ? { trustedCertificates: settings.metadataCertificates } : {}),
    now,
  })

/** A document read is good for so long before its dates are asked again: milliseconds. */
const readAnewEvery = 600_000

/**
 * Reads the identity providers of the kept metadata, asking the database each time, so that every process knows of new
 * keys at once; a document it has read before is not read again.
 */
export function providersFrom(settings: SamlSettings): ListProviders {
  const read = new Map<string, { content: string; at: number; providers: readonly KnownProvider[] }>()
  // Whoever speaks for all comes first: nobody with a narrower word can take their name.
  const sources = [...settings.sources].sort(
    (a, b) => Number(a.speaksFor !== null) - Number(b.speaksFor !== null),
  )
  return async (holder, now, log) => {
    const kept = await listMetadata(
      holder,
      sources.map(({ place }) => place),
    )
    const found = new Map<string, KnownProvider>()
    for (const { place, speaksFor, olderEncryption } of sources) {
      const content = kept.find((copy) => copy.place === place)?.content
      if (content === undefined) continue
      const before = read.get(place)
      const isFresh = before?.content === content && now.getTime() - before.at < readAnewEvery
      try {
        const providers = isFresh
          ? before.providers
          : readMetadata(content, settings, now).map((provider) => ({
              ...provider,
              speaksFor,
              olderEncryption,
            }))
        if (!isFresh) read.set(place, { content, at: now.getTime(), providers })
        for (const provider of providers)
          if (!found.has(provider.entityId)) found.set(provider.entityId, provider)
      } catch (error) {
        if (!(error instanceof SamlFault)) throw error
        log({ source: place, code: error.code }, 'the kept metadata cannot be used')
      }
    }
    return [...found.values()]
  }
}
