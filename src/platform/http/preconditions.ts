import { DomainError, type Sentence } from '../../kernel/errors.ts'
import type { Language } from '../../kernel/language.ts'

const required: Sentence = {
  da: 'If-Match mangler. Hent ressourcen, og send dens ETag i If-Match, fx "3". If-Match: * ændrer den, uanset hvad der står.',
  en: 'If-Match is missing. Read the resource and send its ETag in If-Match, for example "3". If-Match: * changes it whatever it says.',
}

/** What a machine is told when somebody changed the thing first (RFC 9110, 13.1.1): it keeps no text to show again. */
export const staleSentence: Sentence = {
  da: 'ETag’en i If-Match er ikke den nyeste. Ingenting er ændret. Hent ressourcen igen, og send ændringen mod dens nye ETag.',
  en: 'The ETag in If-Match is not the newest. Nothing has changed. Read the resource again and send the change against its new ETag.',
}

/** A change that must name the version it was made from does not (RFC 6585, 3). */
export class PreconditionRequired extends DomainError {
  readonly status = 428
  readonly code = 'precondition-required'
  constructor() {
    super('Precondition required')
  }
  sentence(language: Language): string {
    return required[language]
  }
}
