import { bilingual, type Language } from './language.ts'

/** A sentence in both languages, chosen where it is shown. */
export type Sentence = { da: string; en: string }

/** The six errors of the product so far; a target that fails is a job's matter, not a request's. Thrown once, mapped to an answer once (platform/http/error-answers.ts). */
export abstract class DomainError extends Error {
  abstract readonly status: number
  abstract readonly code: string
  abstract sentence(language: Language): string
}

const standard = bilingual({
  da: {
    notFound: 'Siden findes ikke, eller du har ikke adgang til den.',
    forbidden: 'Det har du ikke rettigheder til.',
    unauthenticated: 'Log på for at fortsætte.',
    conflict: 'En anden har ændret det samme, mens du skrev. Din tekst er bevaret.',
    invalidInput: 'Noget mangler eller er skrevet forkert.',
  },
  en: {
    notFound: 'The page does not exist, or you have no access to it.',
    forbidden: 'You do not have permission to do that.',
    unauthenticated: 'Sign in to continue.',
    conflict: 'Somebody else changed the same thing while you were writing. Your text is kept.',
    invalidInput: 'Something is missing or not written correctly.',
  },
})

/** The thing does not exist within the actor's reach: the same answer for both, so that nothing leaks. */
export class NotFound extends DomainError {
  readonly status = 404
  readonly code = 'not-found'
  constructor(what = 'thing') {
    super(`Not found: ${what}`)
  }
  sentence(language: Language): string {
    return standard(language).notFound
  }
}

export class Forbidden extends DomainError {
  readonly status = 403
  readonly code = 'forbidden'
  readonly reason: Sentence | null
  constructor(permission: string, reason: Sentence | null = null) {
    super(`Forbidden: ${permission}`)
    this.reason = reason
  }
  sentence(language: Language): string {
    return this.reason?.[language] ?? standard(language).forbidden
  }
}

export class Unauthenticated extends DomainError {
  readonly status = 401
  readonly code = 'unauthenticated'
  constructor() {
    super('Unauthenticated')
  }
  sentence(language: Language): string {
    return standard(language).unauthenticated
  }
}

/** The thing has another version than the one the change was made against. */
export class Conflict extends DomainError {
  readonly status = 409
  readonly code: string
  readonly reason: Sentence | null
  constructor(code = 'conflict', reason: Sentence | null = null) {
    super(`Conflict: ${code}`)
    this.code = code
    this.reason = reason
  }
  sentence(language: Language): string {
    return this.reason?.[language] ?? standard(language).conflict
  }
}

/** Whether somebody else changed the thing first; other conflicts are of another kind and have their own code. */
export const isStale = (error: unknown): boolean => error instanceof Conflict && error.code === 'conflict'

/** Field name → what is wrong with it. The empty name speaks of the whole form. */
export type FieldFaults = Record<string, Sentence>

export class InvalidInput extends DomainError {
  readonly status = 422
  readonly code = 'invalid-input'
  readonly fields: FieldFaults
  constructor(fields: FieldFaults) {
    super(`Invalid input: ${Object.keys(fields).join(', ')}`)
    this.fields = fields
  }
  sentence(language: Language): string {
    return standard(language).invalidInput
  }
}

/** Why a rule says no, in words a person can act on: the page shows it beside the button, the action throws it. */
export interface Refusal {
  readonly code: string
  readonly sentence: Sentence
}

export class Refused extends DomainError {
  readonly status = 409
  readonly code: string
  readonly reason: Sentence
  constructor(refusal: Refusal) {
    super(`Refused: ${refusal.code}`)
    this.code = refusal.code
    this.reason = refusal.sentence
  }
  sentence(language: Language): string {
    return this.reason[language]
  }
}

/** Throws the refusal, if there is one. */
export function refuseIf(refusal: Refusal | null): void {
  if (refusal) throw new Refused(refusal)
}
