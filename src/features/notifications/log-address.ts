import { z } from 'zod'
import { findCivilDay, parseDanishDay } from '../../kernel/civil-day.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { isReason, mailStates } from './domain.ts'
import { type LogFilter, type LogPlace, thingIn } from './domain-log.ts'
import type { LoggedMail } from './queries-log.ts'

const text = z.string().trim().max(200).catch('').default('')

/** The filters as they stand in the address; what cannot be read is no filter. */
export const logQuery = z.object({
  q: text,
  om: text,
  grund: text,
  tilstand: text,
  fra: text,
  til: text,
  efter: z.string().max(500).optional().catch(undefined),
})

export type LogWords = Omit<z.output<typeof logQuery>, 'efter'>

const dayIn = (words: string) => parseDanishDay(words) ?? findCivilDay(words)

export function readLogFilter(words: LogWords): LogFilter {
  return {
    person: words.q,
    about: thingIn(words.om),
    reason: isReason(words.grund) ? words.grund : null,
    state: mailStates.find((state) => state === words.tilstand) ?? null,
    from: dayIn(words.fra),
    to: dayIn(words.til),
  }
}

/** An address with these filters; empty ones are left out. */
export function logHref(path: string, words: Partial<LogWords> & { readonly efter?: string }): string {
  const { q, om, grund, tilstand, fra, til, efter } = words
  const given = Object.entries({ q, om, grund, tilstand, fra, til, efter }).filter(
    (pair): pair is [string, string] => Boolean(pair[1]),
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

/** Where a page of the log begins. */
export function readPlace(cursor: string | undefined): LogPlace | null {
  const found = readCursor(cursor, place)
  return found && { at: new Date(found.at), id: found.id }
}

/** What of one mail more than asked for is shown, and where the next page begins; null when there is none. */
export function pageOf(
  found: readonly LoggedMail[],
  limit: number,
): { readonly mails: readonly LoggedMail[]; readonly next: string | null } {
  const mails = found.slice(0, limit)
  const last = found.length > limit ? mails.at(-1) : undefined
  return { mails, next: last ? writeCursor({ at: last.createdAt.toISOString(), id: last.id }) : null }
}
