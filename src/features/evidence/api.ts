import { z } from 'zod'
import { InvalidInput } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { api, type Route, reads } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { type EvidenceParts, evidenceAnswer } from './evidence-answer.ts'
import { reportAnswer, reportInput } from './report/report-answer.ts'
import { roundEvidenceAnswer, roundInput } from './round-answer.ts'

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

const roundRoute = (parts: EvidenceParts) =>
  api({
    method: 'get',
    path: '/api/v1/certification-rounds/:id/evidence',
    summary: 'The signed evidence file of a round over all municipalities; for the central body alone',
    tag: 'certification',
    access: needsOn('central', 'evidence.read'),
    audit: reads,
    input: roundInput,
    output: null,
    handle: async (ctx, { params }) => roundEvidenceAnswer(ctx, parts, params.id),
  })

const whose = {
  da: 'Skriv, hvilken kommune det gælder: organisationId.',
  en: 'Say which municipality: organisationId.',
}

const evidenceRoute = (parts: EvidenceParts) =>
  api({
    method: 'get',
    path: '/api/v1/evidence',
    summary: 'The signed evidence file of one’s own municipality; the central body says whose',
    tag: 'evidence',
    access: needs('evidence.read'),
    audit: reads,
    input: {
      query: z.object({ organisationId: z.coerce.number().int().min(1).max(2_147_483_647).optional() }),
    },
    output: null,
    handle: async (ctx, { query }) => {
      const { side, organisationId } = ctx.actor
      const wanted = query.organisationId ?? (side === 'municipality' ? organisationId : null)
      if (wanted === null) throw new InvalidInput({ organisationId: whose })
      return evidenceAnswer(ctx, parts, wanted)
    },
  })

export const evidenceApi = (parts: EvidenceParts): Route[] => [
  reportRoute(parts.world),
  roundRoute(parts),
  evidenceRoute(parts),
]
