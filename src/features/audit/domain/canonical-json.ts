import type { EventValue } from '../../../kernel/event.ts'

/**
 * The one text of a value (RFC 8785): keys in the order of their UTF-16 units, no spaces, numbers as ECMAScript writes
 * them. Equal values have equal texts, whoever wrote them and in whichever order.
 */
export function canonicalJson(value: EventValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}
