import { DomainError, InvalidInput, Unauthenticated } from '../../kernel/errors.ts'
import { bilingual, type Language } from '../../kernel/language.ts'

const texts = bilingual({
  da: {
    unknown: 'Der skete en fejl hos os. Prøv igen om lidt. Sker det igen, så fortæl os fejlens nummer.',
    notFound: 'Siden findes ikke, eller du har ikke adgang til den.',
    tooLarge: 'Det, du sendte, er for stort.',
    tooMany: 'Der kom for mange forespørgsler på kort tid. Vent et minut, og prøv igen.',
    badRequest: 'Forespørgslen kunne ikke læses.',
    unsupported: 'Indholdet har et format, vi ikke kan læse.',
    missingToken: 'Send en gyldig nøgle i headeren Authorization: Bearer.',
  },
  en: {
    unknown:
      'Something went wrong on our side. Try again shortly. If it happens again, tell us the number of the error.',
    notFound: 'The page does not exist, or you have no access to it.',
    tooLarge: 'What you sent is too large.',
    tooMany: 'Too many requests in a short time. Wait a minute and try again.',
    badRequest: 'The request could not be read.',
    unsupported: 'The content has a format we cannot read.',
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
  413: { code: 'too-large', text: 'tooLarge' },
  415: { code: 'unsupported-media-type', text: 'unsupported' },
  429: { code: 'too-many-requests', text: 'tooMany' },
}

/**
 * Text or numbers that no row can hold: the character U+0000 (22021, 22P05), an id beyond the column's range (22003).
 * They can stand in any field of any route, and are the sender's fault.
 */
const unreadable = new Set(['22021', '22P05', '22003'])

const isUnreadable = (error: unknown): boolean => unreadable.has((error as { code?: string })?.code ?? '')

/**
 * One mapping from errors to what the outside is told; the text of unknown errors stays in the log.
 * @param isForApi machines do not sign in: they are asked for their token
 */
export function describeError(
  error: unknown,
  language: Language,
  requestId: string,
  isForApi = false,
): Fault {
  if (isForApi && error instanceof Unauthenticated) {
    const { status, code } = error
    return { status, code, sentence: texts(language).missingToken, requestId }
  }
  if (error instanceof DomainError) {
    const fields =
      error instanceof InvalidInput
        ? Object.fromEntries(
            Object.entries(error.fields).map(([name, sentence]) => [name, sentence[language]]),
          )
        : undefined
    return { status: error.status, code: error.code, sentence: error.sentence(language), requestId, fields }
  }
  const status = isUnreadable(error) ? 400 : ((error as { statusCode?: number })?.statusCode ?? 500)
  const known = ofStatus[status]
  if (known) return { status, code: known.code, sentence: texts(language)[known.text], requestId }
  if (status >= 400 && status < 500)
    return { status: 400, code: 'bad-request', sentence: texts(language).badRequest, requestId }
  return { status: 500, code: 'internal', sentence: texts(language).unknown, requestId }
}

/** RFC 9457 problem details. */
export function problemOf(fault: Fault): Record<string, unknown> {
  return {
    type: `/api/problems/${fault.code}`,
    title: fault.sentence,
    status: fault.status,
    instance: `urn:uuid:${fault.requestId}`,
    ...(fault.fields
      ? { errors: Object.entries(fault.fields).map(([pointer, detail]) => ({ pointer, detail })) }
      : {}),
  }
}
