import { Readable } from 'node:stream'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import type { FileAnswer } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { type KeySettings, proveEvents, readSealingKey } from '../audit/index.ts'
import { evidenceText, signEvidence } from './domain/evidence-file.ts'
import { type Gathered, gatherEvidence } from './gathering.ts'

export interface EvidenceParts {
  /** Events are proved and the file is signed after the request's own transaction has ended. */
  readonly world: World
  readonly settings: KeySettings
}

async function* signed({ world, settings }: EvidenceParts, gathered: Gathered): AsyncGenerator<string> {
  const { content, organisationId, eventIds: ids } = gathered
  const { events, seals, keys } = await proveEvents(world.database, { organisationId, ids })
  yield evidenceText(signEvidence({ ...content, events, seals }, keys, await readSealingKey(settings)))
}

/** A municipality's signed evidence as a file (E2). @throws NotFound */
export async function evidenceAnswer(
  ctx: Context,
  parts: EvidenceParts,
  organisationId: number,
): Promise<FileAnswer> {
  const gathered = await gatherEvidence(ctx, organisationId)
  const name = gathered.content.municipality.name.replace(/[^\p{L}\p{N}]+/gu, '-')
  return {
    kind: 'file',
    contentType: 'application/json; charset=utf-8',
    fileName: `dokumentation-${name}-${formatCivilDay(ctx.today)}.json`,
    content: Readable.from(signed(parts, gathered)),
  }
}
