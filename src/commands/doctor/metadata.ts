import { readFile } from 'node:fs/promises'
import type { MetadataSource, SamlSettings } from '../../features/sign-in/index.ts'
import { FetchFault, fetchDatedText } from '../../platform/outbound/fetch-text.ts'
import { readIdentityProviders } from '../../platform/saml/identity-providers.ts'
import {
  type ListedProvider,
  listMetadataContents,
  type MetadataInventory,
} from '../../platform/saml/metadata-inventory.ts'
import { SamlFault } from '../../platform/saml/types.ts'
import { dayOf, type Finding, fault, ok, soon, warning } from './finding.ts'

/** What another machine's clock said, and when it was asked. */
export interface OtherClock {
  readonly whose: string
  readonly says: Date
  readonly at: Date
}

export interface MetadataReport {
  readonly findings: readonly Finding[]
  readonly clocks: readonly OtherClock[]
}

const limits = { mostBytes: 4_194_304, milliseconds: 15_000 }

/** Each source of metadata as it is now: whether it can be read, who vouches for it, and what it says of each provider. */
export async function examineMetadata(saml: SamlSettings | null, clock: () => Date): Promise<MetadataReport> {
  if (!saml) return { findings: [], clocks: [] }
  const reports = await Promise.all(saml.sources.map((source) => examineSource(source, saml, clock)))
  return {
    findings: reports.flatMap(({ findings }) => findings),
    clocks: reports.flatMap(({ clocks }) => clocks),
  }
}

async function examineSource(
  source: MetadataSource,
  saml: SamlSettings,
  clock: () => Date,
): Promise<MetadataReport> {
  const { place, kind } = source
  const { allowsPlainHttp } = saml
  try {
    const { text, date } =
      kind === 'file'
        ? { text: await readFile(place, 'utf8'), date: null }
        : await fetchDatedText(place, { ...limits, allowsPlainHttp })
    const now = clock()
    const clocks = date ? [{ whose: new URL(place).host, says: date, at: now }] : []
    return { findings: examineText(place, text, saml, now), clocks }
  } catch (error) {
    return { findings: [unreadable(place, error)], clocks: [] }
  }
}

function unreadable(place: string, error: unknown): Finding {
  const code = (error as { code?: unknown }).code
  const isOfSource = error instanceof FetchFault || typeof code === 'string'
  if (!isOfSource) throw error
  const why = error instanceof FetchFault ? error.message : String(code)
  return fault(
    'metadata',
    `${place} cannot be read: ${why}`,
    'See whether the address or file is right and open to this machine.',
  )
}

function examineText(place: string, text: string, saml: SamlSettings, now: Date): Finding[] {
  const strict = judge(place, text, saml, now)
  const contents = contentsOf(text)
  if (!contents) return [strict]
  return [
    strict,
    ...lastDayOf(place, contents, now),
    ...contents.providers.flatMap((provider) => examineProvider(provider, now)),
  ]
}

/** As the portal reads it, with the same code: what is refused here signs nobody in. */
function judge(place: string, text: string, saml: SamlSettings, now: Date): Finding {
  const { metadataCertificates: trustedCertificates } = saml
  try {
    const found = readIdentityProviders(text, {
      ...(trustedCertificates ? { trustedCertificates } : {}),
      now,
    })
    const signed = trustedCertificates ? ', and its signature is right' : ''
    return ok(
      'metadata',
      `${place} can be read${signed}: ${found.map(({ entityId }) => entityId).join(', ')}`,
    )
  } catch (error) {
    if (!(error instanceof SamlFault)) throw error
    return fault('metadata', `${place} is not taken: ${error.message}`, todoOf(error))
  }
}

const aboutSignature = /\.(unsigned|signature|signatureAlgorithm|signatureForm|wrapped|duplicateId)$/

function todoOf({ code }: SamlFault): string {
  if (aboutSignature.test(code))
    return 'Ask who signs it, and name their certificate in SAML_IDP_METADATA_CERTIFICATE.'
  if (code === 'metadata.expired') return 'Get new metadata: its last day is over.'
  return 'Ask its provider for metadata that can be used.'
}

/** Null where it is no metadata at all, which the strict reading has told. */
function contentsOf(text: string): MetadataInventory | null {
  try {
    return listMetadataContents(text)
  } catch (error) {
    if (error instanceof SamlFault) return null
    throw error
  }
}

/** Metadata that is renewed all the time has its last day always near. */
const nearDays = 86_400_000

function lastDayOf(place: string, { validUntil }: MetadataInventory, now: Date): Finding[] {
  if (!validUntil || validUntil <= now) return []
  return validUntil.getTime() - now.getTime() < nearDays
    ? [
        warning(
          'metadata',
          `${place} is valid until ${validUntil.toISOString()}`,
          'See that it is renewed in time.',
        ),
      ]
    : [ok('metadata', `${place} is valid until ${dayOf(validUntil)}`)]
}

function examineProvider(provider: ListedProvider, now: Date): Finding[] {
  const { entityId, hasSignOn, wantsSignedRequests } = provider
  return [
    hasSignOn
      ? ok('metadata', `${entityId} takes sign-ins by Redirect`)
      : fault('metadata', `${entityId} takes no sign-ins by Redirect`, 'Ask its provider for that binding.'),
    wantsSignedRequests
      ? ok('metadata', `${entityId} wants signed requests, and gets them`)
      : warning(
          'metadata',
          `${entityId} does not ask for signed requests (WantAuthnRequestsSigned)`,
          'Ours are signed all the same; ask its provider whether that is meant.',
        ),
    signingOf(provider, now),
  ]
}

/** The one that lasts longest counts: any of them may sign. */
function signingOf({ entityId, signing }: ListedProvider, now: Date): Finding {
  const ends = signing.map((certificate) => certificate?.validToDate.getTime() ?? 0)
  const last = new Date(Math.max(0, ...ends))
  const ask = 'Ask its provider when the next one comes into the metadata.'
  if (ends.length === 0 || last.getTime() === 0)
    return fault('metadata', `${entityId} has no signing certificate that can be read`, ask)
  if (last <= now)
    return fault('metadata', `The signing certificate of ${entityId} expired on ${dayOf(last)}`, ask)
  return last.getTime() - now.getTime() <= soon
    ? warning('metadata', `The signing certificate of ${entityId} expires on ${dayOf(last)}`, ask)
    : ok('metadata', `The signing certificate of ${entityId} is valid until ${dayOf(last)}`)
}
