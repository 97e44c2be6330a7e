import { plainText } from './emphasis.ts'

/** The task number on a line of its own, '#139534'. Null for any other line and for numbers that are none. */
export function readTaskNumber(line: string): number | null {
  const digits = /^#+ ?#?(\d{1,15})$/.exec(plainText(line))?.[1]
  return digits && Number(digits) > 0 ? Number(digits) : null
}

/** What stands in the parenthesis a title begins with: 'Rolle 3' of '(Rolle 3) Tildel …' (T1). */
export function prefixOf(title: string): string | null {
  const prefix = /^\(([^()]{1,40})\) ?\S/.exec(title)?.[1]?.trim()
  return prefix ? prefix : null
}
