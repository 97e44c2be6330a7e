import type { Sentence } from '../../../kernel/errors.ts'

/** Largest file a municipality may add, in bytes (50 MB). */
export const mostFileBytes = 50 * 1024 * 1024

/** What was found in a file's content; the name is the sender's own. */
export interface FoundContent {
  readonly name: string
  readonly size: number
  /** MIME type recognised by the content's signature, or null. */
  readonly recognised: string | null
  /** Whether all of the content is readable text. */
  readonly isText: boolean
  /** The first characters of a text, in lower case. */
  readonly beginning: string
}

const zip = 'application/zip'
const oldOffice = 'application/x-cfb'
const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Content type → the ends of names that may carry it. Macros, programs, pages and drawings with scripts are not here. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  [`${openXml}.wordprocessingml.document`]: ['docx'],
  [`${openXml}.spreadsheetml.sheet`]: ['xlsx'],
  [`${openXml}.presentationml.presentation`]: ['pptx'],
  [`${openDocument}.text`]: ['odt'],
  [`${openDocument}.spreadsheet`]: ['ods'],
  [`${openDocument}.presentation`]: ['odp'],
  [oldOffice]: ['doc', 'xls', 'ppt'],
  [zip]: ['zip'],
}

const texts: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
}

/** Beginnings of pages, drawings and scripts: some program would run them. */
const acts = /^\s*#!|<(!doctype|html|head|body|svg|script|iframe|object|embed|\?xml|\?php)/

const refusedKind: Sentence = {
  da: 'Den slags fil tager vi ikke imod. Brug PDF, Word, Excel, PowerPoint, OpenDocument, billeder (PNG, JPEG, GIF, WebP), ren tekst, CSV eller ZIP.',
  en: 'We do not accept that kind of file. Use PDF, Word, Excel, PowerPoint, OpenDocument, pictures (PNG, JPEG, GIF, WebP), plain text, CSV or ZIP.',
}

const otherContent: Sentence = {
  da: 'Filens indhold er noget andet, end navnet siger. Gem den i det rigtige format, og prøv igen.',
  en: 'The content of the file is not what its name says. Save it in the right format and try again.',
}

const emptyFile: Sentence = {
  da: 'Filen er tom. Vælg en fil med indhold.',
  en: 'The file is empty. Choose a file with content.',
}

/** What a person is told who sent no file at all. */
export const missingFile: Sentence = { da: 'Vælg en fil.', en: 'Choose a file.' }

const longestName = 200

/** The file's own name without folders and control characters, shortened before its ending when very long. */
export function cleanFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls and marks that turn the reading direction are removed
  const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
  const seen = (name.toWellFormed().split(/[/\\]/).at(-1) ?? '').replace(unseen, '').normalize('NFC').trim()
  // Nothing but an ending would be a hidden file where it is saved.
  const own = /^\.[^.]+$/.test(seen) ? `fil${seen}` : seen
  if (own.length <= longestName) return own || 'fil'
  const ending = /\.[^.]{1,10}$/.exec(own)?.[0] ?? ''
  // A character outside the basic plane is two units long: half of one is dropped.
  const beginning = own.slice(0, longestName - ending.length).replace(/[\ud800-\udbff]$/, '')
  return beginning + ending
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? ''

export type Acceptance =
  | { readonly accepted: true; readonly contentType: string }
  | { readonly accepted: false; readonly sentence: Sentence }

const refuse = (sentence: Sentence): Acceptance => ({ accepted: false, sentence })

/** Whether a file may be added, and as what. The content decides; the name must not claim otherwise. */
export function acceptFile(found: FoundContent): Acceptance {
  if (found.size === 0) return refuse(emptyFile)
  const ending = endingOf(found.name)
  if (found.recognised === null) return acceptText(found, ending)
  const endings = accepted[found.recognised]
  if (!endings) return refuse(refusedKind)
  if (endings.includes(ending)) return { accepted: true, contentType: found.recognised }
  const isKnown =
    Object.hasOwn(texts, ending) || Object.values(accepted).some((known) => known.includes(ending))
  return refuse(isKnown ? otherContent : refusedKind)
}

function acceptText(found: FoundContent, ending: string): Acceptance {
  const contentType = texts[ending]
  if (!contentType) {
    const isKnown = Object.values(accepted).some((known) => known.includes(ending))
    return refuse(isKnown ? otherContent : refusedKind)
  }
  if (!found.isText) return refuse(otherContent)
  // A page or a script in a text's clothes.
  if (acts.test(found.beginning)) return refuse(refusedKind)
  return { accepted: true, contentType }
}
