import { deepestNesting, type FenceRole, fenceOpenedBy, fenceRoles, isBlank } from './lines.ts'

/** A list that is open: the column its marker stood in and its text began in, and the column its text has now. */
interface Level {
  indent: number
  content: number
  out: number
}

interface OpenFence {
  indent: number
  out: number
}

const itemMarker = /^([-*+]|(\d{1,9})[.)])(?:([ \t]+)|$)/

/**
 * Markdown with its nested lists indented as CommonMark wants them. The portal indents each level by two columns,
 * which under '3. ' is no nesting at all; here a line belongs to the deepest list whose marker stands two or more
 * columns to its left, and is moved to where that list's text begins. Only white space changes, and a second run
 * changes nothing. Nesting deeper than `deepestNesting` is flattened.
 */
export function normaliseMarkdown(text: string): string {
  const lines = text.split('\n')
  const roles = fenceRoles(lines)
  const reindent = new Reindentation()
  lines.forEach((line, index) => {
    reindent.take(line, roles[index] ?? null, lines[index + 1] ?? '')
  })
  return trimBlankLines(reindent.out).join('\n')
}

class Reindentation {
  readonly out: string[] = []
  private levels: Level[] = []
  private fence: OpenFence | null = null

  take(line: string, role: FenceRole, next: string): void {
    if (role === 'inside' || role === 'close') {
      this.takeFenced(line)
      return
    }
    if (isBlank(line)) {
      this.out.push('')
      return
    }
    const { indent, rest } = splitIndent(line)
    const content = withLineBreak(rest, next)
    const marker = itemMarker.exec(content)
    if (marker && !isRule(content) && (this.levels.length > 0 || indent < 4)) {
      this.takeItem(indent, content)
    } else this.takeText(indent, content, role)
    if (role === 'open' && marker) {
      const level = this.levels.at(-1)
      this.fence = { indent: level?.content ?? 0, out: level?.out ?? 0 }
    }
  }

  private takeItem(indent: number, content: string): void {
    const parentIndex = this.levels.findLastIndex(
      (level, depth) => level.indent + 2 <= indent && depth < deepestNesting - 1,
    )
    const continuesList = this.levels.length > parentIndex + 1
    this.levels.length = parentIndex + 1
    const outIndent = this.levels.at(-1)?.out ?? 0
    const first = itemMarker.exec(content)
    // Inside a paragraph CommonMark lets only '1.' start a list: any other number needs a blank line before it.
    const startsElsewhere = first?.[2] !== undefined && Number(first[2]) !== 1
    if (startsElsewhere && !continuesList && parentIndex >= 0 && this.out.at(-1) !== '') this.out.push('')
    let column = indent
    let printed = ''
    let rest = content
    for (let marker = first; marker && this.levels.length < deepestNesting; marker = itemMarker.exec(rest)) {
      if (printed !== '' && isRule(rest)) break
      const width = (marker[1] ?? '').length
      const gap = marker[3]?.length ?? 1
      printed += `${marker[1]} `
      this.levels.push({ indent: column, content: column + width + gap, out: outIndent + printed.length })
      column += width + gap
      rest = rest.slice(marker[0].length)
    }
    const item = `${' '.repeat(outIndent)}${printed}${rest}`
    this.out.push(rest === '' ? item.trimEnd() : item)
  }

  private takeText(indent: number, content: string, role: FenceRole): void {
    const level = this.levels.findLastIndex((open) => open.indent + 2 <= indent)
    const startsBlock = this.out.at(-1) === '' || role === 'open' || opensBlock(content)
    let outIndent = this.levels[level]?.out ?? 0
    if (this.levels.length === 0) outIndent = indent
    else if (startsBlock) this.levels.length = level + 1
    if (role === 'open') this.fence = { indent, out: outIndent }
    this.out.push(' '.repeat(outIndent) + content)
  }

  private takeFenced(line: string): void {
    const { indent, rest } = splitIndent(line)
    const fence = this.fence ?? { indent: 0, out: 0 }
    const own = Math.max(0, indent - fence.indent)
    this.out.push(isBlank(rest) ? '' : ' '.repeat(fence.out + own) + rest)
  }
}

/** The column of the first character that is neither space nor tab (a tab goes to the next multiple of four). */
function splitIndent(line: string): { indent: number; rest: string } {
  let indent = 0
  let index = 0
  for (; line[index] === ' ' || line[index] === '\t'; index += 1) {
    indent = line[index] === '\t' ? indent + 4 - (indent % 4) : indent + 1
  }
  return { indent, rest: line.slice(index) }
}

/** Two spaces at the end are a line break in Markdown, but only before more of the same paragraph. */
function withLineBreak(rest: string, next: string): string {
  const goesOn = !isBlank(next) && !itemMarker.test(next.trim())
  return rest.trimEnd() + (rest.endsWith('  ') && goesOn ? '  ' : '')
}

/** '---', '* * *': a line across, not a list. */
function isRule(content: string): boolean {
  const marks = content.replace(/[ \t]/g, '')
  return (
    marks.length >= 3 && '-*_'.includes(marks[0] ?? ' ') && marks === (marks[0] ?? '').repeat(marks.length)
  )
}

const opensBlock = (content: string): boolean =>
  /^(?:#{1,6}(?:\s|$)|>)/.test(content) || isRule(content) || fenceOpenedBy(content) !== null

function trimBlankLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '')
  const last = lines.findLastIndex((line) => line !== '')
  return first === -1 ? [] : lines.slice(first, last + 1)
}
