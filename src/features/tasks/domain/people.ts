import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Sentence } from '../../../kernel/errors.ts'

/** A task's people are chosen among the users of its own municipality. */
export const strangerChosen: Sentence = {
  da: 'Vælg en person fra jeres egen kommune, som har været logget på.',
  en: 'Choose a person of your own municipality who has signed in.',
}

const startAfterDeadline: Sentence = {
  da: 'Startdatoen ligger efter fristen. Vælg en tidligere dag.',
  en: 'The start date is after the deadline. Choose an earlier day.',
}

/**
 * What is wrong with a start day, if anything. Once the deadline has passed, the day on which the municipality truly
 * begins lies after it.
 */
export function faultOfStartDay(
  startsOn: CivilDay | null,
  dueOn: CivilDay | null,
  today: CivilDay,
): Sentence | null {
  if (!startsOn || !dueOn || dueOn < today) return null
  return startsOn > dueOn ? startAfterDeadline : null
}
