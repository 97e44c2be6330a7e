import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, InvalidInput } from '../../kernel/errors.ts'
import { draftChanges, emptyDraft, type TemplateDraft } from './domain.ts'
import { parseTaskPage } from './import/parse-task-page.ts'
import type { MunicipalPart, PageFault, TaskPage, TemplatePart } from './import/task-page.ts'
import { faultSentence } from './import/texts.ts'
import { type ImportReport, shownReport } from './import-report.ts'
import { checkMayWrite } from './policy.ts'
import { draftOf, findTemplateBySource, isMunicipality, listRolesInUse } from './queries.ts'
import { type NamedRole, rolesNamedIn } from './role-in-text.ts'
import { findOrInsertProject, insertTemplate, lockTemplate, saveImport, saveVersion } from './store.ts'

/** Where a page without a project is put. */
export const noProject = 'Uden projekt'

const linkTo = (title: string) => ({ templateId: null, title })

/** KOMBIT's own parts of a page as a draft. */
export function draftOfPage(part: TemplatePart): TemplateDraft {
  return {
    ...emptyDraft,
    title: part.title,
    numberPrefix: part.numberPrefix,
    goal: part.goal,
    description: part.description,
    assignment: part.assignment,
    method: part.method,
    outcome: part.outcome,
    qualityCriteria: part.qualityCriteria,
    recommendedResponsible: part.recommendedResponsibleRole,
    recommendedPerformer: part.recommendedPerformerRole,
    priority: part.priority,
    startsOn: part.startsOn,
    dueOn: part.dueOn,
    project: part.project ?? noProject,
    phase: part.phase ?? '',
    theme: part.theme ?? '',
    prerequisites: part.prerequisites.map(linkTo),
    related: part.related.map(linkTo),
    appendices: part.externalAppendices.map(({ title, href }) => ({ title, href })),
  }
}

/** Each fault as a field of its own, so that the page can lead to each line. */
export function faultFields(faults: readonly PageFault[]): FieldFaults {
  return Object.fromEntries(faults.map((fault, index) => [`fejl-${index + 1}`, faultSentence(fault)]))
}

/**
 * Makes a template of a task page exported from the real portal (T12). The same page twice makes one template. When the
 * title names exactly one role of the gallery, the new template asks for it (T10).
 * @param input.bytes the file, at most 1 MB of UTF-8
 * @returns what became of it, and the municipality's own part, which is not kept here (T9)
 * @throws InvalidInput with every fault, line and reason; then nothing has changed. Forbidden
 */
export async function importTaskPage(
  ctx: Context,
  input: { bytes: Uint8Array },
): Promise<ImportReport & { municipal: MunicipalPart }> {
  checkMayWrite(ctx.actor)
  const parsed = parseTaskPage(input.bytes)
  if (!parsed.ok) throw new InvalidInput(faultFields(parsed.faults))
  const page = await withMunicipalityChecked(ctx, parsed.page)
  const { template, municipal } = page
  const roles = await listRolesInUse(ctx)
  const named = rolesNamedIn(template.title, roles)
  const role = (named.length === 1 && named[0]) || null
  const draft = { ...draftOfPage(template), boundRoleId: role?.id ?? null }
  const saved = await saveImported(ctx, template.sourceNumber, draft, role)
  const mentioned = rolesNamedIn(`${template.title}\n${template.goal}`, roles).map(({ name }) => name)
  const report = shownReport(page, saved, mentioned)
  await saveImport(ctx, saved.templateId, report)
  return { ...report, municipal }
}

/** A municipality nobody knows has no task for its part to lie on: that is told with what could not be placed. */
async function withMunicipalityChecked(ctx: Context, page: TaskPage): Promise<TaskPage> {
  const { municipalityName } = page.municipal
  if (await isMunicipality(ctx, municipalityName)) return page
  const line = page.placed.find(({ label }) => label === 'KOMMUNE')?.line ?? 1
  const unknown = { line, heading: 'KOMMUNE', text: municipalityName }
  const unplaced = [...page.unplaced, unknown].sort((one, other) => one.line - other.line)
  return { ...page, unplaced, placed: page.placed.filter(({ label }) => label !== 'KOMMUNE') }
}

/** What was written, and the role the template asks for now. */
export type SavedImport = Pick<ImportReport, 'templateId' | 'result' | 'version' | 'boundRole'>

async function saveImported(
  ctx: Context,
  sourceNumber: number,
  draft: TemplateDraft,
  role: NamedRole | null,
): Promise<SavedImport> {
  const id = ctx.newId()
  const projectId = await findOrInsertProject(ctx, draft.project)
  const isNew = await insertTemplate(ctx, { id, projectId, sourceNumber }, draft)
  if (isNew) {
    const boundRole = role && { name: role.name, isFromTitle: true }
    await emitImported(ctx, id, sourceNumber, {
      title: draft.title,
      version: 1,
      boundRoleId: draft.boundRoleId,
    })
    return { templateId: id, result: 'created', version: 1, boundRole }
  }
  return await updateImported(ctx, sourceNumber, draft)
}

async function updateImported(
  ctx: Context,
  sourceNumber: number,
  draft: TemplateDraft,
): Promise<SavedImport> {
  const found = await findTemplateBySource(ctx, sourceNumber)
  if (!found) throw new Error(`Template of page ${sourceNumber} is there and is not`)
  const { version, publishedAt } = await lockTemplate(ctx, found.id)
  const before = draftOf(found)
  // What the page does not carry stays as the editor set it.
  const after = { ...draft, boundRoleId: before.boundRoleId, isPrerequisiteWall: before.isPrerequisiteWall }
  const boundRole = found.boundRoleName === null ? null : { name: found.boundRoleName, isFromTitle: false }
  if (Object.keys(draftChanges(withoutTargets(before), withoutTargets(after))).length === 0)
    return { templateId: found.id, result: 'unchanged', version, boundRole }
  if (publishedAt) return { templateId: found.id, result: 'keptPublished', version, boundRole }
  await saveVersion(ctx, found.id, version + 1, after)
  await emitImported(ctx, found.id, sourceNumber, { title: draft.title, version: version + 1 })
  return { templateId: found.id, result: 'newVersion', version: version + 1, boundRole }
}

/** A page names its links by title alone: which template they lead to is no difference. */
function withoutTargets(draft: TemplateDraft): TemplateDraft {
  return {
    ...draft,
    prerequisites: draft.prerequisites.map(({ title }) => linkTo(title)),
    related: draft.related.map(({ title }) => linkTo(title)),
  }
}

function emitImported(
  ctx: Context,
  id: string,
  sourceNumber: number,
  facts: { title: string; version: number; boundRoleId?: string | null },
): Promise<void> {
  return ctx.emit({
    type: 'template.imported',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'template', id },
    facts: { ...facts, sourceNumber },
  })
}
