import { keyOf, type SectionKey, sectionLabels } from './import/labels.ts'
import type { PlacedSection, TaskPage, UnknownSubsection, UnplacedText } from './import/task-page.ts'

/** What an import came to (T12), as it is kept with the template. */
export interface ImportReport {
  readonly templateId: string
  /**
   * created: a new template. unchanged: the same text was here. newVersion: an unpublished template got the new text.
   * keptPublished: the text differs, but municipalities already read the template, so a person must correct it.
   */
  readonly result: 'created' | 'unchanged' | 'newVersion' | 'keptPublished'
  readonly version: number
  readonly title: string
  readonly sourceNumber: number
  /** The role the template asks for (T10), and whether this import chose it because the title names it. */
  readonly boundRole: { readonly name: string; readonly isFromTitle: boolean } | null
  /** Roles of the gallery that title or goal name. */
  readonly mentionedRoles: readonly string[]
  readonly placed: readonly PlacedSection[]
  readonly unplaced: readonly UnplacedText[]
  readonly subsections: readonly UnknownSubsection[]
  readonly fromMunicipality: MunicipalCounts
}

/** How much a municipality had written: its words are its own and stand in no report (T9). */
export interface MunicipalCounts {
  readonly name: string
  readonly status: 'notStarted' | 'inProgress' | 'completed'
  /** Named as responsible and performer. */
  readonly people: number
  readonly messages: number
  readonly notes: number
  readonly files: number
  /** Lines of its history. */
  readonly history: number
}

const order = Object.keys(sectionLabels) as SectionKey[]

/** Sections whose words are a municipality's. Its name, status and deadline are none of its secrets. */
const theirs: readonly SectionKey[] = [
  'responsible',
  'performer',
  'history',
  'internalNotes',
  'files',
  'messages',
]

/**
 * Whether words that found no place may be a municipality's own (T9): in a section that is the municipality's, or under a
 * heading nobody knows that stands where municipalities write. Such words are told by their place alone.
 */
function mayBeTheirs({ heading, line }: UnplacedText, placed: readonly PlacedSection[]): boolean {
  const before = placed.filter((section) => section.line <= line).at(-1)
  const key = keyOf(heading) ?? (before && keyOf(before.label))
  if (key === undefined) return false
  if (theirs.includes(key)) return true
  return keyOf(heading) === undefined && order.indexOf(key) >= order.indexOf('qualityCriteria')
}

/** The report of a page that was read and saved. */
export function shownReport(
  page: TaskPage,
  saved: Pick<ImportReport, 'templateId' | 'result' | 'version' | 'boundRole'>,
  mentionedRoles: readonly string[],
): ImportReport {
  const { template, municipal: theirs, placed, subsections } = page
  return {
    ...saved,
    title: template.title,
    sourceNumber: template.sourceNumber,
    mentionedRoles,
    placed,
    subsections,
    unplaced: page.unplaced.map((text) => (mayBeTheirs(text, placed) ? { ...text, text: '' } : text)),
    fromMunicipality: {
      name: theirs.municipalityName,
      status: theirs.status,
      people: [theirs.responsible, theirs.performer].filter((name) => name !== null).length,
      messages: theirs.messages.length,
      notes: theirs.internalNotes.length,
      files: theirs.fileNames.length,
      history: theirs.history.length,
    },
  }
}
