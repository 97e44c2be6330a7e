import { type SectionKey, sectionLabels } from './labels.ts'
import { noteLimits } from './limits.ts'
import { readLines, type SourceLine } from './lines.ts'
import { readMunicipalPart } from './municipal-part.ts'
import { decodePage } from './page-text.ts'
import { linesWithHtml } from './raw-html.ts'
import { type KnownSections, placedSections, readSections, unknownSubsections } from './sections.ts'
import type { Findings, PageFault, TaskPage } from './task-page.ts'
import { readTemplatePart } from './template-part.ts'

export type ParseResult = { ok: true; page: TaskPage } | { ok: false; faults: PageFault[] }

/** A page of nothing but faults must not make an answer larger than itself. */
const mostFaults = 200

const requiredSections: readonly SectionKey[] = ['priority', 'status', 'municipality']

/**
 * Reads a task page exported from the real portal (T12). Pure.
 *
 * All faults are collected, in the order of their lines; with any fault there is no page. Without one, each line
 * that is not blank is a label in `placed`, part of a field, or in `unplaced`. Case and form of the labels (bold
 * line or heading of any level) do not matter; nor do line ends or a byte order mark.
 *
 * @param bytes the file, at most 1 MB of UTF-8
 */
export function parseTaskPage(bytes: Uint8Array): ParseResult {
  const decoded = decodePage(bytes)
  if ('fault' in decoded) return { ok: false, faults: [decoded.fault] }
  const lines = readLines(decoded.text)
  const findings: Findings = { faults: textFaults(lines), unplaced: [] }
  const sections = readSections(lines, findings)
  noteMissing(sections, lines, findings)
  const template = readTemplatePart(sections, findings)
  const municipal = readMunicipalPart(sections, findings)
  if (template) noteLimits(template, sections, findings)
  if (findings.faults.length > 0 || !template || !municipal) {
    return { ok: false, faults: bounded(findings.faults) }
  }
  const unplaced = findings.unplaced.toSorted((one, other) => one.line - other.line)
  const subsections = unknownSubsections(sections)
  return { ok: true, page: { template, municipal, unplaced, subsections, placed: placedSections(sections) } }
}

/** A database refuses U+0000, and no printed page has any of them. Tabs do no harm. */
const controlCharacter = /(?!\t)\p{Cc}/u

function textFaults(lines: readonly SourceLine[]): PageFault[] {
  const control = lines.filter((line) => controlCharacter.test(line.text))
  return [
    ...control.map((line): PageFault => ({ line: line.number, code: 'controlCharacter' })),
    ...linesWithHtml(lines).map((line): PageFault => ({ line, code: 'htmlInside' })),
  ]
}

/** Without these the page is not a whole page: it was cut off, or is something else. */
function noteMissing(sections: KnownSections, lines: readonly SourceLine[], findings: Findings): void {
  for (const key of requiredSections) {
    if (sections.has(key)) continue
    findings.faults.push({ line: lines.length, code: 'missingSection', detail: sectionLabels[key].label })
  }
}

function bounded(faults: readonly PageFault[]): PageFault[] {
  const sorted = faults.toSorted((one, other) => one.line - other.line)
  const beyond = sorted[mostFaults]
  if (!beyond) return sorted
  const more = String(sorted.length - mostFaults)
  return [...sorted.slice(0, mostFaults), { line: beyond.line, code: 'moreFaults', detail: more }]
}
