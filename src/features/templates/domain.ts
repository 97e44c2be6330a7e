import { type CivilDay, daysBetween } from '../../kernel/civil-day.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'
import type { EventValue, NewEvent } from '../../kernel/event.ts'

export const priorities = ['mandatory', 'recommended', 'voluntary'] as const
export type Priority = (typeof priorities)[number]

/** A prerequisite or a closely related task: another template, or only its title when it is not here. */
export interface TemplateLink {
  readonly templateId: string | null
  readonly title: string
}

/** `href` is an http or https address, or null. */
export interface Appendix {
  readonly title: string
  readonly href: string | null
}

/** All that KOMBIT writes about a task (T1). Texts are Markdown; roles are named, not persons. */
export interface TemplateDraft {
  readonly title: string
  /** What stands in the title's leading parenthesis: 'Rolle 3'. */
  readonly numberPrefix: string | null
  readonly goal: string
  readonly description: string
  /** The section Opgaven. */
  readonly assignment: string
  readonly method: string
  readonly outcome: string
  readonly qualityCriteria: string
  readonly recommendedResponsible: string | null
  readonly recommendedPerformer: string | null
  readonly priority: Priority
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  /** By name; made when there is none of that name. */
  readonly project: string
  readonly phase: string
  readonly theme: string
  /** The template asks for a holder of this role (T10). */
  readonly boundRoleId: string | null
  /** Unmet prerequisites stop the answer instead of warning (T7). */
  readonly isPrerequisiteWall: boolean
  readonly prerequisites: readonly TemplateLink[]
  readonly related: readonly TemplateLink[]
  readonly appendices: readonly Appendix[]
}

/** Longest title, name or other text of one line, and longest text in Markdown, in characters. */
export const mostLine = 300
export const mostText = 50_000

/** A draft with nothing in it, to spread before what one has. */
export const emptyDraft: TemplateDraft = {
  title: '',
  numberPrefix: null,
  goal: '',
  description: '',
  assignment: '',
  method: '',
  outcome: '',
  qualityCriteria: '',
  recommendedResponsible: null,
  recommendedPerformer: null,
  priority: 'recommended',
  startsOn: null,
  dueOn: null,
  project: '',
  phase: '',
  theme: '',
  boundRoleId: null,
  isPrerequisiteWall: false,
  prerequisites: [],
  related: [],
  appendices: [],
}

const missingTitle: Sentence = { da: 'Skriv en titel.', en: 'Write a title.' }
const missingProject: Sentence = {
  da: 'Skriv, hvilket projekt opgaven hører til.',
  en: 'Write which project the task belongs to.',
}
const endBeforeStart: Sentence = {
  da: 'Slutdatoen skal være efter startdatoen.',
  en: 'The due date must be after the start date.',
}

/** What is wrong with a draft, by field; an empty object when nothing is. */
export function draftFaults(draft: TemplateDraft): FieldFaults {
  const faults: FieldFaults = {}
  if (!draft.title) faults.title = missingTitle
  if (!draft.project) faults.project = missingProject
  if (draft.startsOn && draft.dueOn && daysBetween(draft.startsOn, draft.dueOn) < 0)
    faults.dueOn = endBeforeStart
  return faults
}

/** Texts that are kept whole in the versions, so the event need not repeat them. */
const longTexts: readonly (keyof TemplateDraft)[] = [
  'goal',
  'description',
  'assignment',
  'method',
  'outcome',
  'qualityCriteria',
]

/**
 * Which fields differ, before and after, as an event tells it. Long texts are named without their content: the
 * versions hold it.
 */
export function draftChanges(before: TemplateDraft, after: TemplateDraft): NonNullable<NewEvent['changes']> {
  const changed: Record<string, { from?: EventValue; to?: EventValue }> = {}
  for (const key of Object.keys(emptyDraft) as (keyof TemplateDraft)[]) {
    const [from, to] = [before[key], after[key]]
    if (JSON.stringify(from) === JSON.stringify(to)) continue
    changed[key] = longTexts.includes(key) ? {} : { from: from as EventValue, to: to as EventValue }
  }
  return changed
}

/** '(Rolle 3) Tildel …' → 'Rolle 3'; null when the title begins with no parenthesis. */
export function numberPrefixOf(title: string): string | null {
  return /^\(([^()]{1,40})\)\s/.exec(title)?.[1] ?? null
}
