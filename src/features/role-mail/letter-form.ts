import { z } from 'zod'
import { manyOrganisationIds, manyTexts, oneOf, requiredText } from '../../platform/http/form-fields.ts'
import type { TypedForm } from '../../platform/http/typed-form.ts'
import { type LetterAudience, targets } from './domain.ts'
import { letterSentence } from './texts.ts'

const audienceKinds = ['all', 'regions', 'list'] as const

/** Longest letter, in characters. */
export const mostBody = 20_000

/** The fields of the form, as typed, made into a letter. */
export const letterForm = z
  .object({
    target: oneOf(targets, letterSentence('missingTarget')),
    audience: oneOf(audienceKinds, letterSentence('missingAudience')),
    regions: manyTexts,
    organisationIds: manyOrganisationIds,
    subject: requiredText(150, letterSentence('missingSubject')),
    body: requiredText(mostBody, letterSentence('missingBody')),
  })
  .transform(({ target, audience, regions, organisationIds, subject, body }) => ({
    target,
    subject,
    body,
    audience: audienceOf(audience, regions, organisationIds),
  }))

function audienceOf(
  kind: (typeof audienceKinds)[number],
  regions: readonly string[],
  organisationIds: readonly number[],
): LetterAudience {
  if (kind === 'regions') return { kind, regions }
  return kind === 'list' ? { kind, organisationIds } : { kind: 'all' }
}

/** The fields that go along from one page to the next. */
export const carried = ['target', 'audience', 'regions', 'organisationIds', 'subject', 'body'] as const

/** A letter as the fields of its form. */
export function typedOf(letter: z.output<typeof letterForm>): TypedForm {
  const { audience } = letter
  return {
    target: letter.target,
    audience: audience.kind,
    regions: audience.kind === 'regions' ? [...audience.regions] : [],
    organisationIds: audience.kind === 'list' ? audience.organisationIds.map(String) : [],
    subject: letter.subject,
    body: letter.body,
  }
}
