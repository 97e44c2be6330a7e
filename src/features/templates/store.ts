import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { TemplateDraft } from './domain.ts'

/** The project of a name, made when there is none. @returns its id */
export async function findOrInsertProject(ctx: Context, name: string): Promise<string> {
  const row = await db(ctx)
    .insertInto('project')
    .values({ id: ctx.newId(), name })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** @returns the project's id and who was its supplier before */
export async function saveSupplier(
  ctx: Context,
  name: string,
  supplierId: number | null,
): Promise<{ id: string; before: number | null }> {
  const { rows } = await sql<{ id: string; before: number | null }>`
    update project set supplier_id = ${supplierId}
    from (select id, supplier_id from project where name = ${name} for update) as before
    where project.id = before.id returning project.id, before.supplier_id as before`.execute(db(ctx))
  if (!rows[0]) throw new NotFound('project')
  return rows[0]
}

export interface NewTemplate {
  readonly id: string
  readonly projectId: string
  /** Number of the page it came from, or null. */
  readonly sourceNumber: number | null
}

/** @returns false when a template of the same source number is there already: nothing was inserted (T12) */
export async function insertTemplate(
  ctx: Context,
  template: NewTemplate,
  draft: TemplateDraft,
): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('task_template')
    .values({
      id: template.id,
      source_number: template.sourceNumber,
      project_id: template.projectId,
      bound_role_id: draft.boundRoleId,
      is_prerequisite_wall: draft.isPrerequisiteWall,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.column('source_number').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return false
  await insertVersion(ctx, template.id, 1, draft)
  await insertParts(ctx, template.id, draft)
  return true
}

async function insertVersion(
  ctx: Context,
  templateId: string,
  version: number,
  draft: TemplateDraft,
): Promise<void> {
  await db(ctx)
    .insertInto('task_template_version')
    .values({
      template_id: templateId,
      version,
      title: draft.title,
      number_prefix: draft.numberPrefix,
      goal: draft.goal,
      description: draft.description,
      assignment: draft.assignment,
      method: draft.method,
      outcome: draft.outcome,
      quality_criteria: draft.qualityCriteria,
      recommended_responsible: draft.recommendedResponsible,
      recommended_performer: draft.recommendedPerformer,
      priority: draft.priority,
      starts_on: draft.startsOn,
      due_on: draft.dueOn,
      phase: draft.phase,
      theme: draft.theme,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute()
}

/** Links and appendices, one statement each. A link by title alone finds the template of that title, if there is one. */
async function insertParts(ctx: Context, templateId: string, draft: TemplateDraft): Promise<void> {
  const links = [
    ...draft.prerequisites.map((link, position) => ({ kind: 'prerequisite', position, ...link })),
    ...draft.related.map((link, position) => ({ kind: 'related', position, ...link })),
  ]
  if (links.length > 0) {
    await sql`
      insert into task_template_link (template_id, kind, position, other_template_id, title)
      select ${templateId}::uuid, kind, position, coalesce("templateId", (
          select t.id from task_template t
            join task_template_version v on v.template_id = t.id and v.version = t.current_version
          where v.title = given.title and t.id <> ${templateId}::uuid order by t.created_at limit 1)), title
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        as given (kind text, position int, "templateId" uuid, title text)`.execute(db(ctx))
  }
  if (draft.appendices.length > 0) {
    await db(ctx)
      .insertInto('task_template_appendix')
      .values(
        draft.appendices.map((appendix, position) => ({ template_id: templateId, position, ...appendix })),
      )
      .execute()
  }
}

/** Takes the template for this transaction, so that versions are made one after the other. @throws NotFound */
export async function lockTemplate(
  ctx: Context,
  id: string,
): Promise<{ version: number; publishedAt: Date | null }> {
  const row = await db(ctx)
    .selectFrom('task_template')
    .select(['current_version as version', 'published_at as publishedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('template')
  return row
}

/** Adds a version and makes it the current one (T7). */
export async function saveVersion(
  ctx: Context,
  id: string,
  version: number,
  draft: TemplateDraft,
): Promise<void> {
  const projectId = await findOrInsertProject(ctx, draft.project)
  await insertVersion(ctx, id, version, draft)
  await db(ctx)
    .updateTable('task_template')
    .set({
      current_version: version,
      project_id: projectId,
      bound_role_id: draft.boundRoleId,
      is_prerequisite_wall: draft.isPrerequisiteWall,
    })
    .where('id', '=', id)
    .execute()
  await db(ctx).deleteFrom('task_template_link').where('template_id', '=', id).execute()
  await db(ctx).deleteFrom('task_template_appendix').where('template_id', '=', id).execute()
  await insertParts(ctx, id, draft)
}

/** @returns whether this was the first time */
export async function savePublished(ctx: Context, id: string): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('task_template')
    .set({ published_at: ctx.now })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Names the page where the template's tasks are answered; null: each on its own page, by hand. */
export async function saveAnswerPath(ctx: Context, id: string, path: string | null): Promise<void> {
  await db(ctx).updateTable('task_template').set({ answer_path: path }).where('id', '=', id).execute()
}
