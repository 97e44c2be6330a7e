import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { askAnew } from './actions.ts'
import { askAgainPath, serversPath } from './paths.ts'
import { listNeeds, listReports } from './queries.ts'
import { shownServer, type WatchedServer } from './shown.ts'
import { serverTexts } from './texts.ts'
import { ServerPage } from './views/server-page.tsx'

const operations = needsOn('central', 'provisioning.operate')

const pageRoute = (watched: readonly WatchedServer[]) =>
  web({
    method: 'get',
    path: serversPath,
    access: operations,
    audit: reads,
    handle: async (ctx) => {
      const texts = serverTexts(ctx.language)
      const reports = await listReports(ctx)
      const needs = await listNeeds(ctx)
      const servers = watched.map((server) => shownServer(server, reports, needs, ctx.now))
      return page({
        title: texts.title,
        breadcrumbs: [{ label: texts.access, href: '/adgange' }, { label: texts.title }],
        body: <ServerPage language={ctx.language} servers={servers} />,
      })
    },
  })

const askRoute = (watched: readonly WatchedServer[]) =>
  web({
    method: 'post',
    path: askAgainPath(':instance'),
    access: operations,
    audit: changes('server.askedAnew'),
    input: { params: z.object({ instance: z.string().max(64) }) },
    handle: async (ctx, { params }) => {
      const texts = serverTexts(ctx.language)
      await askAnew(
        ctx,
        watched.map(({ instance }) => instance),
        params.instance,
      )
      return redirect(serversPath, {
        notice: { kind: 'info', title: texts.askedTitle, text: texts.askedText },
      })
    },
  })

/** How the Mattermost servers stand, for operations. */
export const serverRoutes = (watched: readonly WatchedServer[]): Route[] => [
  pageRoute(watched),
  askRoute(watched),
]
