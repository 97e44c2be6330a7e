import { needsOn } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { trailPath } from './paths.ts'
import { listOrganisations, listTrail } from './queries.ts'
import { findLastSeal } from './queries-trail.ts'
import { auditTexts } from './texts.ts'
import { filtersOf, trailQuery } from './trail-address.ts'
import { TrailPage } from './views/trail-page.tsx'

const mostOnPage = 50

const trailPage = web({
  method: 'get',
  path: trailPath,
  access: needsOn('central', 'audit.read'),
  audit: reads,
  input: { query: trailQuery },
  handle: async (ctx, { query }) => {
    const texts = auditTexts(ctx.language)
    const { before, after } = query
    const slice = await listTrail(ctx, filtersOf(query), { before, after, most: mostOnPage })
    const seal = await findLastSeal(ctx)
    const organisations = await listOrganisations(ctx)
    const body = (
      <TrailPage
        texts={texts}
        language={ctx.language}
        address={query}
        slice={slice}
        organisations={organisations}
        seal={seal && { toEventId: seal.toEventId, sealedAt: new Date(seal.sealedAt) }}
      />
    )
    return page({ title: texts.title, body })
  },
})

export const auditRoutes: Route[] = [trailPage]
