import type { CivilDay } from '../../../kernel/civil-day.ts'

/** KOMBIT's own parts of an exported page: what becomes a template (T1, T12). Texts are Markdown unless said. */
export interface TemplatePart {
  /** Plain text, with the leading parenthesis: '(Rolle 3) Tildel …'. */
  title: string
  /** What stands in the title's leading parenthesis: 'Rolle 3'. */
  numberPrefix: string | null
  /** The number the task had in the portal it came from: 139534. */
  sourceNumber: number
  goal: string
  /** BESKRIVELSE up to the first of its known sub-headings; other sub-headings are part of it. */
  description: string
  assignment: string
  method: string
  outcome: string
  /** Names of roles in plain text, not of persons. */
  recommendedResponsibleRole: string | null
  recommendedPerformerRole: string | null
  qualityCriteria: string
  priority: 'mandatory' | 'recommended' | 'voluntary'
  startsOn: CivilDay | null
  dueOn: CivilDay | null
  project: string | null
  phase: string | null
  theme: string | null
  prerequisites: string[]
  related: string[]
  externalAppendices: ExternalAppendix[]
}

/** `href` is an http or https address, else null. */
export interface ExternalAppendix {
  title: string
  href: string | null
}

/** What one municipality wrote: it belongs to that municipality's task alone (T9, T12). */
export interface MunicipalPart {
  municipalityName: string
  status: 'notStarted' | 'inProgress' | 'completed'
  /** The signal as printed. Ours is computed, never taken from here (T6). */
  deadlineShown: 'red' | 'yellow' | 'green' | null
  responsible: string | null
  performer: string | null
  messages: Message[]
  internalNotes: InternalNote[]
  fileNames: string[]
  /** One line each, as printed. */
  history: string[]
}

export interface Message {
  /** Null when the page names nobody. */
  author: string | null
  /** Wall time in Europe/Copenhagen, 'YYYY-MM-DDTHH:mm:ss', without a zone. */
  sentAt: string
  /** As written, paragraphs parted by an empty line. */
  text: string
}

/** As a message; a note without a time of its own has `sentAt` null. */
export interface InternalNote {
  author: string | null
  sentAt: string | null
  text: string
}

/** Text that no field takes: an unknown section (`heading` as printed) or stray text under a known or no heading (''). */
export interface UnplacedText {
  line: number
  heading: string
  text: string
}

/** A label of the text itself that no field has: it stays in the text of the known section it stands in. */
export interface UnknownSubsection {
  line: number
  /** As printed, without marks. */
  heading: string
  /** Label of the section that keeps it: 'METODE OG FREMGANGSMÅDE'. */
  under: string
}

/** A known section that was found, in page order. */
export interface PlacedSection {
  label: string
  line: number
  where: 'template' | 'municipal'
  empty: boolean
}

export interface TaskPage {
  template: TemplatePart
  municipal: MunicipalPart
  unplaced: UnplacedText[]
  subsections: UnknownSubsection[]
  placed: PlacedSection[]
}

export type FaultCode =
  | 'tooLarge'
  | 'notUtf8'
  | 'empty'
  | 'controlCharacter'
  | 'noTitle'
  | 'noNumber'
  | 'missingSection'
  | 'missingValue'
  | 'duplicateSection'
  | 'impossibleDate'
  | 'endBeforeStart'
  | 'tooLong'
  | 'unknownPriority'
  | 'unknownStatus'
  | 'badMessageTime'
  | 'htmlInside'
  | 'moreFaults'

/**
 * `line` counts from 1. `detail` is what was read (a date, a label, an author), or a count for `moreFaults`; `most` is
 * the limit of a text that is too long, in characters.
 */
export interface PageFault {
  line: number
  code: FaultCode
  detail?: string
  most?: number
}

/** What reading a page turns up besides its fields. The readers of the sections add to it. */
export interface Findings {
  faults: PageFault[]
  unplaced: UnplacedText[]
}
