import type { Context } from '../../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../../kernel/errors.ts'
import { describeFile, partsOf } from '../../../platform/files/file-content.ts'
import { acceptFile, cleanFileName, missingFile } from '../domain/accepted-files.ts'
import { checkMayAttach } from '../policy.ts'
import { type Attachment, getAttachment } from '../queries/attachments.ts'
import { getTask } from '../queries/task.ts'
import { insertAttachment, insertAttachmentPart, saveAttachmentRemoved } from '../store/attachments.ts'
import { emitTaskEvent } from './task-change.ts'

/**
 * Adds a received file to a task. It stays inside the municipality, as does the event (T9). The content decides what
 * the file is; it is stored part by part, so that no more than a part is in memory.
 * @param input.file where the file lies until the request is answered, and the sender's name for it; null when none came
 * @throws NotFound, Forbidden, InvalidInput when there is no file or it is of a kind we do not take
 */
export async function addAttachment(
  ctx: Context,
  input: { readonly number: number; readonly file: { readonly path: string; readonly name: string } | null },
): Promise<{ readonly id: string; readonly name: string }> {
  const task = await getTask(ctx, input.number)
  checkMayAttach(ctx.actor, task)
  if (!input.file) throw new InvalidInput({ file: missingFile })
  const name = cleanFileName(input.file.name)
  const content = await describeFile(input.file.path)
  const acceptance = acceptFile({ ...content, name })
  if (!acceptance.accepted) throw new InvalidInput({ file: acceptance.sentence })
  const { size, sha256 } = content
  const { contentType } = acceptance
  const id = ctx.newId()
  await insertAttachment(ctx, task, { id, name, contentType, size, sha256 })
  let position = 0
  for await (const part of partsOf(input.file.path)) {
    const { organisationId } = task
    await insertAttachmentPart(ctx, { organisationId, attachmentId: id, position, content: part })
    position += 1
  }
  await emitTaskEvent(ctx, task, {
    type: 'attachment.added',
    facts: { attachmentId: id, name, sizeBytes: size, sha256: sha256.toString('hex') },
    insideOf: task.organisationId,
  })
  return { id, name }
}

/**
 * Takes a file off its task. Who did is in the history.
 * @throws NotFound, Forbidden
 */
export async function removeAttachment(ctx: Context, id: string): Promise<Attachment> {
  const attachment = await getAttachment(ctx, id)
  checkMayAttach(ctx.actor, attachment)
  // Somebody else was quicker: to this one it is not there any more.
  if (!(await saveAttachmentRemoved(ctx, attachment))) throw new NotFound('attachment')
  await emitTaskEvent(
    ctx,
    { organisationId: attachment.organisationId, number: attachment.taskNumber },
    {
      type: 'attachment.removed',
      facts: { attachmentId: id, name: attachment.name },
      insideOf: attachment.organisationId,
    },
  )
  return attachment
}
