import { invisible, unwrapEmphasis } from './emphasis.ts'
import { isBlank, type SourceLine } from './lines.ts'

/** The sections of the real task page, in its order. */
export const sectionLabels = {
  title: { label: 'Opgave titel', where: 'template' },
  deadline: { label: 'DEADLINE', where: 'municipal' },
  priority: { label: 'PRIORITET', where: 'template' },
  status: { label: 'STATUS', where: 'municipal' },
  responsible: { label: 'ANSVARLIG', where: 'municipal' },
  performer: { label: 'UDFØRER', where: 'municipal' },
  startsOn: { label: 'STARTDATO', where: 'template' },
  dueOn: { label: 'SLUTDATO', where: 'template' },
  goal: { label: 'MÅL', where: 'template' },
  description: { label: 'BESKRIVELSE', where: 'template' },
  assignment: { label: 'OPGAVEN', where: 'template' },
  method: { label: 'METODE OG FREMGANGSMÅDE', where: 'template' },
  outcome: { label: 'RESULTAT', where: 'template' },
  recommendedResponsibleRole: { label: 'ANBEFALET ANSVARLIG', where: 'template' },
  recommendedPerformerRole: { label: 'ANBEFALET UDFØRER', where: 'template' },
  qualityCriteria: { label: 'KVALITETSKRITERIER', where: 'template' },
  history: { label: 'HISTORIK', where: 'municipal' },
  internalNotes: { label: 'INTERNE NOTER', where: 'municipal' },
  prerequisites: { label: 'FORUDSÆTNINGER', where: 'template' },
  related: { label: 'OPGAVEN ER TÆT RELATERET TIL', where: 'template' },
  project: { label: 'PROJEKT', where: 'template' },
  phase: { label: 'FASE', where: 'template' },
  theme: { label: 'TEMA', where: 'template' },
  municipality: { label: 'KOMMUNE', where: 'municipal' },
  externalAppendices: { label: 'EKSTERNE BILAG', where: 'template' },
  files: { label: 'TILFØJEDE FILER', where: 'municipal' },
  messages: { label: 'BESKEDER', where: 'municipal' },
} as const satisfies Record<string, { label: string; where: 'template' | 'municipal' }>

export type SectionKey = keyof typeof sectionLabels

const keysByLabel = new Map<string, SectionKey>(
  (Object.keys(sectionLabels) as SectionKey[]).map((key) => [sectionLabels[key].label.toUpperCase(), key]),
)

/** A line that could be a label: a heading (`rank` 1-6) or a line that is bold as a whole (`rank` 7). */
export interface Mark {
  text: string
  rank: number
  capitals: boolean
}

const boldRank = 7

export const isHeading = (mark: Mark): boolean => mark.rank < boldRank

/** Null for a line that is neither heading nor bold as a whole. */
export function markOf(line: SourceLine): Mark | null {
  if (line.fenced) return null
  const trimmed = line.text.replace(invisible, '').trim()
  const hashes = /^#{1,6}(?=[ \t])/.exec(trimmed)?.[0]
  if (hashes) {
    const text = unwrapEmphasis(withoutClosingHashes(trimmed.slice(hashes.length).trim())).text.trim()
    return text === '' ? null : { text, rank: hashes.length, capitals: isCapitals(text) }
  }
  const wrapped = unwrapEmphasis(trimmed.endsWith('**:') ? trimmed.slice(0, -1) : trimmed)
  return wrapped.bold ? { text: wrapped.text, rank: boldRank, capitals: isCapitals(wrapped.text) } : null
}

/** '## STATUS ##' is the heading 'STATUS' in Markdown. */
function withoutClosingHashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  return end < text.length && (end === 0 || text[end - 1] === ' ') ? text.slice(0, end).trimEnd() : text
}

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase()

/** The section a heading names, whatever its case, white space and how many are under it: 'Beskeder (2)'. */
export const keyOf = (text: string): SectionKey | undefined =>
  keysByLabel.get(
    text
      .replace(/:$/, '')
      .replace(/ ?\(\d+\)$/, '')
      .replace(/\s+/g, ' ')
      .trim()
      .toUpperCase(),
  )

/**
 * The known label on each line, or null. Case does not matter, except that where a label stands in capitals on
 * the page, the same words in other letters are somebody's sub-heading ('## Projekt' in a description).
 */
export function knownLabels(
  lines: readonly SourceLine[],
  marks: readonly (Mark | null)[],
): (SectionKey | null)[] {
  const inCapitals = new Set<SectionKey>()
  let titleSeen = false
  const found = lines.map((line, index) => {
    const mark = marks[index] ?? null
    const key = mark
      ? keyOf(mark.text)
      : titleSeen || isBlank(line.text) || line.fenced
        ? undefined
        : plainTitle(line)
    if (key === undefined) return null
    if (key === 'title') titleSeen = true
    if (mark?.capitals) inCapitals.add(key)
    return { key, capitals: mark?.capitals ?? false }
  })
  return found.map((label) => (label && (label.capitals || !inCapitals.has(label.key)) ? label.key : null))
}

/** The portal prints the first label, 'Opgave titel', as an ordinary line. */
const plainTitle = (line: SourceLine): SectionKey | undefined =>
  keyOf(line.text) === 'title' ? 'title' : undefined
