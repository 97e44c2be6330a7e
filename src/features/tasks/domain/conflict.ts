import type { Sentence } from '../../../kernel/errors.ts'

/** Somebody changed the task after the page was drawn that a change was made on. */
export const taskChanged: Sentence = {
  da: 'En anden har ændret opgaven, siden du åbnede siden.',
  en: 'Somebody else changed the task after you opened the page.',
}

/** The same, said to somebody who has written or chosen something meanwhile. */
export const taskChangedMeanwhile = {
  text: {
    da: 'En anden har ændret opgaven, mens du skrev. Din tekst er bevaret.',
    en: 'Somebody else changed the task while you were writing. Your text is kept.',
  },
  choices: {
    da: 'En anden har ændret opgaven, mens du valgte. Dine valg er bevaret.',
    en: 'Somebody else changed the task while you were choosing. Your choices are kept.',
  },
} satisfies Record<string, Sentence>

/** The events that count the task's version up; messages, notes and files leave it as it is. */
const counted = new Set([
  'task.started',
  'task.completed',
  'task.optedOut',
  'task.lapsed',
  'task.reopened',
  'task.peopleChanged',
  'task.startDayChanged',
])

/**
 * What happened in the latest changes of a task, newest first. One change may tell several events: they carry the same
 * instant.
 * @param events the task's history, newest first
 * @param count how many changes, as the versions tell it
 */
export function latestChanges<E extends { readonly type: string; readonly at: Date }>(
  events: readonly E[],
  count: number,
): E[] {
  const changes = events.filter((event) => counted.has(event.type))
  const instants = [...new Set(changes.map((event) => event.at.getTime()))].slice(0, Math.max(0, count))
  return changes.filter((event) => instants.includes(event.at.getTime()))
}

/**
 * What a field shows when its form is drawn again: what was typed, or the value of now where the person did not touch
 * it. All three are as the form writes them.
 * @param was what the field held when the form was drawn; undefined when that is not known
 */
export function fieldValue(
  typed: string | undefined,
  was: string | undefined,
  now: string,
): { readonly value: string; readonly isOverwriting: boolean } {
  if (typed === undefined || typed === was) return { value: now, isOverwriting: false }
  return { value: typed, isOverwriting: was !== undefined && was !== now && typed !== now }
}
