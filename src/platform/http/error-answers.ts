import { DomainError, InvalidInput, isStale, Unauthenticated } from '../../kernel/errors.ts'
import { bilingual, type Language } from '../../kernel/language.ts'
import { staleSentence } from './preconditions.ts'

const texts = bilingual({
  da: {
    unknown: 'Der skete en fejl hos os. Prøv igen om lidt. Sker det igen, så fortæl os fejlens nummer.',
    notFound: 'Siden findes ikke, eller du har ikke adgang til den.',
    tooLarge: 'Det, du sendte, er for stort.',
    tooMany: 'Der kom for mange forespørgsler på kort tid. Vent et minut, og prøv igen.',
    badRequest: 'Forespørgslen kunne ikke læses.',
    unsupported: 'Indholdet har et format, vi ikke kan læse.',
    busy: 'Det tog for lang tid, fordi der er travlt lige nu. Intet er gemt. Prøv igen om lidt.',
    inUse: 'En anden er ved at ændre det samme lige nu. Intet er gemt. Prøv igen om et øjeblik.',
    missingToken: 'Send en gyldig nøgle i headeren Authorization: Bearer.',
  },
  en: {
    unknown:
      'Something went wrong on our side. Try again shortly. If it happens again, tell us the error number.',
    notFound: 'The page does not exist, or you have no access to it.',
    tooLarge: 'What you sent is too large.',
    tooMany: 'Too many requests in a short time. Wait a minute and try again.',
    badRequest: 'The request could not be read.',
    unsupported: 'The content has a format we cannot read.',
    busy: 'It took too long, as we are busy right now. Nothing was saved. Try again shortly.',
    inUse: 'Somebody else is changing the same thing right now. Nothing was saved. Try again in a moment.',
    missingToken: 'Send a valid token in the header Authorization: Bearer.',
  },
})

export interface Fault {
  readonly status: number
  readonly code: string
  readonly sentence: string
  readonly requestId: string
  readonly fields?: Readonly<Record<string, string>>
}

const ofStatus: Record<number, { code: string; text: keyof ReturnType<typeof texts> }> = {
  400: { code: 'bad-request', text: 'badRequest' },
  404: { code: 'not-found', text: 'notFound' },
  409: { code: 'in-use', text: 'inUse' },
  413: { code: 'too-large', text: 'tooLarge' },
  415: { code: 'unsupported-media-type', text: 'unsupported' },
  429: { code: 'too-many-requests', text: 'tooMany' },
  503: { code: 'busy', text: 'busy' },
}

/**
 * What the database's own faults mean. Text or numbers that no row can hold, the character U+0000 (22021, 22P05) and an
 * id beyond the column's range (22003), can stand in any field of any route and are the sender's fault. The others had
 * to wait too long: for another's lock (55P03), for each other (40P01), or for the whole of it (57014, 25P03, 25P04).
 */
const ofDatabase: Record<string, number> = {
  '22021': 400,
  '22P05': 400,
  '22003': 400,
  '55P03': 409,
  '40P01': 409,
  '57014': 503,
  '25P03': 503,
  '25P04': 503,
}

function statusOf(error: unknown): number {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: number }
  return ofDatabase[String(code)] ?? statusCode ?? 500
}

/** Seconds to wait before the same is worth trying again; null where it is not. */
export const retryAfterOf = ({ code }: Fault): number | null => {
  if (code === 'busy') return 10
  return code === 'in-use' ? 2 : null
}

/** One mapping from errors to what the outside is told; the text of unknown errors stays in the log. */
export function describeError(error: unknown, language: Language, requestId: string): Fault {
  if (error instanceof DomainError) {
    const fields =
      error instanceof InvalidInput
        ? Object.fromEntries(
            Object.entries(error.fields).map(([name, sentence]) => [name, sentence[language]]),
          )
        : undefined
    return { status: error.status, code: error.code, sentence: error.sentence(language), requestId, fields }
  }
  const status = statusOf(error)
  const known = ofStatus[status]
  if (known) return { status, code: known.code, sentence: texts(language)[known.text], requestId }
  if (status >= 400 && status < 500)
    return { status: 400, code: 'bad-request', sentence: texts(language).badRequest, requestId }
  return { status: 500, code: 'internal', sentence: texts(language).unknown, requestId }
}

/** Headers are written with a capital; the fields of a body and the parameters of an address never are. */
const isHeader = (name: string): boolean => /^[A-Z]/.test(name)

/** Where in the request a fault is: a JSON Pointer into the body (RFC 6901), or the name of a parameter or header. */
function placeOf(name: string, isInBody: boolean): Record<string, string> {
  if (isHeader(name)) return { header: name }
  if (!isInBody) return { parameter: name }
  const steps = name === '' ? [] : name.split('.')
  return {
    pointer: `#${steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
  }
}

/**
 * The fault as the API tells it: a stale change is 412 there, as its condition failed (RFC 9110), where a page shows its
 * form again.
 */
export function faultForApi(error: unknown, language: Language, requestId: string): Fault {
  const fault = describeError(error, language, requestId)
  // Machines do not sign in: they are asked for their token.
  if (error instanceof Unauthenticated) return { ...fault, sentence: texts(language).missingToken }
  if (!isStale(error)) return fault
  return { ...fault, status: 412, code: 'precondition-failed', sentence: staleSentence[language] }
}

/**
 * RFC 9457 problem details.
 * @param method of the request: one without a body has its input in the address
 */
export function problemOf(fault: Fault, method: string): Record<string, unknown> {
  const isInBody = !['GET', 'HEAD'].includes(method)
  return {
    type: `/api/problems/${fault.code}`,
    title: fault.sentence,
    status: fault.status,
    instance: `urn:uuid:${fault.requestId}`,
    ...(fault.fields
      ? {
          errors: Object.entries(fault.fields).map(([name, detail]) => ({
            ...placeOf(name, isInBody),
            detail,
          })),
        }
      : {}),
  }
}
