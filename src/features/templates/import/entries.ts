import { plainText } from './emphasis.ts'
import { isWebAddress, linkedText } from './links.ts'
import { type Section, spokenLines } from './sections.ts'
import type { ExternalAppendix, Findings } from './task-page.ts'

interface Entry {
  text: string
  line: number
}

const marker = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/

/** The entries of a field with several: one a line, with or without list marks. An indented line goes on with the one before. */
function entriesOf(section: Section | undefined): Entry[] {
  const entries: Entry[] = []
  if (!section) return entries
  for (const line of spokenLines(section)) {
    const trimmed = line.text.trim()
    const previous = entries.at(-1)
    const wrapped = /^(?: {2}|\t)/.test(line.text) && !marker.test(trimmed)
    if (previous && wrapped) previous.text = `${previous.text} ${trimmed}`
    else entries.push({ text: trimmed.replace(marker, ''), line: line.number })
  }
  return entries
}

/** Entries in plain text. Where a link leads has no place in them and goes to `unplaced`. */
export function readNames(section: Section | undefined, findings: Findings): string[] {
  return entriesOf(section).map((entry) => {
    const link = linkedText(entry.text)
    const name = plainText(link.text)
    if (link.address && link.address !== name) {
      findings.unplaced.push({ line: entry.line, heading: section?.heading ?? '', text: link.address })
    }
    return name
  })
}

/** Entries as printed. */
export const readEntries = (section: Section | undefined): string[] =>
  entriesOf(section).map((entry) => entry.text)

/** Links to documents outside. An address that is not http or https is no link and goes to `unplaced`. */
export function readAppendices(section: Section | undefined, findings: Findings): ExternalAppendix[] {
  return entriesOf(section).map((entry) => {
    const link = linkedText(entry.text)
    const title = plainText(link.text)
    if (!link.address || isWebAddress(link.address)) return { title, href: link.address }
    findings.unplaced.push({ line: entry.line, heading: section?.heading ?? '', text: link.address })
    return { title, href: null }
  })
}
