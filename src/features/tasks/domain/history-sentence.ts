import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { findCivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { EventValue } from '../../../kernel/event.ts'
import type { Language } from '../../../kernel/language.ts'
import { historyTexts } from '../history-texts.ts'

/** What a sentence of the history is made from: an event of the task (E1). */
export interface ToldEvent {
  readonly type: string
  readonly actorKind: 'user' | 'apiClient' | 'job'
  readonly actorName: string
  readonly actorOrganisationId: number
  readonly actorOrganisationName: string
  readonly onBehalfOfName?: string | null
  readonly changes: Readonly<Record<string, { from?: EventValue; to?: EventValue }>>
  readonly facts: Readonly<Record<string, EventValue>>
}

const text = (value: EventValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const dayText = (value: EventValue | undefined): string => {
  const day = findCivilDay(text(value))
  return day ? formatCivilDay(day) : ''
}

/** The other side's people are named with their organisation. */
const nameOf = (event: ToldEvent, organisationId: number, language: Language): string =>
  event.actorOrganisationId === organisationId
    ? nameWithPrincipal(event.actorName, event.onBehalfOfName ?? null, language)
    : `${event.actorName} (${event.actorOrganisationName})`

/**
 * One event as a plain sentence, with old and new values.
 * @param organisationId the municipality whose task it is
 */
export function historySentence(event: ToldEvent, organisationId: number, language: Language): string {
  const texts = historyTexts(language)
  const who = nameOf(event, organisationId, language)
  switch (event.type) {
    case 'task.received':
      return event.facts.vacatedRole ? texts.cameAgain(text(event.facts.vacatedRole)) : texts.received
    case 'task.started':
      return texts.started(who)
    case 'task.completed':
      return completedSentence(event, who, language)
    case 'task.optedOut':
      return texts.optedOut(who, text(event.facts.reason))
    case 'task.lapsed':
      return texts.lapsed(text(event.facts.because))
    case 'task.reopened':
      return texts.reopened(who, texts.states[text(event.changes.status?.from)] ?? '-')
    case 'task.peopleChanged':
      return peopleSentence(event, who, language)
    case 'task.startDayChanged':
      return startDaySentence(event, who, language)
    case 'task.reminderDue':
      return texts.reminded(event.facts.isOverdue === true, dayText(event.facts.dueOn))
    case 'attachment.added':
      return texts.attachmentAdded(who, text(event.facts.name))
    case 'attachment.removed':
      return texts.attachmentRemoved(who, text(event.facts.name))
    case 'message.sent':
      return texts.messageSent(who)
    case 'message.answered':
      return texts.messageAnswered(who)
    case 'message.threadTaken':
      return texts.threadTaken(who)
    case 'internalNote.written':
      return texts.noteWritten(who)
    case 'task.partImported':
      return importedSentence(event, language)
    default:
      return texts.otherChange(who)
  }
}

function completedSentence({ facts }: ToldEvent, who: string, language: Language): string {
  const texts = historyTexts(language)
  if (facts.confirmedHolder) return texts.completedItself(text(facts.confirmedHolder))
  if (facts.because) return texts.completedBecause(text(facts.because))
  return facts.reason ? texts.completedWithout(who, text(facts.reason)) : texts.completed(who)
}

function peopleSentence(event: ToldEvent, who: string, language: Language): string {
  const texts = historyTexts(language)
  const sentences = (['responsible', 'performer'] as const).flatMap((field) => {
    const change = event.changes[field]
    if (!change) return []
    const [from, to, name] = [text(change.from), text(change.to), texts.fields[field]]
    const chosen = to === event.actorName ? texts.themselves : to
    if (!from) return [texts.named(who, name, chosen)]
    return [to ? texts.renamed(who, name, from, to) : texts.unnamed(who, name, from)]
  })
  return sentences.join(' ') || texts.otherChange(who)
}

const count = (value: EventValue | undefined): number => (typeof value === 'number' ? value : 0)
const names = (value: EventValue | undefined): string[] => (Array.isArray(value) ? value.map(text) : [])

/** What a page from the former portal brought along (T12). */
function importedSentence({ facts }: ToldEvent, language: Language): string {
  const { importedParts, partImported, fields } = historyTexts(language)
  const [files, lines] = [names(facts.fileNames), names(facts.history)]
  const parts = [
    count(facts.messages) > 0 && importedParts.messages(count(facts.messages)),
    count(facts.notes) > 0 && importedParts.notes(count(facts.notes)),
    text(facts.responsible) && importedParts.named(fields.responsible, text(facts.responsible)),
    text(facts.performer) && importedParts.named(fields.performer, text(facts.performer)),
    files.length > 0 && importedParts.files(files),
    lines.length > 0 && importedParts.lines(lines.length),
  ]
  return partImported(parts.filter((part) => typeof part === 'string' && part !== '') as string[])
}

function startDaySentence(event: ToldEvent, who: string, language: Language): string {
  const texts = historyTexts(language)
  const [from, to] = [dayText(event.changes.startsOn?.from), dayText(event.changes.startsOn?.to)]
  if (!from) return texts.startSet(who, to)
  return to ? texts.startChanged(who, from, to) : texts.startRemoved(who, from)
}
