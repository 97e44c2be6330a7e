import { Readable } from 'node:stream'
import { type CivilDay, civilDayOf, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine } from '../../platform/files/csv.ts'
import { getRollout } from './actions.ts'
import { answerStateOf } from './domain.ts'
import { seesPeople } from './policy.ts'
import { progressTexts } from './progress-texts.ts'
import { listAllProgressRows, type ProgressRow } from './queries/progress-rows.ts'

type Cells = (string | number | null)[]

const headers = ['Opgave', 'Kommune', 'Kommunekode', 'Region', 'Status', 'Frist', 'Besvaret']
const peopleHeaders = [
  'Begrundelse',
  'KLIK-administrator',
  'E-mail',
  'Seneste hændelse',
  'Dato for seneste hændelse',
]

const dayOr = (day: CivilDay | null): string | null => day && formatCivilDay(day)

/** The file is Danish whatever the page's language: it is passed on to people in municipalities. */
const texts = progressTexts('da')

const stateWords = {
  completed: 'Fuldført',
  optedOut: 'Deltager ikke',
  lapsed: 'Lukket uden svar',
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

/** Lines made into text at a time. */
const batch = 200

function* linesOf(rows: readonly ProgressRow[], today: CivilDay, withPeople: boolean): Generator<string> {
  yield byteOrderMark + csvLine(withPeople ? [...headers, ...peopleHeaders] : headers)
  for (let begin = 0; begin < rows.length; begin += batch) {
    const some = rows.slice(begin, begin + batch)
    yield some.map((row) => csvLine(cellsOf(row, today, withPeople))).join('')
  }
}

/**
 * Every municipality of a roll-out, answered or not, as a file for spreadsheets. Read by one statement, so that all
 * lines are of one moment and a slow reader holds no connection.
 * @throws NotFound, Forbidden
 */
export async function readExtract(
  ctx: Context,
  rolloutId: string,
): Promise<{ name: string; content: Readable }> {
  const rollout = await getRollout(ctx, rolloutId)
  const withPeople = seesPeople(ctx.actor)
  const filter = { region: null, status: 'all', due: null, contact: null, q: '' } as const
  const rows = await listAllProgressRows(ctx, { rolloutId: rollout.id, filter, withPeople })
  const name = `udrulning-${rollout.numberPrefix ?? rollout.title}-${formatCivilDay(ctx.today)}.csv`
  const content = Readable.from(linesOf(rows, ctx.today, withPeople))
  return { name: name.replace(/[^\p{L}\p{N}.-]+/gu, '-'), content }
}
