import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Task } from '../domain/task.ts'

export interface NewAttachment {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly size: number
  readonly sha256: Buffer
}

export async function insertAttachment(
  ctx: Context,
  task: Pick<Task, 'organisationId' | 'number'>,
  attachment: NewAttachment,
): Promise<void> {
  await db(ctx)
    .insertInto('attachment')
    .values({
      organisation_id: task.organisationId,
      id: attachment.id,
      task_number: task.number,
      name: attachment.name,
      content_type: attachment.contentType,
      size_bytes: attachment.size,
      sha256: attachment.sha256,
      added_by: ctx.actor.id,
      added_by_name: ctx.actor.name,
      added_at: ctx.now,
    })
    .execute()
}

/** @param position 0 for the first part */
export async function insertAttachmentPart(
  ctx: Context,
  part: {
    readonly organisationId: number
    readonly attachmentId: string
    readonly position: number
    readonly content: Buffer
  },
): Promise<void> {
  await db(ctx)
    .insertInto('attachment_part')
    .values({
      organisation_id: part.organisationId,
      attachment_id: part.attachmentId,
      position: part.position,
      content: part.content,
    })
    .execute()
}

/** Takes a file off its task; its content stays for the trail. @returns whether it was there */
export async function saveAttachmentRemoved(
  ctx: Context,
  key: { readonly organisationId: number; readonly id: string },
): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('attachment')
    .set({ removed_at: ctx.now, removed_by: ctx.actor.id, removed_by_name: ctx.actor.name })
    .where('organisation_id', '=', key.organisationId)
    .where('id', '=', key.id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
