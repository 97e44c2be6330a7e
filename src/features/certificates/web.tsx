import { needsOn } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { certificatesPath } from './paths.ts'
import { listWatched } from './queries.ts'
import { certificateTexts } from './texts.ts'
import { CertificatesPage } from './views/certificates-page.tsx'

const listRoute = web({
  method: 'get',
  path: certificatesPath,
  access: needsOn('central', 'certificate.read'),
  audit: reads,
  handle: async (ctx) => {
    const { language, now } = ctx
    const certificates = await listWatched(ctx)
    return page({
      title: certificateTexts(language).title,
      body: <CertificatesPage {...{ language, certificates, now }} />,
    })
  },
})

export const certificateRoutes: Route[] = [listRoute]
