import { z } from 'zod'
import { type FieldFaults, InvalidInput } from '../../kernel/errors.ts'
import {
  manyTexts,
  oneOf,
  optionalDay,
  optionalId,
  optionalText,
  versionField,
} from '../../platform/http/form-fields.ts'
import { readAppendices } from './appendix-lines.ts'
import {
  mostLine,
  mostText,
  numberPrefixOf,
  priorities,
  type TemplateDraft,
  type TemplateLink,
} from './domain.ts'

const longText = optionalText(mostText)
const line = optionalText(mostLine)

/** The form of a task description. What is missing or contradicts is the draft's own rule, not the form's. */
export const templateForm = z.object({
  title: line,
  goal: longText,
  description: longText,
  assignment: longText,
  method: longText,
  outcome: longText,
  qualityCriteria: longText,
  recommendedResponsible: line,
  recommendedPerformer: line,
  priority: oneOf(priorities),
  startsOn: optionalDay,
  dueOn: optionalDay,
  project: line,
  phase: line,
  theme: line,
  boundRoleId: optionalId,
  isPrerequisiteWall: z.string().optional(),
  prerequisites: manyTexts,
  related: manyTexts,
  appendices: optionalText(20_000),
  version: versionField.optional(),
})

export type TemplateForm = z.output<typeof templateForm>

interface Known {
  /** Templates that may be linked to. */
  readonly templates: readonly { readonly id: string; readonly title: string }[]
  /** Links of the saved template that lead to no template: the form cannot show them, so they stay. */
  readonly kept: {
    readonly prerequisites: readonly TemplateLink[]
    readonly related: readonly TemplateLink[]
  }
}

/** The draft that a sent form means. @throws InvalidInput when an appendix line cannot be read */
export function draftOfForm(form: TemplateForm, { templates, kept }: Known): TemplateDraft {
  const { version: _version, appendices: lines, isPrerequisiteWall, prerequisites, related, ...rest } = form
  const read = readAppendices(lines)
  if ('fault' in read) throw new InvalidInput({ appendices: read.fault } satisfies FieldFaults)
  const links = (ids: readonly string[], stay: readonly TemplateLink[]): TemplateLink[] => [
    ...stay,
    ...templates.filter(({ id }) => ids.includes(id)).map(({ id, title }) => ({ templateId: id, title })),
  ]
  return {
    ...rest,
    numberPrefix: numberPrefixOf(form.title),
    recommendedResponsible: form.recommendedResponsible || null,
    recommendedPerformer: form.recommendedPerformer || null,
    isPrerequisiteWall: isPrerequisiteWall === 'ja',
    prerequisites: links(prerequisites, kept.prerequisites),
    related: links(related, kept.related),
    appendices: read.appendices,
  }
}

/** Links of a template that lead to no other template here. */
export const keptLinks = (draft: TemplateDraft): Known['kept'] => ({
  prerequisites: draft.prerequisites.filter(({ templateId }) => templateId === null),
  related: draft.related.filter(({ templateId }) => templateId === null),
})
