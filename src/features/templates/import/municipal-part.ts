import { readEntries, readNames } from './entries.ts'
import { readInternalNotes, readMessages } from './posts.ts'
import type { KnownSections } from './sections.ts'
import type { Findings, MunicipalPart } from './task-page.ts'
import { readChoice, readName, readRequired, readSignal } from './values.ts'

const statuses = {
  'ikke påbegyndt': 'notStarted',
  'i gang': 'inProgress',
  fuldført: 'completed',
} as const

/** The municipality's own parts of the page (T4, T9). Null when its name or the status is missing or wrong: noted. */
export function readMunicipalPart(sections: KnownSections, findings: Findings): MunicipalPart | null {
  const municipality = sections.get('municipality')
  const municipalityName = municipality ? readRequired(municipality, findings)?.text : null
  const status = readChoice(sections.get('status'), statuses, 'unknownStatus', findings)
  const rest = {
    deadlineShown: readSignal(sections.get('deadline'), findings),
    responsible: readName(sections.get('responsible'), findings),
    performer: readName(sections.get('performer'), findings),
    messages: readMessages(sections.get('messages'), findings),
    internalNotes: readInternalNotes(sections.get('internalNotes'), findings),
    fileNames: readNames(sections.get('files'), findings),
    history: readEntries(sections.get('history')),
  }
  return municipalityName && status ? { municipalityName, status, ...rest } : null
}
