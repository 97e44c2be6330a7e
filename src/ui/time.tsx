import { type CivilDay, civilDayOf, formatCivilDay } from '../kernel/civil-day.ts'
import { timeOfDay } from '../kernel/wall-time.ts'
import { useWords } from './shell-context.ts'

/** A day, dd-mm-åååå, never broken over two lines. */
export function Day({ day }: { day: CivilDay }) {
  return (
    <time class="tv-time" dateTime={day}>
      {formatCivilDay(day)}
    </time>
  )
}

/** A sentence whose days are never broken over two lines. */
export function KeepDays({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\d{2}-\d{2}-\d{4})/).map((part, place) =>
        place % 2 === 1 ? (
          <span key={`${place} ${part}`} class="tv-time">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}

export interface InstantProps {
  at: Date
  /** Only the time of day, where the day stands beside it. */
  timeOnly?: boolean
}

/** An instant in Danish time: '06-08-2025 kl. 11:46'. */
export function Instant({ at, timeOnly }: InstantProps) {
  const words = useWords()
  const time = words.at(timeOfDay(at))
  return (
    <time class="tv-time" dateTime={at.toISOString()}>
      {timeOnly ? time : `${formatCivilDay(civilDayOf(at))} ${time}`}
    </time>
  )
}
