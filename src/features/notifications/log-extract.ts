import { Readable } from 'node:stream'
import { civilDayOf, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine } from '../../platform/files/csv.ts'
import { timeOfDay } from '../../ui/index.ts'
import type { LogFilter, LogPlace } from './domain-log.ts'
import { errorWords, stateWords } from './log-words.ts'
import { type LoggedMail, listMails } from './queries-log.ts'
import { wordsOf } from './reason-words.ts'
import { notificationTexts } from './texts.ts'

/** The file is Danish whatever the page's language: it is passed on to people in municipalities. */
const texts = notificationTexts('da')

const headers = [
  'Dato',
  'Tid',
  'Organisation',
  'Modtager',
  'Mailadresse',
  'Om',
  'Grund',
  'Regel',
  'Vej',
  'Tilstand',
  'Fejl',
  'Forsøg',
  'Sendt',
]

const instant = (at: Date): string => `${formatCivilDay(civilDayOf(at))} ${timeOfDay(at)}`

const cellsOf = (mail: LoggedMail): (string | number | null)[] => [
  formatCivilDay(civilDayOf(mail.createdAt)),
  timeOfDay(mail.createdAt),
  mail.organisationName,
  mail.recipientName,
  mail.address,
  wordsOf(mail, 'da').title,
  texts.reasons[mail.reason],
  mail.rule,
  texts.paths[mail.path] ?? mail.path,
  stateWords(mail, texts),
  errorWords(mail, texts),
  mail.attempts,
  mail.sentAt && instant(mail.sentAt),
]

/** Rows read at a time, and most of them in a file. */
const batch = 5_000
const most = 100_000

/**
 * What the filter finds, as a file for spreadsheets; all lines are of one moment, newest first. A file that would be longer
 * than a spreadsheet is of use for ends in a line that says so.
 */
export async function readLogExtract(
  ctx: Context,
  filter: LogFilter,
): Promise<{ name: string; content: Readable }> {
  const chunks = [byteOrderMark + csvLine(headers)]
  let after: LogPlace | null = null
  let count = 0
  for (;;) {
    const mails: LoggedMail[] = await listMails(ctx, filter, { after, limit: batch })
    chunks.push(mails.map((mail) => csvLine(cellsOf(mail))).join(''))
    count += mails.length
    const last = mails.at(-1)
    if (!last || mails.length < batch) break
    if (count >= most) {
      chunks.push(csvLine([texts.extractCut(count)]))
      break
    }
    after = { at: last.createdAt, id: last.id }
  }
  return { name: `sendte-mails-${formatCivilDay(ctx.today)}.csv`, content: Readable.from(chunks) }
}
