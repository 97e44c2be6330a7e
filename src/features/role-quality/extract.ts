import { Readable } from 'node:stream'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine } from '../../platform/files/csv.ts'
import { listFindings } from './findings.ts'
import type { Finding, FindingFilter } from './queries.ts'
import { qualityTexts } from './texts.ts'

/** The file is Danish whatever the page's language: it is passed on to people in municipalities. */
const texts = qualityTexts('da')

const headers = ['Kommune', 'Region', 'Rolle', 'Hvad', 'Person', 'Hvorfor', 'Siden']

const cellsOf = (finding: Finding): (string | null)[] => [
  finding.municipality,
  finding.region,
  finding.roleName,
  texts.kinds[finding.kind],
  finding.userName,
  finding.reason && texts.reasons[finding.reason],
  finding.since && formatCivilDay(finding.since),
]

/** Rows read at a time. */
const batch = 1000

/** Everything the filter finds, as a file for spreadsheets; all lines are of one moment. @throws Forbidden */
export async function readExtract(
  ctx: Context,
  filter: FindingFilter,
  staleDays: number,
): Promise<{ name: string; content: Readable }> {
  const chunks = [byteOrderMark + csvLine(headers)]
  let after: Awaited<ReturnType<typeof listFindings>>['next'] = null
  do {
    const page: Awaited<ReturnType<typeof listFindings>> = await listFindings(ctx, {
      filter,
      staleDays,
      after,
      limit: batch,
    })
    chunks.push(page.rows.map((row) => csvLine(cellsOf(row))).join(''))
    after = page.next
  } while (after)
  return { name: `rollekvalitet-${formatCivilDay(ctx.today)}.csv`, content: Readable.from(chunks) }
}
