import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator'
import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import type { Language } from '../../kernel/language.ts'
import type { Entry } from './domain.ts'

/** An entry with what calendar programs go by. */
export interface StampedEntry extends Entry {
  readonly uid: string
  readonly sequence: number
  readonly changedAt: Date
}

export interface CalendarParts {
  readonly name: string
  readonly language: Language
  readonly portal: URL
  readonly entries: readonly StampedEntry[]
}

/** Seconds programs are asked to wait before they look again. */
const lookAgainAfter = 3600

/** The writer escapes what stands in an event and not the calendar's own name (RFC 5545, 3.3.11). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')

const utc = (day: CivilDay): Date => new Date(`${day}T00:00:00Z`)

/**
 * The calendar as a file (RFC 5545). Days are civil days without a time or a zone, take up nobody's time and ring no bell.
 * The same entries always give the same bytes: DTSTAMP is when an entry last changed, as it is for a calendar without a
 * METHOD (3.8.7.2).
 */
export function calendarFile({ name, language, portal, entries }: CalendarParts): string {
  const calendar = ical({
    name: escaped(name),
    prodId: { company: 'Tvaers', product: 'Tvaers', language: language.toUpperCase() },
    ttl: lookAgainAfter,
  })
  for (const entry of entries) {
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      start: utc(entry.on),
      end: utc(addDays(entry.on, 1)),
      allDay: true,
      summary: entry.summary,
      description: entry.description,
      url: new URL(entry.path, portal).href,
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    })
  }
  return `${calendar.toString()}\r\n`
}
