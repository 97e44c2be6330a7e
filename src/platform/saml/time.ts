/** SAML writes instants in UTC alone. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

/** @returns the instant, or null when there is none or it is written in another way */
export function readInstant(text: string | null): Date | null {
  if (text === null || !instant.test(text)) return null
  const read = new Date(text)
  // 30 February is a date to JavaScript, of March.
  return Number.isNaN(read.getTime()) || !read.toISOString().startsWith(text.slice(0, 19)) ? null : read
}

/** Two clocks may differ by this much (OIOSAML). */
export const usualSkewSeconds = 300

export const later = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000)

/** As SAML writes it, without fractions. */
export const writtenInstant = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`
