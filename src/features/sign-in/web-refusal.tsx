import { z } from 'zod'
import { withoutLongNumbers } from '../../kernel/long-numbers.ts'
import { publicBecause } from '../../platform/http/access.ts'
import { type Answer, changes, door, page, type RequestFacts, redirect } from '../../platform/http/route.ts'
import { OidcFault } from '../../platform/oidc/types.ts'
import { type AssuranceLevel, assuranceLevels, SamlFault } from '../../platform/saml/types.ts'
import { refusedAt, refusedPath } from './paths.ts'
import { refusalWords } from './refusal-texts.ts'
import { type RefusalCode, refusalCodes, SignInRefused } from './refusals.ts'
import { refusalOf } from './saml-refusals.ts'
import { RefusalPage } from './views/refusal-page.tsx'

/** What is about the person and their rights, and not about the message. */
const personal: ReadonlySet<RefusalCode> = new Set([
  'noPrivilege',
  'privilegeLost',
  'unknownOrganisation',
  'organisationClosed',
  'levelTooLow',
  'otherProvider',
  'knownElsewhere',
  'oidcNoRole',
])

const oidcRefusals: Readonly<Record<OidcFault['code'], RefusalCode>> = {
  unreachable: 'oidcUnreachable',
  refused: 'oidcRefused',
  expired: 'oidcExpired',
  wrong: 'oidcWrong',
  logoutToken: 'logout',
}

/** The longest line of a cause, in characters: what an enemy wrote may stand in it. */
const longestCause = 300

export const forLog = (text: string): string => withoutLongNumbers(text, longestCause)

/** Why a sign-in or sign-out is refused; null: a fault of ours. */
export function refusalIn(error: unknown): { readonly code: RefusalCode; readonly cause: string } | null {
  if (error instanceof SamlFault) return { code: refusalOf(error.code), cause: forLog(error.message) }
  if (error instanceof OidcFault) return { code: oidcRefusals[error.code], cause: forLog(error.message) }
  return error instanceof SignInRefused ? { code: error.code, cause: forLog(error.message) } : null
}

/** What the person signed in at, where that was too low. */
const usedLevelIn = (error: unknown): string | null =>
  error instanceof SamlFault && error.code === 'person.levelTooLow' ? (error.detail ?? null) : null

/**
 * Does what comes before the answer, and keeps a refusal until there is somewhere to show it.
 * @returns what hands out the result, or throws the refusal. @throws all else
 */
export async function orKept<T>(work: () => Promise<T>): Promise<() => T> {
  try {
    const result = await work()
    return () => result
  } catch (error) {
    if (!refusalIn(error)) throw error
    return () => {
      throw error
    }
  }
}

/**
 * Leads to the page of a refusal, and tells the log. What was noted until then is kept. The page has an address of its
 * own: loaded again, or in the other language, it tells the same; the form that led to it is not sent again.
 * @throws all else
 */
export async function orRefusal(request: RequestFacts, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    request.log(refusal, 'sign-in refused')
    return redirect(refusedAt(refusal.code, request.id, usedLevelIn(error)))
  }
}

interface RefusalParts {
  /** Mail address of those who run Tværs, where it is known. */
  readonly operations: string | null
  /** The least level there is, where sign-in knows levels. */
  readonly level: AssuranceLevel | null
}

export const refusalRoute = ({ operations, level }: RefusalParts) =>
  door({
    method: 'get',
    path: refusedPath,
    access: publicBecause('whoever reads it has not been let in'),
    audit: changes(),
    mostQueries: 0,
    input: {
      query: z.object({
        aarsag: z.enum(refusalCodes).catch('unreadable'),
        nr: z.uuid().nullable().catch(null),
        niveau: z.enum(assuranceLevels).nullable().catch(null),
      }),
    },
    handle: async (ctx, { query }) => {
      const { language } = ctx
      const { aarsag: code, nr: number, niveau: used } = query
      const levels = code === 'levelTooLow' && level ? { required: level, used } : null
      return page({
        status: personal.has(code) ? 403 : 400,
        title: refusalWords(language)[code].title,
        body: <RefusalPage {...{ language, code, number, operations, levels }} />,
      })
    },
  })
