import type { Sentence } from '../../../kernel/errors.ts'
import { bilingual } from '../../../kernel/language.ts'
import type { FaultCode, PageFault } from './task-page.ts'

type FaultTexts = Record<FaultCode, (fault: PageFault) => string>

const danish: FaultTexts = {
  tooLarge: () =>
    'Filen er for stor. Den må højst fylde 1 MB. En opgaveside fylder nogle få kB. Ingenting er ændret.',
  notUtf8: ({ line }) => `Linje ${line}: Teksten er ikke UTF-8. Gem filen som UTF-8, og vælg den igen.`,
  empty: () => 'Linje 1: Filen er tom.',
  controlCharacter: ({ line }) =>
    `Linje ${line}: Her står et usynligt styretegn. Slet det, og vælg filen igen.`,
  noTitle: ({ line }) => `Linje ${line}: Siden har ingen opgavetitel. Den skal stå under "Opgave titel".`,
  noNumber: ({ line }) => `Linje ${line}: Opgavens nummer mangler under titlen. Det skrives som #139534.`,
  missingSection: ({ line, detail }) => `Linje ${line}: Siden slutter, uden at afsnittet ${detail} er med.`,
  missingValue: ({ line, detail }) => `Linje ${line}: Der står ikke noget under ${detail}.`,
  duplicateSection: ({ line, detail }) => `Linje ${line}: Afsnittet ${detail} står der mere end én gang.`,
  impossibleDate: ({ line, detail }) =>
    `Linje ${line}: "${detail}" er ikke en dato. Skriv den som dd-mm-åååå.`,
  endBeforeStart: ({ line, detail }) =>
    `Linje ${line}: Slutdatoen ${detail} ligger før startdatoen. Ret en af dem.`,
  tooLong: ({ line, detail, most }) =>
    `Linje ${line}: ${detail} er for lang. Skriv højst ${(most ?? 0).toLocaleString('da-DK')} tegn.`,
  unknownPriority: ({ line, detail }) =>
    `Linje ${line}: "${detail}" er ikke en prioritet. Den er Obligatorisk, Anbefalet eller Frivillig.`,
  unknownStatus: ({ line, detail }) =>
    `Linje ${line}: "${detail}" er ikke en status. Den er Ikke påbegyndt, I gang eller Fuldført.`,
  badMessageTime: ({ line, detail }) =>
    `Linje ${line}: Beskeden eller noten mangler et gyldigt tidspunkt (åååå-mm-dd tt:mm:ss). Her står "${detail}".`,
  htmlInside: ({ line }) => `Linje ${line}: Her står HTML. Skriv det som Markdown, eller slet det.`,
  moreFaults: ({ line, detail }) => `Fra linje ${line} er der ${detail} fejl mere. Ret de viste først.`,
}

const english: FaultTexts = {
  tooLarge: () =>
    'The file is too large. It may be at most 1 MB. A task page is a few kB. Nothing has changed.',
  notUtf8: ({ line }) => `Line ${line}: The text is not UTF-8. Save the file as UTF-8 and choose it again.`,
  empty: () => 'Line 1: The file is empty.',
  controlCharacter: ({ line }) =>
    `Line ${line}: There is an invisible control character. Delete it and choose the file again.`,
  noTitle: ({ line }) => `Line ${line}: The page has no task title. It belongs under "Opgave titel".`,
  noNumber: ({ line }) =>
    `Line ${line}: The task number is missing below the title. It is written as #139534.`,
  missingSection: ({ line, detail }) => `Line ${line}: The page ends without the section ${detail}.`,
  missingValue: ({ line, detail }) => `Line ${line}: There is nothing under ${detail}.`,
  duplicateSection: ({ line, detail }) => `Line ${line}: The section ${detail} appears more than once.`,
  impossibleDate: ({ line, detail }) => `Line ${line}: "${detail}" is not a date. Write it as dd-mm-yyyy.`,
  endBeforeStart: ({ line, detail }) =>
    `Line ${line}: The due date ${detail} is before the start date. Correct one of them.`,
  tooLong: ({ line, detail, most }) =>
    `Line ${line}: ${detail} is too long. Write at most ${(most ?? 0).toLocaleString('en-GB')} characters.`,
  unknownPriority: ({ line, detail }) =>
    `Line ${line}: "${detail}" is not a priority. It must be Obligatorisk, Anbefalet or Frivillig.`,
  unknownStatus: ({ line, detail }) =>
    `Line ${line}: "${detail}" is not a status. It must be Ikke påbegyndt, I gang or Fuldført.`,
  badMessageTime: ({ line, detail }) =>
    `Line ${line}: The message or note is missing a valid time (yyyy-mm-dd hh:mm:ss). It says "${detail}".`,
  htmlInside: ({ line }) => `Line ${line}: There is HTML here. Write it as Markdown or delete it.`,
  moreFaults: ({ line, detail }) => `From line ${line} there are ${detail} more faults. Correct these first.`,
}

const faultTexts = bilingual({ da: danish, en: english })

const longestDetail = 80

/** What is wrong with the page, where, and what to do. A long detail is cut: the line number finds the rest. */
export function faultSentence(fault: PageFault): Sentence {
  const detail = fault.detail ?? ''
  const shown = detail.length > longestDetail ? `${detail.slice(0, longestDetail)}…` : detail
  const shortened = { ...fault, detail: shown }
  return { da: faultTexts('da')[fault.code](shortened), en: faultTexts('en')[fault.code](shortened) }
}
