import { Readable } from 'node:stream'
import { type CivilDay, civilDayOf, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine } from '../../platform/files/csv.ts'
import { getRollout } from './actions.ts'
import { answerStateOf } from './domain.ts'
import { seesPeople } from './policy.ts'
import { listProgressRows } from './progress.ts'
import { progressTexts } from './progress-texts.ts'
import type { ProgressRow, RowPlace } from './queries/progress-rows.ts'

type Cells = (string | number | null)[]

const headers = ['Opgave', 'Kommune', 'Kommunekode', 'Region', 'Status', 'Frist', 'Besvaret']
const peopleHeaders = ['Begrundelse', 'KLIK-administrator', 'E-mail', 'Senest sket', 'Senest sket den']

const dayOr = (day: CivilDay | null): string | null => day && formatCivilDay(day)

/** The file is Danish whatever the page's language: it is passed on to people in municipalities. */
const texts = progressTexts('da')

const stateWords = {
  completed: 'Fuldført',
  optedOut: 'Deltager ikke',
  inProgress: 'I gang',
  notStarted: 'Ikke påbegyndt',
  overdueInProgress: 'Over fristen, i gang',
  overdue: 'Over fristen, ikke påbegyndt',
} as const

function cellsOf(row: ProgressRow, today: CivilDay, withPeople: boolean): Cells {
  const common = [
    row.number,
    row.shortName,
    row.code,
    row.region,
    stateWords[answerStateOf(row, today)],
    dayOr(row.dueOn),
    dayOr(row.answeredOn),
  ]
  if (!withPeople) return common
  const administrators = row.administrators ?? []
  return [
    ...common,
    row.reason,
    administrators.map(({ name }) => name).join(', ') || texts.noAdministrator,
    administrators.flatMap(({ email }) => email ?? []).join(', '),
    row.lastEvent && (texts.events[row.lastEvent] ?? texts.otherEvent),
    row.lastAt && dayOr(civilDayOf(row.lastAt)),
  ]
}

/** Rows read at a time. */
const batch = 200

/**
 * Every municipality of a roll-out, answered or not, as a file for spreadsheets. Read in batches within the request's
 * transaction, so that all lines are of one moment.
 * @throws NotFound, Forbidden
 */
export async function readExtract(
  ctx: Context,
  rolloutId: string,
): Promise<{ name: string; content: Readable }> {
  const rollout = await getRollout(ctx, rolloutId)
  const withPeople = seesPeople(ctx.actor)
  const chunks = [byteOrderMark + csvLine(withPeople ? [...headers, ...peopleHeaders] : headers)]
  const filter = { region: null, status: 'all', due: null, contact: null, q: '' } as const
  let after: RowPlace | null = null
  do {
    const page: Awaited<ReturnType<typeof listProgressRows>> = await listProgressRows(ctx, rollout, {
      filter,
      after,
      limit: batch,
    })
    chunks.push(page.rows.map((row) => csvLine(cellsOf(row, ctx.today, withPeople))).join(''))
    after = page.next
  } while (after)
  const name = `udrulning-${rollout.numberPrefix ?? rollout.title}-${formatCivilDay(ctx.today)}.csv`
  return { name: name.replace(/[^\p{L}\p{N}.-]+/gu, '-'), content: Readable.from(chunks) }
}
