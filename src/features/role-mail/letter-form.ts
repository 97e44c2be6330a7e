import { z } from 'zod'
import { manyTexts, oneOf, requiredText } from '../../platform/http/form-fields.ts'
import { type LetterAudience, targets } from './domain.ts'
import { letterSentence } from './texts.ts'

export const audienceKinds = ['all', 'regions', 'list'] as const

/** Longest letter, in characters. */
export const mostBody = 20_000

const organisationIds = manyTexts.transform((texts) =>
  texts.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31),
)

/** The fields of the form, as typed, made into a letter. */
export const letterForm = z
  .object({
    target: oneOf(targets, letterSentence('missingTarget')),
    audience: oneOf(audienceKinds, letterSentence('missingAudience')),
    regions: manyTexts,
    organisationIds,
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

/** What was typed, or what an earlier page carried on: fields by name. */
export type TypedLetter = Readonly<Record<string, string | string[] | undefined>>

export const typedText = (typed: TypedLetter, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}

export const typedTexts = (typed: TypedLetter, name: string): string[] => [typed[name] ?? []].flat()

const carried = ['target', 'audience', 'regions', 'organisationIds', 'subject', 'body'] as const

/** The fields to carry from one page to the next, unseen, a pair for each value. */
export function carriedFields(typed: TypedLetter): [name: string, value: string][] {
  return carried.flatMap((name) => typedTexts(typed, name).map((value): [string, string] => [name, value]))
}

/** A letter as the fields of its form. */
export function typedOf(letter: z.output<typeof letterForm>): TypedLetter {
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
