import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'
import type { Language } from '../../kernel/language.ts'
import { auditTexts, fieldNames, valueWords } from './texts.ts'

/** One changed field in words. */
export interface ToldChange {
  readonly field: string
  readonly from: string
  readonly to: string
}

/** A field or value may be called as anything is, 'constructor' too. */
const wordFor = (words: Readonly<Record<string, string>>, text: string): string =>
  Object.hasOwn(words, text) ? (words[text] ?? text) : text

const mostCharacters = 200

function toldValue(value: EventValue | undefined, language: Language): string {
  const texts = auditTexts(language)
  if (value === undefined || value === null || value === '') return texts.empty
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value)
  const day = findCivilDay(value)
  if (day) return formatCivilDay(day)
  const words = wordFor(valueWords(language), value)
  return words.length > mostCharacters ? `${words.slice(0, mostCharacters)} …` : words
}

/** The changes of an event as people read them: old → new. Long texts are cut; all of them stands behind the details. */
export function toldChanges(
  changes: Readonly<Record<string, { from?: EventValue; to?: EventValue }>>,
  language: Language,
): ToldChange[] {
  return Object.entries(changes).map(([field, change]) => ({
    field: wordFor(fieldNames(language), field),
    from: toldValue(change?.from, language),
    to: toldValue(change?.to, language),
  }))
}
