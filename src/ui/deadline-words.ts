import type { CivilDay } from '../kernel/civil-day.ts'
import type { Language } from '../kernel/language.ts'
import { capitalised, relativeDay, spanWords } from './day-words.ts'
import { uiWords } from './texts.ts'

/** The shapes of T6: overdue, due soon, in good time, answered. */
export type SignalKind = 'red' | 'yellow' | 'green' | 'none'

export interface DeadlineWords {
  /** In a list: 'Over fristen', 'I overmorgen', 'Om 27 dage', 'Besvaret'. */
  readonly short: string
  /** On the task's own page: 'Rød: fristen er overskredet med 9 dage'. */
  readonly long: string
  /** The colour's name, as the real page labels it: 'Rød'. */
  readonly colour: string
}

/**
 * What to say beside a signal (T6: never by colour alone). The signal itself is decided by the task's own rule.
 * @param dueOn the day the task must be answered; null when it has none
 */
export function deadlineWords(
  kind: SignalKind,
  dueOn: CivilDay | null,
  today: CivilDay,
  language: Language,
): DeadlineWords {
  const words = uiWords(language)
  if (kind === 'none') return { short: words.answered, long: words.signalNone, colour: words.answered }
  const colour = words[kind]
  if (!dueOn) return { short: words.noDeadline, long: `${colour}: ${words.noDeadline}`, colour }
  const when = relativeDay(dueOn, today, language)
  if (kind === 'red') {
    return { short: words.pastDeadline, long: words.signalRed(spanWords(dueOn, today, language)), colour }
  }
  const long = kind === 'yellow' ? words.signalYellow(when) : words.signalGreen(when)
  return { short: capitalised(when), long, colour }
}
