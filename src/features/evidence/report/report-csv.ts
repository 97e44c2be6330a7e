import type { Actor } from '../../../kernel/actor.ts'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { byteOrderMark, csvLine } from '../../../platform/files/csv.ts'
import type { World } from '../../../platform/http/world.ts'
import { instantWords, linesByPart, type Report } from './read-report.ts'
import { type Cell, lineColumns } from './words.ts'

function plain(cell: Cell): string | number | null {
  switch (cell.kind) {
    case 'text':
      return cell.text
    case 'number':
      return cell.number
    case 'day':
      return cell.day && formatCivilDay(cell.day)
    case 'instant':
      return cell.at && instantWords(cell.at)
  }
}

/** The lines of a round for spreadsheets, municipality by municipality. */
export async function* csvOf(world: World, actor: Actor, report: Report): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(lineColumns.map(({ title }) => title))
  for await (const { part, items } of linesByPart(world, actor, report))
    yield items.map((item) => csvLine(lineColumns.map(({ cell }) => plain(cell({ part, item }))))).join('')
}
