import { plainText } from './emphasis.ts'
import { readAppendices, readNames } from './entries.ts'
import { isBlank, type SourceLine } from './lines.ts'
import { normaliseMarkdown } from './nested-lists.ts'
import { prefixOf, readTaskNumber } from './numbers.ts'
import { isEmpty, type KnownSections, type Section, textOf } from './sections.ts'
import type { Findings, TemplatePart } from './task-page.ts'
import { readChoice, readDay, readName, readRole } from './values.ts'

const priorities = { obligatorisk: 'mandatory', anbefalet: 'recommended', frivillig: 'voluntary' } as const

/** KOMBIT's parts of the page (T1). Null when one it cannot do without is missing or wrong: the fault is noted. */
export function readTemplatePart(sections: KnownSections, findings: Findings): TemplatePart | null {
  const of = (key: Parameters<KnownSections['get']>[0]): Section | undefined => sections.get(key)
  const heading = readTitle(of('title'), findings)
  const priority = readChoice(of('priority'), priorities, 'unknownPriority', findings)
  const rest = {
    goal: readMarkdown(of('goal')),
    description: readMarkdown(of('description')),
    assignment: readMarkdown(of('assignment')),
    method: readMarkdown(of('method')),
    outcome: readMarkdown(of('outcome')),
    recommendedResponsibleRole: readRole(of('recommendedResponsibleRole'), findings),
    recommendedPerformerRole: readRole(of('recommendedPerformerRole'), findings),
    qualityCriteria: readMarkdown(of('qualityCriteria')),
    startsOn: readDay(of('startsOn'), findings),
    dueOn: readDay(of('dueOn'), findings),
    project: readName(of('project'), findings),
    phase: readName(of('phase'), findings),
    theme: readName(of('theme'), findings),
    prerequisites: readNames(of('prerequisites'), findings),
    related: readNames(of('related'), findings),
    externalAppendices: readAppendices(of('externalAppendices'), findings),
  }
  return heading && priority ? { ...heading, priority, ...rest } : null
}

const readMarkdown = (section: Section | undefined): string =>
  !section || isEmpty(section) ? '' : normaliseMarkdown(textOf(section.lines))

type Heading = Pick<TemplatePart, 'title' | 'numberPrefix' | 'sourceNumber'>

/** The title is the first paragraph under 'Opgave titel', the number a line of its own: '#139534'. */
function readTitle(section: Section | undefined, findings: Findings): Heading | null {
  if (!section || section.lines.every((line) => isBlank(line.text))) {
    findings.faults.push({ line: section?.line ?? 1, code: 'noTitle' })
    return null
  }
  const numberLine = section.lines.find((line) => readTaskNumber(line.text) !== null)
  const others = section.lines.map((line) => (line === numberLine ? { ...line, text: '' } : line))
  const { first, after } = firstParagraph(others)
  const title = plainText(withoutHashes(first.map((line) => line.text.trim()).join(' '))).replaceAll('**', '')
  const stray = after.find((line) => !isBlank(line.text))
  if (stray) findings.unplaced.push({ line: stray.number, heading: section.heading, text: textOf(after) })
  if (title === '') findings.faults.push({ line: section.line, code: 'noTitle' })
  const sourceNumber = numberLine ? readTaskNumber(numberLine.text) : null
  if (sourceNumber === null) findings.faults.push({ line: section.line, code: 'noNumber' })
  if (title === '' || sourceNumber === null) return null
  return { title, numberPrefix: prefixOf(title), sourceNumber }
}

function firstParagraph(lines: readonly SourceLine[]): { first: SourceLine[]; after: SourceLine[] } {
  const start = lines.findIndex((line) => !isBlank(line.text))
  if (start === -1) return { first: [], after: [] }
  const gap = lines.findIndex((line, index) => index > start && isBlank(line.text))
  const end = gap === -1 ? lines.length : gap
  return { first: lines.slice(start, end), after: lines.slice(end) }
}

const withoutHashes = (text: string): string => text.replace(/^#{1,6} +/, '')
