import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, InvalidInput } from '../../kernel/errors.ts'
import { draftChanges, emptyDraft, type TemplateDraft } from './domain.ts'
import { parseTaskPage } from './import/parse-task-page.ts'
import type {
  MunicipalPart,
  PageFault,
  PlacedSection,
  TemplatePart,
  UnplacedText,
} from './import/task-page.ts'
import { faultSentence } from './import/texts.ts'
import { checkMayWrite } from './policy.ts'
import { draftOf, findTemplateBySource } from './queries.ts'
import { findOrInsertProject, insertTemplate, lockTemplate, saveVersion } from './store.ts'

/** What an import came to (T12). The municipality's own part is told, never kept here (T9). */
export interface ImportReport {
  readonly templateId: string
  /**
   * created: a new template. unchanged: the same text was here. newVersion: an unpublished template got the new text.
   * keptPublished: the text differs, but municipalities already read the template, so a person must correct it.
   */
  readonly result: 'created' | 'unchanged' | 'newVersion' | 'keptPublished'
  readonly version: number
  readonly title: string
  readonly sourceNumber: number
  readonly placed: readonly PlacedSection[]
  readonly municipal: MunicipalPart
  readonly unplaced: readonly UnplacedText[]
}

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
 * Makes a template of a task page exported from the real portal (T12). The same page twice makes one template.
 * @param input.bytes the file, at most 1 MB of UTF-8
 * @throws InvalidInput with every fault, line and reason; then nothing has changed. Forbidden
 */
export async function importTaskPage(ctx: Context, input: { bytes: Uint8Array }): Promise<ImportReport> {
  checkMayWrite(ctx.actor)
  const parsed = parseTaskPage(input.bytes)
  if (!parsed.ok) throw new InvalidInput(faultFields(parsed.faults))
  const { template, municipal, placed, unplaced } = parsed.page
  const saved = await saveImported(ctx, template.sourceNumber, draftOfPage(template))
  return { ...saved, title: template.title, sourceNumber: template.sourceNumber, municipal, placed, unplaced }
}

type Saved = Pick<ImportReport, 'templateId' | 'result' | 'version'>

async function saveImported(ctx: Context, sourceNumber: number, draft: TemplateDraft): Promise<Saved> {
  const id = ctx.newId()
  const projectId = await findOrInsertProject(ctx, draft.project)
  const isNew = await insertTemplate(ctx, { id, projectId, sourceNumber }, draft)
  if (isNew) {
    await emitImported(ctx, id, sourceNumber, { title: draft.title, version: 1 })
    return { templateId: id, result: 'created', version: 1 }
  }
  return await updateImported(ctx, sourceNumber, draft)
}

async function updateImported(ctx: Context, sourceNumber: number, draft: TemplateDraft): Promise<Saved> {
  const found = await findTemplateBySource(ctx, sourceNumber)
  if (!found) throw new Error(`Template of page ${sourceNumber} is there and is not`)
  const { version, publishedAt } = await lockTemplate(ctx, found.id)
  const before = draftOf(found)
  // What the page does not carry stays as the editor set it.
  const after = { ...draft, boundRoleId: before.boundRoleId, isPrerequisiteWall: before.isPrerequisiteWall }
  if (Object.keys(draftChanges(withoutTargets(before), withoutTargets(after))).length === 0)
    return { templateId: found.id, result: 'unchanged', version }
  if (publishedAt) return { templateId: found.id, result: 'keptPublished', version }
  await saveVersion(ctx, found.id, version + 1, after)
  await emitImported(ctx, found.id, sourceNumber, { title: draft.title, version: version + 1 })
  return { templateId: found.id, result: 'newVersion', version: version + 1 }
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
  facts: { title: string; version: number },
): Promise<void> {
  return ctx.emit({
    type: 'template.imported',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'template', id },
    facts: { ...facts, sourceNumber },
  })
}
