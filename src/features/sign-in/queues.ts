import { readFile } from 'node:fs/promises'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { FetchFault, fetchText } from '../../platform/outbound/fetch-text.ts'
import { SamlFault } from '../../platform/saml/types.ts'
import { readMetadata } from './providers.ts'
import type { MetadataSource, SamlSettings } from './saml-settings.ts'
import { forgetPast, inJob, listMetadata, saveMetadata } from './store-housekeeping.ts'

export const signInForgettingSpec: QueueSpec = { name: 'sign-in.forgetting', schedule: '23 * * * *' }

/** Forgets what is past at the door, every hour. */
export const signInForgettingQueue = (world: World): Queue => ({
  ...signInForgettingSpec,
  handle: () => inJob(world, (holder) => forgetPast(holder, world.clock.now())),
})

export const metadataSpec: QueueSpec = {
  name: 'sign-in.metadata',
  schedule: '7 * * * *',
  retryLimit: 4,
  retryDelay: 60,
}

/** Fetches the identity providers' metadata anew, every hour; what cannot be had is told as a failed job. */
export const metadataQueue = (world: World, settings: SamlSettings | null): Queue => ({
  ...metadataSpec,
  async handle() {
    const failures = settings ? await refreshMetadata(world, settings) : []
    if (failures.length > 0)
      throw new Error(failures.map(({ source, reason }) => `${source.place}: ${reason}`).join('; '))
  },
})

export interface MetadataFailure {
  readonly source: MetadataSource
  readonly reason: string
  /** When the copy that is used instead was fetched; null: there is none. */
  readonly keptSince: Date | null
}

/** Reads every source of metadata and keeps each that is good; one that is not leaves its last good copy as it was. */
export async function refreshMetadata(world: World, settings: SamlSettings): Promise<MetadataFailure[]> {
  const failures: MetadataFailure[] = []
  for (const source of settings.sources) {
    const { place } = source
    try {
      const content = await contentOf(source, settings)
      const now = world.clock.now()
      readMetadata(content, settings, now)
      await inJob(world, (holder) => saveMetadata(holder, place, content, now))
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === null) throw error
      const [kept] = await inJob(world, (holder) => listMetadata(holder, [place]))
      failures.push({ source, reason, keptSince: kept?.fetchedAt ?? null })
    }
  }
  return failures
}

/** Larger than a federation of a few hundred. */
const limits = { mostBytes: 4_194_304, milliseconds: 15_000 }

const contentOf = ({ kind, place }: MetadataSource, { allowsPlainHttp }: SamlSettings): Promise<string> =>
  kind === 'file' ? readFile(place, 'utf8') : fetchText(place, { ...limits, allowsPlainHttp })

/** What is wrong with the source, in words; null when the fault is not the source's. */
function reasonOf(error: unknown): string | null {
  if (error instanceof SamlFault || error instanceof FetchFault) return error.message
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? `cannot be read (${code})` : null
}
