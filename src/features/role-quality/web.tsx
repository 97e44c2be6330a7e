import { needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { listWithoutMailbox } from '../organisations/index.ts'
import { askRoutes } from './ask-web.tsx'
import { readExtract } from './extract.ts'
import { filterHref, filterQuery, findingPlace, readFilter } from './filter.ts'
import { listFindings } from './findings.ts'
import { extractPath, qualityPath } from './paths.ts'
import { mayAsk } from './policy.ts'
import { listRegions, readSummary } from './queries.ts'
import { listTrend } from './queries-trend.ts'
import { qualityTexts } from './texts.ts'
import { QualityPage } from './views/quality-page.tsx'

const pageSize = 50
const access = needsOn('central', 'assignment.read')

const qualityRoute = (staleDays: number) =>
  web({
    method: 'get',
    path: qualityPath,
    access,
    audit: reads,
    input: { query: filterQuery },
    handle: async (ctx, { query }) => {
      const { efter, ...words } = query
      const filter = readFilter(words)
      const summary = await readSummary(ctx, staleDays)
      const trend = await listTrend(ctx, filter.roleId)
      const regions = await listRegions(ctx)
      const after = readCursor(efter, findingPlace)
      const list = await listFindings(ctx, { filter, staleDays, after, limit: pageSize })
      const nextHref = list.next && filterHref(qualityPath, { ...words, efter: writeCursor(list.next) })
      return page({
        title: qualityTexts(ctx.language).title,
        body: (
          <QualityPage
            language={ctx.language}
            mayAsk={mayAsk(ctx.actor)}
            withoutMailbox={await listWithoutMailbox(ctx)}
            {...{ summary, trend, staleDays, regions, words, list, nextHref }}
          />
        ),
      })
    },
  })

const extractRoute = (staleDays: number) =>
  web({
    method: 'get',
    path: extractPath,
    access,
    audit: reads,
    input: { query: filterQuery },
    handle: async (ctx, { query }) => {
      const { efter: _efter, ...words } = query
      const { name, content } = await readExtract(ctx, readFilter(words), staleDays)
      return { kind: 'file', contentType: 'text/csv; charset=utf-8', fileName: name, content }
    },
  })

/** Role quality over all municipalities. @param staleDays setting STALE_DAYS */
export const roleQualityRoutes = ({ staleDays }: { readonly staleDays: number }): Route[] => [
  qualityRoute(staleDays),
  extractRoute(staleDays),
  ...askRoutes,
]
