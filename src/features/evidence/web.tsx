import { needs } from '../../platform/http/access.ts'
import { type Route, reads, web } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { reportPath } from './paths.ts'
import { reportAnswer, reportInput } from './report/report-answer.ts'

const reportRoute = (world: World) =>
  web({
    method: 'get',
    path: reportPath(':id'),
    access: needs('certification.read'),
    audit: reads,
    input: reportInput,
    handle: async (ctx, { params, query }) => reportAnswer(ctx, world, { ...params, ...query }),
  })

export const evidenceRoutes = ({ world }: { readonly world: World }): Route[] => [reportRoute(world)]
