/** Before a value that a spreadsheet would take for a formula, so that it stays text. */
const guard = "'"

/**
 * What makes a spreadsheet calculate: the first character, also in its wide form and after spaces it may trim. Lines are parted
 * at semicolons: whoever opens the file as if it were parted at commas parts texts too, and what begins there is not guarded.
 */
const formulaStart = /^\s*[=+\-@\t\r\n＝＋－＠]/

/** A text as a spreadsheet may have it: one that looks like a formula gets an apostrophe first. */
export const guardedText = (text: string): string => (formulaStart.test(text) ? `${guard}${text}` : text)

/** One cell. Numbers stay numbers; texts are guarded. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = guardedText(value)
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line: semicolons, as Danish spreadsheets part them, and a line end of CR LF. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(';')}\r\n`
}

/** Before the first line: tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\uFEFF'
