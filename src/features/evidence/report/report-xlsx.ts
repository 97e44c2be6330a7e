import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import type { Actor } from '../../../kernel/actor.ts'
import { guardedText } from '../../../platform/files/csv.ts'
import type { World } from '../../../platform/http/world.ts'
import type { ShownItem } from '../../certification/index.ts'
import { instantWords, linesByPart, type Report, rolesIn, wallTimeOf } from './read-report.ts'
import {
  type Cell,
  lineColumns,
  partColumns,
  type ReportColumn,
  type ReportLine,
  roundStatusWords,
  ruleColumns,
} from './words.ts'

/** What XML cannot hold makes a workbook that no program opens: control characters and halves of characters. */
const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu

/** Always of the type text: a workbook calculates only what says that it is a formula, and the guard outlives a copy. */
const textCell = (text: string): CellObject => ({
  value: guardedText(text.replace(unwritable, '')),
  type: String,
  alignVertical: 'top',
})

function cellOf(cell: Cell): CellObject | null {
  const top = { alignVertical: 'top' } as const
  switch (cell.kind) {
    case 'text':
      return cell.text === null ? null : textCell(cell.text)
    case 'number':
      return cell.number === null ? null : { value: cell.number, type: Number, ...top }
    case 'day':
      return (
        cell.day && { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd-mm-yyyy', ...top }
      )
    case 'instant':
      return cell.at && { value: wallTimeOf(cell.at), type: Date, format: 'dd-mm-yyyy hh:mm', ...top }
  }
}

const headerOf = <Row>(columns: readonly ReportColumn<Row>[]): CellObject[] =>
  columns.map(({ title }) => ({
    value: title,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#e4eff1',
    alignVertical: 'top',
  }))

const rowOf = <Row>(columns: readonly ReportColumn<Row>[], row: Row) =>
  columns.map(({ cell }) => cellOf(cell(row)))

const sheetOf = <Row>(sheet: string, columns: readonly ReportColumn<Row>[], data: SheetData) => ({
  sheet,
  data,
  columns: columns.map(({ width }) => ({ width })),
  stickyRowsCount: 1,
  orientation: 'landscape' as const,
})

/** A workbook of three sheets: the lines, the municipalities, the rules of the round. Built in memory. */
export async function xlsxOf(world: World, actor: Actor, report: Report): Promise<Buffer> {
  const { parts } = report
  const items: ShownItem[] = []
  const lines: SheetData = [headerOf(lineColumns)]
  for await (const { part, items: found } of linesByPart(world, actor, report))
    for (const item of found) {
      items.push(item)
      lines.push(rowOf<ReportLine>(lineColumns, { part, item }))
    }
  const municipalities = [headerOf(partColumns), ...parts.map((part) => rowOf(partColumns, part))]
  const rules = [
    headerOf(ruleColumns),
    ...rolesIn(report, items).map((role) => rowOf(ruleColumns, role)),
    [],
    ...about(report),
  ]
  return await writeExcelFile([
    sheetOf('Personer', lineColumns, lines),
    sheetOf('Kommuner', partColumns, municipalities),
    sheetOf('Rundens regler', ruleColumns, rules),
  ]).toBuffer()
}

/** What the round is, and when the file was made. */
function about({ round, madeAt, madeBy }: Report): SheetData {
  const row = (name: string, cell: Cell) => [{ ...textCell(name), fontWeight: 'bold' as const }, cellOf(cell)]
  const text = (words: string): Cell => ({ kind: 'text', text: words })
  return [
    row('Runde', text(round.name)),
    row('Tilstand', text(roundStatusWords[round.status])),
    row('Åbnet', { kind: 'day', day: round.startedOn }),
    row('Åbnet af', text(round.startedByName)),
    row('Sidste dag at svare', { kind: 'day', day: round.closesOn }),
    row('Lukket', { kind: 'instant', at: round.closedAt }),
    row('Hentet', text(`${instantWords(madeAt)} af ${madeBy}`)),
  ]
}
