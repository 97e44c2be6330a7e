import { daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import { mostLine, mostText } from '../domain.ts'
import { type SectionKey, sectionLabels } from './labels.ts'
import { type KnownSections, spokenLines } from './sections.ts'
import type { Findings, TemplatePart } from './task-page.ts'

/** The section each field of the template is read from, with its longest text. */
const limited = [
  ['goal', mostText],
  ['description', mostText],
  ['assignment', mostText],
  ['method', mostText],
  ['outcome', mostText],
  ['qualityCriteria', mostText],
  ['title', mostLine],
  ['recommendedResponsibleRole', mostLine],
  ['recommendedPerformerRole', mostLine],
  ['project', mostLine],
  ['phase', mostLine],
  ['theme', mostLine],
  ['prerequisites', mostLine],
  ['related', mostLine],
  ['externalAppendices', mostLine],
] as const satisfies readonly (readonly [SectionKey & keyof TemplatePart, number])[]

/** Whether a field, or one of its entries, is longer than it may be. */
const isLonger = (value: TemplatePart[keyof TemplatePart], most: number): boolean =>
  [value ?? '']
    .flat()
    .some((entry) => (typeof entry === 'object' ? entry.title : String(entry)).length > most)

/**
 * What the form of a description would refuse is refused here too: otherwise the next correction could not be saved.
 * Told at the first line of the section that says something.
 */
export function noteLimits(template: TemplatePart, sections: KnownSections, findings: Findings): void {
  const lineOf = (key: SectionKey): number => {
    const section = sections.get(key)
    return (section && spokenLines(section)[0]?.number) ?? section?.line ?? 1
  }
  for (const [key, most] of limited) {
    if (!isLonger(template[key], most)) continue
    findings.faults.push({ line: lineOf(key), code: 'tooLong', detail: sectionLabels[key].label, most })
  }
  const { startsOn, dueOn } = template
  if (startsOn && dueOn && daysBetween(startsOn, dueOn) < 0)
    findings.faults.push({ line: lineOf('dueOn'), code: 'endBeforeStart', detail: formatCivilDay(dueOn) })
}
