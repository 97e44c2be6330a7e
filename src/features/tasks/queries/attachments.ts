import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { db } from '../../../platform/db/database.ts'
import type { Task } from '../domain/task.ts'
import { canSeeAttachments } from '../policy.ts'

export interface Attachment {
  readonly organisationId: number
  readonly id: string
  readonly taskNumber: number
  readonly name: string
  readonly contentType: string
  readonly sizeBytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  readonly addedByName: string
  readonly addedAt: Date
}

const attachments = (ctx: Context) =>
  db(ctx)
    .selectFrom('attachment')
    .select([
      'organisation_id as organisationId',
      'id',
      'task_number as taskNumber',
      'name',
      'content_type as contentType',
      'size_bytes as sizeBytes',
      'sha256',
      'added_by_name as addedByName',
      'added_at as addedAt',
    ])
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('removed_at', 'is', null)

const shown = (row: Omit<Attachment, 'sha256'> & { sha256: Buffer }): Attachment => ({
  ...row,
  sha256: row.sha256.toString('hex'),
})

/** A file of the actor's own municipality. @throws NotFound, also for everybody outside it (T9) */
export async function getAttachment(ctx: Context, id: string): Promise<Attachment> {
  if (!canSeeAttachments(ctx.actor, ctx.actor)) throw new NotFound('attachment')
  const row = await attachments(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('attachment')
  return shown(row)
}

/** The files on a task. @throws NotFound for everybody outside its municipality (T9) */
export async function listAttachments(
  ctx: Context,
  task: Pick<Task, 'organisationId' | 'number'>,
): Promise<Attachment[]> {
  if (!canSeeAttachments(ctx.actor, task)) throw new NotFound('attachment')
  const rows = await attachments(ctx)
    .where('task_number', '=', task.number)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map(shown)
}

/** One part of a file's content; null after the last. @param position 0 for the first */
export async function findAttachmentPart(ctx: Context, id: string, position: number): Promise<Buffer | null> {
  const row = await db(ctx)
    .selectFrom('attachment_part')
    .select('content')
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('attachment_id', '=', id)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.content ?? null
}
