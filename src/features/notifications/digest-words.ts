import type { EventValue } from '../../kernel/event.ts'
import { bilingual, type Language } from '../../kernel/language.ts'
import { isReason } from './domain.ts'
import { type Told, wordsOf } from './reason-words.ts'
import { notificationTexts } from './texts.ts'

const texts = bilingual({
  da: {
    times: (count: number) => ` (${count} gange)`,
    more: (count: number) => `Og ${count} til, som du kan læse i Tværs.`,
  },
  en: {
    times: (count: number) => ` (${count} times)`,
    more: (count: number) => `And ${count} more, which you can read in Tværs.`,
  },
})

interface Item extends Told {
  readonly thing: string
}

const isFacts = (value: EventValue | undefined): value is Record<string, EventValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function itemOf(value: EventValue): Item[] {
  if (!isFacts(value)) return []
  const { reason, thing, facts, actorName, subjectId } = value
  if (typeof reason !== 'string' || !isReason(reason) || !isFacts(facts)) return []
  return [{ reason, thing: String(thing), facts, actorName: String(actorName), subjectId: String(subjectId) }]
}

/** Signs that Markdown would take as its own. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ')

/**
 * What a digest tells, as Markdown: by reason, then by thing, what happened last with each. Null for a mail that is no
 * digest.
 */
export function digestBody(
  told: Pick<Told, 'reason' | 'facts'>,
  language: Language,
  baseUrl: URL,
): string | null {
  if (told.reason !== 'digest') return null
  const items = Array.isArray(told.facts.items) ? told.facts.items.flatMap(itemOf) : []
  const sections = [...Map.groupBy(items, ({ reason }) => reason)].map(([reason, ofReason]) => {
    const lines = [...Map.groupBy(ofReason, ({ thing }) => thing).values()].map((ofThing) =>
      lineOf(ofThing, language, baseUrl),
    )
    return `### ${notificationTexts(language).reasons[reason]}\n\n${lines.join('\n')}`
  })
  const left = typeof told.facts.count === 'number' ? told.facts.count - items.length : 0
  return [...sections, ...(left > 0 ? [texts(language).more(left)] : [])].join('\n\n')
}

/** The latest of some notifications of one reason and thing. */
function lineOf([latest, ...earlier]: readonly Item[], language: Language, baseUrl: URL): string {
  if (!latest) return ''
  const { title, href } = wordsOf(latest, language)
  const times = earlier.length > 0 ? texts(language).times(earlier.length + 1) : ''
  return `- [${plain(title)}](${new URL(href, baseUrl).href})${times}`
}
