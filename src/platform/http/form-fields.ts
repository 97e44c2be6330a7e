import { z } from 'zod'
import { type CivilDay, findCivilDay, parseDanishDay } from '../../kernel/civil-day.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'

/** A fault with a sentence of our own, in both languages. */
function fault(
  context: { addIssue(issue: { code: 'custom'; params: { sentence: Sentence } }): void },
  sentence: Sentence,
): never {
  context.addIssue({ code: 'custom', params: { sentence } })
  return z.NEVER as never
}

const missingText: Sentence = { da: 'Skriv noget her.', en: 'Write something here.' }
const tooLong = (most: number): Sentence => ({
  da: `Skriv højst ${most.toLocaleString('da-DK')} tegn.`,
  en: `Write at most ${most.toLocaleString('en-GB')} characters.`,
})

/** Control characters that PostgreSQL or a reader cannot take; line breaks and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Half a character, which JSON can name but PostgreSQL cannot take, becomes the sign for something unreadable. */
const clean = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC').trim()

/** Text that must be there. @param most characters */
export function requiredText(most: number, missing: Sentence = missingText) {
  return z
    .string()
    .optional()
    .transform((value, context): string => {
      const text = clean(value ?? '')
      if (!text) return fault(context, missing)
      return text.length > most ? fault(context, tooLong(most)) : text
    })
}

/** Text that may be empty. @param most characters */
export function optionalText(most: number) {
  return z
    .string()
    .optional()
    .transform((value, context): string => {
      const text = clean(value ?? '')
      return text.length > most ? fault(context, tooLong(most)) : text
    })
}

const notADay: Sentence = {
  da: 'Skriv datoen som dd-mm-åååå, fx 25-08-2026.',
  en: 'Write the date as dd-mm-yyyy, e.g. 25-08-2026.',
}

/** Written as a day is, in a year we take: then it is the calendar that lacks it. */
const dayForm = /^(\d{1,2}[-./]\d{1,2}[-./](19|2\d)\d{2}|(19|2\d)\d{2}-\d{2}-\d{2})$/

const noSuchDay = (text: string): Sentence => ({
  da: `${text} findes ikke i kalenderen.`,
  en: `${text} is not in the calendar.`,
})

/** A day typed as dd-mm-åååå (or as YYYY-MM-DD); empty gives null. */
export const optionalDay = z
  .string()
  .optional()
  .transform((value, context): CivilDay | null => {
    const text = (value ?? '').trim()
    if (!text) return null
    const day = parseDanishDay(text) ?? findCivilDay(text)
    return day ?? fault(context, dayForm.test(text) ? noSuchDay(text) : notADay)
  })

/** An instant a form brings back as it was given (ISO 8601); empty gives null. */
export const optionalInstant = z
  .string()
  .optional()
  .transform((value, context): Date | null => {
    if (!value) return null
    return z.iso.datetime().safeParse(value).success ? new Date(value) : fault(context, chooseOne)
  })

const chooseOne: Sentence = { da: 'Vælg en af mulighederne.', en: 'Choose one of the options.' }

/** One of a list of values. */
export function oneOf<const T extends string>(values: readonly T[], missing: Sentence = chooseOne) {
  return z
    .string()
    .optional()
    .transform(
      (value, context): T => values.find((candidate) => candidate === value) ?? fault(context, missing),
    )
}

/** A UUID, or null when nothing was chosen. */
export const optionalId = z
  .string()
  .optional()
  .transform((value, context): string | null => {
    if (!value) return null
    return z.uuid().safeParse(value).success ? value : fault(context, chooseOne)
  })

/** A UUID that must be chosen. */
export const requiredId = (missing: Sentence = chooseOne) =>
  z
    .string()
    .optional()
    .transform((value, context): string =>
      z.uuid().safeParse(value).success ? (value as string) : fault(context, missing),
    )

/** Values of check boxes of one name: none, one or many. */
export const manyTexts = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value): string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]))

/** Numbers of organisations from check boxes of one name; what cannot be one is left out. */
export const manyOrganisationIds = manyTexts.transform((texts) =>
  texts.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31),
)

/** The number in a task's address. */
export const taskNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The version a form or a change was made against. */
export const versionField = z.coerce.number().int().min(1)

const general: Sentence = {
  da: 'Det kan vi ikke læse. Ret feltet, og prøv igen.',
  en: 'We cannot read this. Correct it and try again.',
}

const typesInDanish: Readonly<Record<string, string>> = {
  string: 'en tekst',
  number: 'et tal',
  int: 'et helt tal',
  boolean: 'true eller false',
  array: 'en liste',
  object: 'et objekt',
}

const oneOfThese = (values: readonly unknown[]): Sentence => ({
  da: `Vælg en af: ${values.join(', ')}.`,
  en: `Choose one of: ${values.join(', ')}.`,
})

const missingField: Sentence = { da: 'Feltet mangler.', en: 'The field is missing.' }

/** What is wrong with a field, with the values it takes where they can be counted. */
function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  const isMissing = issue.message.endsWith('received undefined')
  if (issue.code === 'custom') return (issue.params?.sentence as Sentence | undefined) ?? general
  if (issue.code === 'invalid_value') return oneOfThese(issue.values)
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return oneOfThese(issue.options)
  if (issue.code === 'invalid_type' && isMissing) return missingField
  if (issue.code === 'invalid_type' && typesInDanish[issue.expected])
    return { da: `Skal være ${typesInDanish[issue.expected]}.`, en: `${issue.message}.` }
  return { da: general.da, en: `${issue.message}.` }
}

/** A day as the API writes it; anything else is told with an example. */
export const isoDay = z.string().refine((text) => findCivilDay(text) !== null, {
  params: {
    sentence: {
      da: 'Skriv en dag, der findes, som åååå-mm-dd, fx 2026-08-25.',
      en: 'Write a day that exists as yyyy-mm-dd, for example 2026-08-25.',
    } satisfies Sentence,
  },
})

/** The faults of a failed parse, by field name (dotted for nested ones). */
export function faultsOf(error: z.ZodError): FieldFaults {
  const faults: FieldFaults = {}
  for (const issue of error.issues) faults[issue.path.join('.')] ??= sentenceOf(issue)
  return faults
}
