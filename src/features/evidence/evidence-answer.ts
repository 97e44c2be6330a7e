import { Readable } from 'node:stream'
import type { Actor } from '../../kernel/actor.ts'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import type { FileAnswer } from '../../platform/http/route.ts'
import { actAs, type World } from '../../platform/http/world.ts'
import { type KeySettings, openProver, readSealingKey } from '../audit/index.ts'
import { evidenceText, signEvidence } from './domain/evidence-file.ts'
import { gatherEvidence, getMunicipality } from './gathering.ts'

export interface EvidenceParts {
  /** What is told is read, proved and signed after the request's own transaction has ended. */
  readonly world: World
  readonly settings: KeySettings
}

/** Read at one moment: an answer given meanwhile is either there with its event, or not at all. */
async function* signed(
  { world, settings }: EvidenceParts,
  actor: Actor,
  organisationId: number,
): AsyncGenerator<string> {
  const gather = (ctx: Context) => gatherEvidence({ ctx, organisationId })
  const { content, eventIds: ids } = await actAs(world, actor, 'web', gather, 'steady')
  const prover = await openProver(world.database)
  const events = await prover.prove({ organisationId, ids })
  const seals = await prover.seals()
  const used = new Set(seals.map(({ keyId }) => keyId))
  const keys = new Map([...prover.keys].filter(([keyId]) => used.has(keyId)))
  yield evidenceText(signEvidence({ ...content, events, seals }, keys, await readSealingKey(settings)))
}

export const evidenceContentType = 'application/json; charset=utf-8'

/** Names that a file can have everywhere. */
export const evidenceName = (about: string, { today }: Context): string =>
  `dokumentation-${about.replace(/[^\p{L}\p{N}]+/gu, '-')}-${formatCivilDay(today)}.json`

/** A municipality's signed evidence as a file (E2). @throws NotFound */
export async function evidenceAnswer(
  ctx: Context,
  parts: EvidenceParts,
  organisationId: number,
): Promise<FileAnswer> {
  const { name } = await getMunicipality({ ctx, organisationId })
  return {
    kind: 'file',
    contentType: evidenceContentType,
    fileName: evidenceName(name, ctx),
    content: Readable.from(signed(parts, ctx.actor, organisationId)),
  }
}
