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
  readonly messages: number
  readonly notes: number
  readonly files: number
}

/** Sections whose words are the municipality's: stray text in them is told by its place alone. */
const municipal: readonly string[] = [
  'HISTORIK',
  'INTERNE NOTER',
  'TILFØJEDE FILER',
  'BESKEDER',
  'ANSVARLIG',
  'UDFØRER',
]

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
    unplaced: page.unplaced.map((text) =>
      municipal.includes(text.heading.toUpperCase()) ? { ...text, text: '' } : text,
    ),
    fromMunicipality: {
      name: theirs.municipalityName,
      status: theirs.status,
      messages: theirs.messages.length,
      notes: theirs.internalNotes.length,
      files: theirs.fileNames.length,
    },
  }
}
