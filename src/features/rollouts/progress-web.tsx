import { z } from 'zod'
import { findCivilDay } from '../../kernel/civil-day.ts'
import { needs } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { readExtract } from './extract.ts'
import { extractPath, rolloutPath, rolloutsPath } from './paths.ts'
import { seesPeople } from './policy.ts'
import { getProgress, listProgressRows, readCharts } from './progress.ts'
import { filterQuery, listHref, readFilter } from './progress-filter.ts'
import { rolloutTexts } from './texts.ts'
import { ProgressPage } from './views/progress-page.tsx'

const pageSize = 50
/** How many stand on the page before anything is chosen. */
const fewRows = 8

/** Where the next page of municipalities begins. */
const rowPlace = z.object({
  dueOn: z
    .string()
    .transform((text) => findCivilDay(text))
    .nullable(),
  shortName: z.string().max(200),
  organisationId: z.int32(),
})

const progressRoute = web({
  method: 'get',
  path: rolloutPath(':id'),
  access: needs('rollout.read'),
  audit: reads,
  input: { params: z.object({ id: z.uuid() }), query: filterQuery },
  handle: async (ctx, { params, query }) => {
    const texts = rolloutTexts(ctx.language)
    const { efter, vis, ...words } = query
    const isFiltered = Object.values(words).some(Boolean)
    const isBeginning = !isFiltered && !efter && vis !== 'alle'
    const progress = await getProgress(ctx, params.id)
    const { rollout } = progress
    const path = rolloutPath(rollout.id)
    const after = readCursor(efter, rowPlace)
    const limit = isBeginning ? fewRows : pageSize
    const list = await listProgressRows(ctx, rollout, { filter: readFilter(words), after, limit })
    // Behind the last row, as after the last ones were answered: from the beginning again.
    if (after && list.rows.length === 0) return redirect(listHref(path, words))
    const charts = await readCharts(ctx, rollout)
    return page({
      title: rollout.title,
      breadcrumbs: [
        { label: texts.rollouts, href: rolloutsPath },
        { label: rollout.numberPrefix ?? rollout.title },
      ],
      body: (
        <ProgressPage
          language={ctx.language}
          today={ctx.today}
          progress={progress}
          charts={charts}
          list={list}
          words={words}
          nextHref={
            list.next && !isBeginning ? listHref(path, { ...words, efter: writeCursor(list.next) }) : null
          }
          allHref={list.next && isBeginning ? listHref(path, { vis: 'alle' }) : null}
          isFiltered={isFiltered}
          seesPeople={seesPeople(ctx.actor)}
          mayReadTemplates={ctx.actor.permissions.has('template.read')}
        />
      ),
    })
  },
})

const extractRoute = web({
  method: 'get',
  path: extractPath(':id'),
  access: needs('rollout.read'),
  audit: reads,
  input: { params: z.object({ id: z.uuid() }) },
  handle: async (ctx, { params }) => {
    const { name, content } = await readExtract(ctx, params.id)
    return { kind: 'file', contentType: 'text/csv; charset=utf-8', fileName: name, content }
  },
})

export const progressRoutes: Route[] = [progressRoute, extractRoute]
