import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

/** Number of the acting organisation's latest task of a template, or null. */
export async function findTaskOfTemplate(ctx: Context, templateId: string): Promise<number | null> {
  const row = await db(ctx)
    .selectFrom('task')
    .select('number')
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('template_id', '=', templateId)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row?.number ?? null
}

/** Whether an exported page was put on the task before. */
export async function hasImportedPart(ctx: Context, number: number): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('event')
    .select('id')
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('subject_type', '=', 'task')
    .where('subject_id', '=', String(number))
    .where('type', '=', 'task.partImported')
    .executeTakeFirst()
  return row !== undefined
}
