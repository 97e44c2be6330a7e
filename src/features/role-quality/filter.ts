import { z } from 'zod'
import type { FindingKind } from './domain.ts'
import { type Finding, type FindingFilter, type FindingPlace, noAssignment } from './queries.ts'

/** The words in the address for each kind; an unknown word is no filter. */
export const kindWords = {
  ubesat: 'vacant',
  'for-faa': 'tooFew',
  'uden-primaer': 'noPrimary',
  vaek: 'stale',
  'mail-afvist': 'bouncing',
  'kun-en': 'single',
} as const satisfies Record<string, FindingKind>

const text = z.string().trim().max(200).catch('').default('')

/** The filters as they stand in the address. */
export const filterQuery = z.object({
  slags: text,
  rolle: text,
  region: text,
  q: text,
  efter: z.string().max(2000).optional().catch(undefined),
})

export type FilterWords = Omit<z.output<typeof filterQuery>, 'efter'>

export function readFilter(words: FilterWords): FindingFilter {
  return {
    kind: Object.hasOwn(kindWords, words.slags) ? kindWords[words.slags as keyof typeof kindWords] : null,
    roleId: z.uuid().safeParse(words.rolle).success ? words.rolle : null,
    region: words.region || null,
    organisationId: null,
    q: words.q,
  }
}

/** An address with these filters; empty ones are left out. */
export function filterHref(path: string, words: Partial<FilterWords> & { readonly efter?: string }): string {
  const { slags, rolle, region, q, efter } = words
  const given = Object.entries({ slags, rolle, region, q, efter }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** Where the next page begins. */
export const findingPlace = z.object({
  municipality: z.string().max(200),
  organisationId: z.int32(),
  rank: z.int32(),
  roleName: z.string().max(1000),
  roleId: z.uuid(),
  assignmentId: z.string().max(36),
})

export const placeOf = (finding: Finding): FindingPlace => ({
  municipality: finding.municipality,
  organisationId: finding.organisationId,
  rank: finding.rank,
  roleName: finding.roleName,
  roleId: finding.roleId,
  assignmentId: finding.assignmentId ?? noAssignment,
})
