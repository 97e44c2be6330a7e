import type { Provider } from 'oidc-provider'
import type { SsoClient } from '../domain.ts'
import type { SsoSecrets } from '../secrets.ts'
import { currentKeys } from '../signing-keys.ts'
import { createProvider } from './provider.ts'
import type { Run } from './run.ts'

export interface ProvidersParts {
  readonly origin: URL
  readonly clients: readonly SsoClient[]
  secrets(): Promise<SsoSecrets>
}

export interface Providers {
  /** The library with the keys of this moment, where something is signed or the keys are shown. */
  withKeys(run: Run): Promise<Provider>
  /** The library with any keys, where none is used. */
  any(run: Run): Promise<Provider>
}

/** The library takes its keys when it is made: it is made anew when they have changed, on whichever server. */
export function createProviders({ origin, clients, secrets }: ProvidersParts): Providers {
  let made: { readonly version: string; readonly provider: Provider } | null = null
  async function withKeys(run: Run): Promise<Provider> {
    const known = await secrets()
    const keys = await currentKeys(run.holder, known)
    if (made?.version !== keys.version) {
      const { cookieKey } = known
      const provider = createProvider({ issuer: origin.origin, clients, cookieKey, keys: keys.jwks() })
      made = { version: keys.version, provider }
    }
    return made.provider
  }
  return { withKeys, any: async (run) => made?.provider ?? (await withKeys(run)) }
}
