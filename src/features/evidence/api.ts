import { needs } from '../../platform/http/access.ts'
import { api, type Route, reads } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { reportAnswer, reportInput } from './report/report-answer.ts'

const reportRoute = (world: World) =>
  api({
    method: 'get',
    path: '/api/v1/certification-rounds/:id/report',
    summary: 'The report of a round as CSV, XLSX or PDF; a municipality’s holds its own part alone',
    tag: 'certification',
    access: needs('certification.read'),
    audit: reads,
    input: reportInput,
    output: null,
    handle: async (ctx, { params, query }) => reportAnswer(ctx, world, { ...params, ...query }),
  })

export const evidenceApi = ({ world }: { readonly world: World }): Route[] => [reportRoute(world)]
