import { z } from 'zod'
import { needs, needsOn, publicBecause } from '../../platform/http/access.ts'
import { door, json, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { type KeySettings, listKeys, readSealingKey } from '../audit/index.ts'
import { reportPath, roundEvidencePath } from '../certification/index.ts'
import { listMunicipalities } from '../organisations/index.ts'
import { readProgram } from './checking-program.ts'
import { type EvidenceParts, evidenceAnswer } from './evidence-answer.ts'
import { evidenceFilePath, evidencePath, keysPath, programName, programPath, roundsPath } from './paths.ts'
import { reportAnswer, reportInput } from './report/report-answer.ts'
import { roundEvidenceAnswer, roundInput } from './round-answer.ts'
import { evidenceTexts } from './texts.ts'
import { EvidencePage } from './views/evidence-page.tsx'

const reportRoute = (world: World) =>
  web({
    method: 'get',
    path: reportPath(':id'),
    access: needs('certification.read'),
    audit: reads,
    input: reportInput,
    handle: async (ctx, { params, query }) => reportAnswer(ctx, world, { ...params, ...query }),
  })

/** The central body's alone: a municipality has its part in its own file. */
const roundRoute = (parts: EvidenceParts) =>
  web({
    method: 'get',
    path: roundEvidencePath(':id'),
    access: needsOn('central', 'evidence.read'),
    audit: reads,
    input: roundInput,
    handle: async (ctx, { params }) => roundEvidenceAnswer(ctx, parts, params.id),
  })

const pageRoute = web({
  method: 'get',
  path: evidencePath,
  access: needs('evidence.read'),
  audit: reads,
  handle: async (ctx) => {
    const municipalities = ctx.actor.side === 'central' ? await listMunicipalities(ctx) : null
    const texts = evidenceTexts(ctx.language)
    const { digest } = await readProgram()
    return page({
      title: texts.title,
      breadcrumbs: [{ label: texts.confirmations, href: roundsPath }, { label: texts.title }],
      body: <EvidencePage {...{ language: ctx.language, municipalities, digest }} />,
    })
  },
})

/** A municipality gets its own; the central body says whose. */
const fileRoute = (parts: EvidenceParts) =>
  web({
    method: 'get',
    path: evidenceFilePath,
    access: needs('evidence.read'),
    audit: reads,
    input: {
      query: z.object({
        kommune: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
      }),
    },
    handle: async (ctx, { query }) => {
      const organisationId =
        query.kommune ?? (ctx.actor.side === 'municipality' ? ctx.actor.organisationId : null)
      if (organisationId !== null) return evidenceAnswer(ctx, parts, organisationId)
      return redirect(evidencePath, { notice: { kind: 'error', text: evidenceTexts(ctx.language).unknown } })
    },
  })

const keysRoute = (settings: KeySettings) =>
  door({
    method: 'get',
    path: keysPath,
    access: publicBecause('whoever checks an evidence file has no sign-in here'),
    audit: reads,
    handle: async (ctx) => {
      const now = await readSealingKey(settings)
      const keys = new Map<string, Uint8Array>([...(await listKeys(ctx)), [now.keyId, now.publicKey]])
      return json({
        algorithm: 'Ed25519',
        keys: [...keys].map(([keyId, key]) => ({ keyId, publicKey: Buffer.from(key).toString('hex') })),
      })
    },
  })

const programRoute = door({
  method: 'get',
  path: programPath,
  access: publicBecause('whoever checks an evidence file has no sign-in here'),
  audit: reads,
  handle: async () => {
    const { content } = await readProgram()
    return {
      kind: 'file',
      contentType: 'text/javascript; charset=utf-8',
      fileName: programName,
      length: content.byteLength,
      content,
    }
  },
})

export const evidenceRoutes = (parts: EvidenceParts): Route[] => [
  reportRoute(parts.world),
  roundRoute(parts),
  pageRoute,
  fileRoute(parts),
  keysRoute(parts.settings),
  programRoute,
]
