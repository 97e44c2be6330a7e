import type { Actor } from '../../kernel/actor.ts'
import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import type { Refusal } from '../../kernel/errors.ts'

/** Longest message or note, in characters. */
export const mostCharacters = 10_000

/** 0 = Sunday … 6 = Saturday. */
const weekdayOf = (day: CivilDay): number => new Date(`${day}T00:00:00Z`).getUTCDay()

const isWeekend = (day: CivilDay): boolean => [0, 6].includes(weekdayOf(day))

/**
 * The day an answer is promised by: so many weekdays after the message came. A message of the weekend counts from
 * Monday.
 * @param days the central body's own setting (T9)
 */
export function answerDueOn(sentOn: CivilDay, days: number): CivilDay {
  let day = sentOn
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (!isWeekend(day)) left -= 1
  }
  return day
}

export type AuthorSide = 'municipality' | 'central'

/** Whose voice a message has; suppliers and auditors have none. */
export function authorSideOf(actor: Actor): AuthorSide | null {
  return actor.side === 'supplier' ? null : actor.side
}

/** Answering all needs somebody to answer. */
export function whyNotAnswerAll(threadCount: number): Refusal | null {
  if (threadCount > 0) return null
  return {
    code: 'no-thread-chosen',
    sentence: {
      da: 'Vælg mindst én kommune, der skal have svaret.',
      en: 'Choose at least one municipality to answer.',
    },
  }
}
