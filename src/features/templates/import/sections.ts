import { isHeading, knownLabels, type Mark, markOf, type SectionKey, sectionLabels } from './labels.ts'
import { isBlank, type SourceLine } from './lines.ts'
import { readTaskNumber } from './numbers.ts'
import { isPostEnd } from './post-time.ts'
import type { Findings, PlacedSection, UnknownSubsection } from './task-page.ts'

/** A label and the lines under it. `key` is null for a label no field has, and for what stands before any label. */
export interface Section {
  key: SectionKey | null
  /** As printed, without marks; '' before the first label. */
  heading: string
  /** Of the label; of the first line, before any label. */
  line: number
  rank: number
  lines: SourceLine[]
}

export type KnownSections = ReadonlyMap<SectionKey, Section>

/**
 * The page cut at its labels. Sections no field knows go to `unplaced` and a label that stands twice is a fault,
 * so every line ends in a known section, in `unplaced` or under a fault (T12).
 */
export function readSections(lines: readonly SourceLine[], findings: Findings): KnownSections {
  const known = new Map<SectionKey, Section>()
  for (const section of cutAtLabels(lines)) {
    if (section.key === null) noteUnknown(section, findings)
    else if (known.has(section.key)) {
      const { label } = sectionLabels[section.key]
      findings.faults.push({ line: section.line, code: 'duplicateSection', detail: label })
    } else known.set(section.key, section)
  }
  return known
}

function cutAtLabels(lines: readonly SourceLine[]): Section[] {
  const marks = lines.map(markOf)
  const labels = knownLabels(lines, marks)
  const ended = endedByTime(lines, marks, labels)
  const sections: Section[] = []
  let current: Section = { key: null, heading: '', line: 1, rank: 0, lines: [] }
  let titleAwaited = false
  lines.forEach((line, index) => {
    const mark = marks[index] ?? null
    const key = labels[index] ?? null
    const isAuthor = ended[index] === true
    if (key !== null || (mark && !titleAwaited && startsUnknown(mark, current, isAuthor))) {
      sections.push(current)
      const heading = mark?.text ?? line.text.trim()
      current = { key, heading, line: line.number, rank: mark?.rank ?? 0, lines: [] }
      titleAwaited = key === 'title'
      return
    }
    if (!isBlank(line.text)) titleAwaited = false
    current.lines.push(line)
  })
  return [...sections, current]
}

/**
 * Whether a label that no field has ends the section before it. Sub-headings of a text belong to the text;
 * the label of a field that we do not know looks like the portal's own: in capitals.
 */
function startsUnknown(mark: Mark, current: Section, isAuthor: boolean): boolean {
  switch (current.key) {
    case 'title':
      return readTaskNumber(`#${mark.text}`) === null && (mark.capitals || isHeading(mark))
    case 'description':
    case 'assignment':
    case 'method':
      return false
    case 'outcome':
      // The last part of the text: a label at least as high as its own is no longer inside it.
      return mark.capitals && mark.rank <= current.rank
    case 'goal':
    case 'qualityCriteria':
    case null:
      return mark.capitals
    case 'messages':
    case 'internalNotes':
      return mark.capitals && (isHeading(mark) || !isAuthor)
    default:
      return mark.capitals || isHeading(mark)
  }
}

/** For each line, whether a message's time comes after it before the next section can: then bold capitals are a name. */
function endedByTime(
  lines: readonly SourceLine[],
  marks: readonly (Mark | null)[],
  labels: readonly (SectionKey | null)[],
): boolean[] {
  const ended: boolean[] = new Array(lines.length).fill(false)
  let timeFollows = false
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    ended[index] = timeFollows
    const mark = marks[index]
    if (labels[index] || (mark?.capitals && isHeading(mark))) timeFollows = false
    else if (isPostEnd(lines[index]?.text ?? '')) timeFollows = true
  }
  return ended
}

function noteUnknown(section: Section, findings: Findings): void {
  const text = textOf(section.lines)
  if (section.heading === '' && text === '') return
  const first = section.lines.find((line) => !isBlank(line.text))
  const line = section.heading === '' && first ? first.number : section.line
  findings.unplaced.push({ line, heading: section.heading, text })
}

/** The lines as one text, without the blank lines around it. */
export function textOf(lines: readonly SourceLine[]): string {
  const first = lines.findIndex((line) => !isBlank(line.text))
  const last = lines.findLastIndex((line) => !isBlank(line.text))
  return first === -1
    ? ''
    : lines
        .slice(first, last + 1)
        .map((line) => line.text.trimEnd())
        .join('\n')
}

const dashes = /^\\?[-–—]+$/

/** How the portal prints that there is nothing: a dash, or 'Ingen vedhæftede filer'. */
const saysNothing = (text: string): boolean =>
  dashes.test(text.trim()) || text.trim().toLowerCase() === 'ingen vedhæftede filer'

export const isEmpty = (section: Section): boolean =>
  section.lines.every((line) => isBlank(line.text) || saysNothing(line.text))

/** The lines of a field that say something. */
export const spokenLines = (section: Section): SourceLine[] =>
  section.lines.filter((line) => !isBlank(line.text) && !saysNothing(line.text))

/** The sections whose sub-headings are part of the text. */
const running: readonly SectionKey[] = ['description', 'assignment', 'method', 'outcome']

/**
 * Headings within a text that look like the portal's own labels, in capitals, and are none we know: nothing is lost, but
 * somebody should see where they went (T12).
 */
export function unknownSubsections(sections: KnownSections): UnknownSubsection[] {
  return running.flatMap((key) =>
    (sections.get(key)?.lines ?? []).flatMap((line) => {
      const mark = markOf(line)
      if (!mark?.capitals || !isHeading(mark)) return []
      return [{ line: line.number, heading: mark.text, under: sectionLabels[key].label }]
    }),
  )
}

/** The known sections that were found, in page order. */
export function placedSections(sections: KnownSections): PlacedSection[] {
  return [...sections.entries()].map(([key, section]) => ({
    ...sectionLabels[key],
    line: section.line,
    empty: isEmpty(section),
  }))
}
