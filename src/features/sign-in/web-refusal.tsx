import {
  type Answer,
  type DoorContext,
  type PageAnswer,
  page,
  type RequestFacts,
} from '../../platform/http/route.ts'
import { OidcFault } from '../../platform/oidc/types.ts'
import { SamlFault } from '../../platform/saml/types.ts'
import { refusalWords } from './refusal-texts.ts'
import { type RefusalCode, SignInRefused } from './refusals.ts'
import { refusalOf } from './saml-refusals.ts'
import { RefusalPage } from './views/refusal-page.tsx'

/** What is about the person and their rights, and not about the message. */
const personal: ReadonlySet<RefusalCode> = new Set([
  'noPrivilege',
  'privilegeLost',
  'unknownOrganisation',
  'organisationClosed',
  'levelTooLow',
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

/** Ten digits could be somebody's civil registration number, wherever they come from. */
export const withoutLongNumbers = (text: string): string =>
  text.slice(0, 300).replace(/\d{6}[- ]?\d{4}/g, '[cut]')

/** Why a sign-in or sign-out is refused; null: a fault of ours. */
export function refusalIn(error: unknown): { readonly code: RefusalCode; readonly cause: string } | null {
  if (error instanceof SamlFault)
    return { code: refusalOf(error.code), cause: withoutLongNumbers(error.message) }
  if (error instanceof OidcFault)
    return { code: oidcRefusals[error.code], cause: withoutLongNumbers(error.message) }
  return error instanceof SignInRefused
    ? { code: error.code, cause: withoutLongNumbers(error.message) }
    : null
}

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

/** Answers with the page of a refusal, and tells the log. What was noted until then is kept. @throws all else */
export async function orRefusal(
  ctx: DoorContext,
  request: RequestFacts,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    request.log(refusal, 'sign-in refused')
    return refusalPage(ctx, request, refusal.code)
  }
}

function refusalPage(ctx: DoorContext, request: RequestFacts, code: RefusalCode): PageAnswer {
  const { language } = ctx
  return page({
    status: personal.has(code) ? 403 : 400,
    title: refusalWords(language)[code].title,
    body: <RefusalPage {...{ language, code }} requestId={request.id} />,
  })
}
