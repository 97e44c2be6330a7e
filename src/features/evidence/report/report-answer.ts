import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import type { FileAnswer } from '../../../platform/http/route.ts'
import type { World } from '../../../platform/http/world.ts'
import { openReport, type ReportFormat, reportFormats, reportName } from './read-report.ts'
import { csvOf } from './report-csv.ts'
import { pdfOf } from './report-pdf.ts'
import { xlsxOf } from './report-xlsx.ts'

export const reportInput = {
  params: z.object({ id: z.uuid() }),
  query: z.object({ format: z.enum(reportFormats).default('csv') }),
}

const contentTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

/**
 * A round's report as a file (C7). Its lines are read after the request's own transaction has ended.
 * @throws NotFound, Refused when it is too large for the form
 */
export async function reportAnswer(
  ctx: Context,
  world: World,
  { id, format }: { readonly id: string; readonly format: ReportFormat },
): Promise<FileAnswer> {
  const report = await openReport(ctx, id, format)
  const { actor } = ctx
  const contents: Readonly<Record<ReportFormat, () => Readable>> = {
    csv: () => Readable.from(csvOf(world, actor, report)),
    xlsx: () =>
      Readable.from(
        (async function* () {
          yield await xlsxOf(world, actor, report)
        })(),
      ),
    pdf: () => pdfOf(world, actor, report),
  }
  return {
    kind: 'file',
    contentType: contentTypes[format],
    fileName: reportName(report, format),
    content: contents[format](),
  }
}
