import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import { draftChanges, draftFaults, type TemplateDraft } from './domain.ts'
import { checkMayPublish, checkMayRead, checkMayWrite } from './policy.ts'
import {
  draftOf,
  findMissing,
  findTemplates,
  listRolesInUse,
  readTemplate,
  type Template,
  type TemplateFilter,
} from './queries.ts'
import { rolesNamedIn } from './role-in-text.ts'
import {
  findOrInsertProject,
  insertTemplate,
  lockTemplate,
  saveAnswerPath,
  savePublished,
  saveSupplier,
  saveVersion,
} from './store.ts'

/** @throws InvalidInput when the draft breaks a rule, or names a role or template that is not there */
async function checkDraft(ctx: Context, draft: TemplateDraft): Promise<void> {
  const faults = draftFaults(draft)
  const idsOf = (links: TemplateDraft['related']) => links.flatMap(({ templateId }) => templateId ?? [])
  const [prerequisites, related] = [idsOf(draft.prerequisites), idsOf(draft.related)]
  const missing = await findMissing(ctx, {
    roleId: draft.boundRoleId,
    templateIds: [...prerequisites, ...related],
  })
  if (missing.role) faults.boundRoleId = goneFault
  if (prerequisites.some((id) => missing.templates.includes(id))) faults.prerequisites = goneFault
  if (related.some((id) => missing.templates.includes(id))) faults.related = goneFault
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

const goneFault = { da: 'Den findes ikke mere. Vælg igen.', en: 'It is no longer there. Choose again.' }

const aboutTemplate = (ctx: Context, id: string) => ({
  organisationId: ctx.actor.organisationId,
  subject: { type: 'template', id },
})

/**
 * Writes a new template in its first version (T1). No municipality sees it until it is rolled out.
 * @throws Forbidden, InvalidInput
 */
export async function createTemplate(ctx: Context, draft: TemplateDraft): Promise<{ id: string }> {
  checkMayWrite(ctx.actor)
  await checkDraft(ctx, draft)
  const id = ctx.newId()
  const projectId = await findOrInsertProject(ctx, draft.project)
  await insertTemplate(ctx, { id, projectId, sourceNumber: null }, draft)
  await ctx.emit({
    ...aboutTemplate(ctx, id),
    type: 'template.created',
    facts: { title: draft.title, project: draft.project },
  })
  return { id }
}

/**
 * Saves a correction as a new version (T7); nothing changed makes none.
 * @param input.expectedVersion the version the correction was written against
 * @throws NotFound, Forbidden, InvalidInput, Conflict when somebody else saved meanwhile
 */
export async function saveTemplateVersion(
  ctx: Context,
  input: { id: string; draft: TemplateDraft; expectedVersion?: number },
): Promise<{ version: number }> {
  checkMayWrite(ctx.actor)
  await checkDraft(ctx, input.draft)
  const { version } = await lockTemplate(ctx, input.id)
  if (input.expectedVersion !== undefined && input.expectedVersion !== version) throw new Conflict()
  const before = draftOf(await readTemplate(ctx, input.id))
  const changes = draftChanges(before, input.draft)
  if (Object.keys(changes).length === 0) return { version }
  await saveVersion(ctx, input.id, version + 1, input.draft)
  await ctx.emit({
    ...aboutTemplate(ctx, input.id),
    type: 'template.versionSaved',
    changes: { ...changes, version: { from: version, to: version + 1 } },
  })
  return { version: version + 1 }
}

/**
 * Names the page where the tasks of a template are answered, or null for by hand: what completes itself elsewhere
 * cannot be completed on the task. @throws NotFound, Forbidden
 */
export async function setAnswerPath(ctx: Context, id: string, path: string | null): Promise<void> {
  checkMayWrite(ctx.actor)
  await lockTemplate(ctx, id)
  await saveAnswerPath(ctx, id, path)
}

/** A template in its current version. @throws NotFound, Forbidden */
export async function getTemplate(ctx: Context, id: string): Promise<Template> {
  checkMayRead(ctx.actor)
  return await readTemplate(ctx, id)
}

/**
 * Names of the gallery's roles that title or goal speaks of while the template asks for no role: then its tasks lead
 * nobody to the role (T10). Empty when it asks for one.
 */
export async function listRolesNotAskedFor(
  ctx: Context,
  template: Pick<Template, 'title' | 'goal' | 'boundRoleId'>,
): Promise<string[]> {
  if (template.boundRoleId) return []
  const named = rolesNamedIn(`${template.title}\n${template.goal}`, await listRolesInUse(ctx))
  return named.map(({ name }) => name)
}

/** One page of templates, newest first, and how many there are. @throws Forbidden */
export async function listTemplates(ctx: Context, filter: Partial<TemplateFilter> = {}) {
  checkMayRead(ctx.actor)
  return await findTemplates(ctx, { q: '', published: null, after: null, limit: 50, ...filter })
}

/**
 * Opens the template to the municipalities: its first roll-out does.
 * @returns the template, with its own priority for roll-outs that name none
 * @throws NotFound, Forbidden
 */
export async function publishTemplate(ctx: Context, id: string): Promise<Template> {
  checkMayPublish(ctx.actor)
  const { version } = await lockTemplate(ctx, id)
  const isFirst = await savePublished(ctx, id)
  if (isFirst) await ctx.emit({ ...aboutTemplate(ctx, id), type: 'template.published', facts: { version } })
  return await readTemplate(ctx, id)
}

/**
 * Names the supplier who reads the progress of a project, or nobody.
 * @throws NotFound when no project has the name, Forbidden
 */
export async function assignSupplier(
  ctx: Context,
  input: { project: string; supplierId: number | null },
): Promise<void> {
  checkMayWrite(ctx.actor)
  const { id, before } = await saveSupplier(ctx, input.project, input.supplierId)
  if (before === input.supplierId) return
  await ctx.emit({
    type: 'project.supplierChanged',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'project', id },
    changes: { supplierId: { from: before, to: input.supplierId } },
  })
}
