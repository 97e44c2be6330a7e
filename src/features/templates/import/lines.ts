/** One line of the page without its line end. `fenced`: part of a fenced code block, so it has no markup. */
export interface SourceLine {
  number: number
  text: string
  fenced: boolean
}

/** Lists nested deeper than this are read as if they were this deep. */
export const deepestNesting = 20

export type FenceRole = 'open' | 'inside' | 'close' | null

const listMarker = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/
const openingFence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/
const bareFence = /^(?:`{3,}|~{3,})$/

/** Lines end in LF, CRLF or CR. */
export function readLines(text: string): SourceLine[] {
  const texts = text.split(/\r\n|\r|\n/)
  const roles = fenceRoles(texts)
  return texts.map((line, index) => ({ number: index + 1, text: line, fenced: roles[index] !== null }))
}

export const isBlank = (text: string): boolean => text.trim() === ''

/**
 * Which lines belong to fenced code blocks. A fence that is never closed is text: it must not swallow the
 * sections after it. Linear: the longest fence still to come tells at once whether an opening has an end.
 */
export function fenceRoles(texts: readonly string[]): FenceRole[] {
  const longestAfter = longestFencesAfter(texts)
  const roles: FenceRole[] = []
  let open: string | null = null
  texts.forEach((text, index) => {
    if (open !== null) {
      const closes = closesFence(text.trim(), open)
      roles.push(closes ? 'close' : 'inside')
      if (closes) open = null
      return
    }
    const fence = fenceOpenedBy(text)
    const toCome = fence?.startsWith('~') ? longestAfter.tildes[index] : longestAfter.backticks[index]
    if (fence !== null && fence.length <= (toCome ?? 0)) open = fence
    roles.push(open === null ? null : 'open')
  })
  return roles
}

/** The run of ` or ~ that opens a block on this line, also behind list markers ('1. ```'). */
export function fenceOpenedBy(text: string): string | null {
  let rest = text.trim()
  for (let depth = 0; depth < deepestNesting; depth += 1) {
    const marker = listMarker.exec(rest)
    if (!marker) break
    rest = rest.slice(marker[0].length)
  }
  const match = openingFence.exec(rest)
  return match?.[1] ?? match?.[2] ?? null
}

const closesFence = (text: string, open: string): boolean =>
  bareFence.test(text) && text[0] === open[0] && text.length >= open.length

function longestFencesAfter(texts: readonly string[]): { backticks: number[]; tildes: number[] } {
  const backticks: number[] = new Array(texts.length).fill(0)
  const tildes: number[] = new Array(texts.length).fill(0)
  let longestBacktick = 0
  let longestTilde = 0
  for (let index = texts.length - 1; index >= 0; index -= 1) {
    backticks[index] = longestBacktick
    tildes[index] = longestTilde
    const text = (texts[index] ?? '').trim()
    if (!bareFence.test(text)) continue
    if (text.startsWith('~')) longestTilde = Math.max(longestTilde, text.length)
    else longestBacktick = Math.max(longestBacktick, text.length)
  }
  return { backticks, tildes }
}
