const escaped = /\\([!-/:-@[-`{-~])/g

/**
 * The text inside bold or italic marks that enclose the whole of it; `bold` when they were ** or __ (or three). White space
 * just within bold marks is what word processors leave there ('**STATUS **'); after a single one it makes a list.
 */
export function unwrapEmphasis(text: string): { text: string; bold: boolean } {
  const mark = /^(?:\*{2,3}|_{2,3}|[*_](?=\S))/.exec(text)?.[0]
  if (!mark || text.length <= 2 * mark.length || !text.endsWith(mark)) return { text, bold: false }
  const within = text.slice(mark.length, -mark.length)
  const bold = mark.length > 1
  const inner = bold ? within.trim() : within
  // '**Ja** eller **nej**' starts and ends in marks, but they do not enclose the whole.
  if (inner.includes(mark) || inner === '' || inner !== inner.trim()) return { text, bold: false }
  return { text: inner, bold }
}

/** Characters that are copied from pages and seen by nobody: zero-width and word joiners, byte order marks, soft hyphens. */
export const invisible = /[\u00AD\u200B\u2060\uFEFF]/g

/** One line of Markdown as plain text: enclosing marks, escapes and runs of white space taken away. */
export function plainText(line: string): string {
  return unwrapEmphasis(line.replace(invisible, '').trim())
    .text.replace(escaped, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
