import { Readable } from 'node:stream'
import type { Actor } from '../../kernel/actor.ts'
import type { FileAnswer } from '../../platform/http/route.ts'
import { actAs, type World } from '../../platform/http/world.ts'
import { type Attachment, findAttachmentPart } from './queries/attachments.ts'

/** Each part is read when the one before is on its way, in a transaction of its own: a slow reader holds no connection. */
async function* partsOf(world: World, actor: Actor, id: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const part = await actAs(world, actor, 'web', (ctx) => findAttachmentPart(ctx, id, position))
    if (!part) return
    yield part
  }
}

/** A stored file as an answer, streamed. It is always saved, never shown as a page of ours. */
export function attachmentAnswer(world: World, actor: Actor, attachment: Attachment): FileAnswer {
  return {
    kind: 'file',
    contentType: attachment.contentType,
    fileName: attachment.name,
    length: attachment.sizeBytes,
    content: Readable.from(partsOf(world, actor, attachment.id), { objectMode: false }),
  }
}
