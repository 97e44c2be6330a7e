const escaped = /\\([!-/:-@[-`{-~])/g

/** The text inside bold or italic marks that enclose the whole of it; `bold` when they were ** or __ (or three). */
export function unwrapEmphasis(text: string): { text: string; bold: boolean } {
  const mark = /^(?:\*{1,3}|_{1,3})(?=\S)/.exec(text)?.[0]
  if (!mark || text.length <= 2 * mark.length || !text.endsWith(mark)) return { text, bold: false }
  const inner = text.slice(mark.length, -mark.length)
  // '**Ja** eller **nej**' starts and ends in marks, but they do not enclose the whole.
  if (inner.includes(mark) || inner !== inner.trim()) return { text, bold: false }
  return { text: inner, bold: mark.length > 1 }
}

/** One line of Markdown as plain text: enclosing marks, escapes and runs of white space taken away. */
export function plainText(line: string): string {
  return unwrapEmphasis(line.trim()).text.replace(escaped, '$1').replace(/\s+/g, ' ').trim()
}
