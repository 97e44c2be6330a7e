import { type CivilDay, parseDanishDay } from '../../../kernel/civil-day.ts'
import { plainText } from './emphasis.ts'
import { linkedText } from './links.ts'
import { type Section, spokenLines, textOf } from './sections.ts'
import type { FaultCode, Findings } from './task-page.ts'

interface Value {
  text: string
  line: number
}

/**
 * The single line of a field, in plain text; null when the field is absent or empty. Further lines, and the
 * address of a link, have no place in the field and go to `unplaced`.
 */
function readValue(section: Section | undefined, findings: Findings): Value | null {
  if (!section) return null
  const [first, ...rest] = spokenLines(section)
  if (!first) return null
  const { heading } = section
  const link = linkedText(first.text.trim())
  const text = plainText(link.text)
  if (link.address && link.address !== text) {
    findings.unplaced.push({ line: first.number, heading, text: link.address })
  }
  if (rest[0]) {
    const after = section.lines.filter((line) => line.number > first.number)
    findings.unplaced.push({ line: rest[0].number, heading, text: textOf(after) })
  }
  return { text, line: first.number }
}

export const readName = (section: Section | undefined, findings: Findings): string | null =>
  readValue(section, findings)?.text ?? null

/** The portal prints 'KLIK -administrator'. A space *after* the hyphen is Danish ('it- og digitaliseringschef'). */
export const readRole = (section: Section | undefined, findings: Findings): string | null =>
  readName(section, findings)?.replace(/(\p{L}) -(?=\p{L})/gu, '$1-') ?? null

/** 'dd-mm-åååå'. A day that does not exist is a fault, never guessed at. */
export function readDay(section: Section | undefined, findings: Findings): CivilDay | null {
  const value = readValue(section, findings)
  if (!value) return null
  const day = parseDanishDay(value.text)
  if (!day) findings.faults.push({ line: value.line, code: 'impossibleDate', detail: value.text })
  return day
}

/** One of the words a field knows, whatever its case. Any other word is a fault; so is an absent or empty field. */
export function readChoice<T extends string>(
  section: Section | undefined,
  choices: Readonly<Record<string, T>>,
  unknown: FaultCode,
  findings: Findings,
): T | null {
  if (!section) return null
  const value = readRequired(section, findings)
  if (!value) return null
  const word = value.text.toLowerCase()
  const choice = Object.hasOwn(choices, word) ? choices[word] : undefined
  if (choice !== undefined) return choice
  findings.faults.push({ line: value.line, code: unknown, detail: value.text })
  return null
}

/** As `readValue`, of a field that the page must fill. Its absence is noted by whoever knows the whole page. */
export function readRequired(section: Section, findings: Findings): Value | null {
  const value = readValue(section, findings)
  if (!value) findings.faults.push({ line: section.line, code: 'missingValue', detail: section.heading })
  return value
}

const signals = { rød: 'red', gul: 'yellow', grøn: 'green' } as const

/** '● Rød', as the portal showed it. A word that is no signal goes to `unplaced`. */
export function readSignal(
  section: Section | undefined,
  findings: Findings,
): 'red' | 'yellow' | 'green' | null {
  const value = readValue(section, findings)
  if (!section || !value) return null
  const word = value.text.replace(/^\P{L}+/u, '').toLowerCase()
  const signal = Object.entries(signals).find(([danish]) => danish === word)?.[1]
  if (!signal) findings.unplaced.push({ line: value.line, heading: section.heading, text: value.text })
  return signal ?? null
}
