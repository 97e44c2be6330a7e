import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { openScratchFile } from '../../platform/files/scratch-file.ts'
import type { FileAnswer } from '../../platform/http/route.ts'
import { actAs } from '../../platform/http/world.ts'
import { openProver, type Prover, readSealingKey } from '../audit/index.ts'
import { getRound } from '../certification/index.ts'
import {
  canonical,
  type EvidenceFormat,
  type EvidenceTask,
  keysBeside,
  type Signer,
  signedEvidence,
} from './domain/evidence-file.ts'
import type { RoundNumbers } from './domain/round-file.ts'
import { type EvidenceParts, evidenceContentType, evidenceName } from './evidence-answer.ts'
import { gatherRoundPart, gatherTexts } from './gathering.ts'
import { gatherRound } from './gathering-round.ts'
import { listMembers } from './queries/round.ts'

export const roundInput = { params: z.object({ id: z.uuid() }) }

const format = 'tvaers-round-evidence-2' satisfies EvidenceFormat

interface Making {
  readonly parts: EvidenceParts
  readonly actor: Actor
  readonly roundId: string
  readonly madeAt: string
}

/**
 * The file in the order it is written. The signature stands before what it signs: the statement goes to a file on disk
 * while its digest is taken, so that no more than one municipality is in memory, whatever the size of the round.
 */
async function* written(making: Making): AsyncGenerator<string | Buffer> {
  const { world, settings } = making.parts
  const by = await readSealingKey(settings)
  // Told at once: whoever waits, or a proxy on the way, sees that the file is coming.
  yield `{"format":${canonical(format)},"keyId":${canonical(by.keyId)},"signature":"`
  const scratch = await openScratchFile(join(settings.DATA_DIR, 'scratch'))
  try {
    const digest = createHash('sha256')
    for await (const text of statementOf(making, await openProver(world.database), by)) {
      digest.update(text)
      await scratch.append(text)
    }
    yield `${by.signText(signedEvidence(format, digest.digest('hex')))}","statement":`
    yield* scratch.parts()
    yield '}\n'
  } finally {
    await scratch.close()
  }
}

/** The canonical statement, municipality by municipality; each is read at one moment. */
async function* statementOf(making: Making, prover: Prover, by: Signer): AsyncGenerator<string> {
  const { actor, roundId, madeAt } = making
  const { world } = making.parts
  const read = <T>(work: (ctx: Context) => Promise<T>) => actAs(world, actor, 'web', work, 'steady')
  yield `{"keys":${canonical(keysBeside(prover.keys, by))},"madeAt":${canonical(madeAt)},"municipalities":[`
  const tasks: EvidenceTask[] = []
  const numbers = { answered: 0, selfConfirmed: 0 } satisfies Omit<RoundNumbers, 'lines'>
  let comma = ''
  for (const organisationId of await read((ctx) => listMembers(ctx, roundId))) {
    const { content, eventIds: ids } = await read((ctx) => gatherRoundPart({ ctx, organisationId, roundId }))
    yield comma + canonical({ ...content, events: await prover.prove({ organisationId, ids }) })
    comma = ','
    numbers.answered += content.answered
    numbers.selfConfirmed += content.selfConfirmed
    tasks.push(...content.tasks)
  }
  const { content, eventIds: ids } = await read((ctx) => gatherRound(ctx, roundId, numbers))
  const events = await prover.prove({ organisationId: actor.organisationId, ids })
  yield `],"round":${canonical({ ...content, events })},"seals":${canonical(await prover.seals())}`
  yield `,"texts":${canonical(await read((ctx) => gatherTexts(ctx, tasks)))}}`
}

/** A round's signed evidence over all its municipalities as a file (C7). @throws NotFound */
export async function roundEvidenceAnswer(
  ctx: Context,
  parts: EvidenceParts,
  roundId: string,
): Promise<FileAnswer> {
  const { name } = await getRound(ctx, roundId)
  const making = { parts, actor: ctx.actor, roundId, madeAt: ctx.now.toISOString() }
  return {
    kind: 'file',
    contentType: evidenceContentType,
    fileName: evidenceName(`runde-${name}`, ctx),
    content: Readable.from(written(making)),
  }
}
