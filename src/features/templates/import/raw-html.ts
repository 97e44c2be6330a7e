import { isBlank, type SourceLine } from './lines.ts'

/** A tag, comment, declaration or processing instruction as CommonMark reads them, from its '<'. */
const tag = /<(?:(\/?[a-z][a-z0-9-]*(?=[\s/>]|$))|!--|![a-z]|!\[CDATA\[|\?)/iy
const ownBlock = /^\s*(?:[-*+>]|\d{1,9}[.)]|#{1,6}(?=\s|$))/

/**
 * The numbers of the lines with raw HTML. 'a < b', '<5 dage' and '<https://kombit.dk>' are text; so is anything
 * in code. Errs on the strict side: a tag that is not well-formed counts, when a '>' comes later in the paragraph.
 */
export function linesWithHtml(lines: readonly SourceLine[]): number[] {
  const found = new Set<number>()
  let run: SourceLine[] = []
  for (const line of lines) {
    if (!line.fenced && !isBlank(line.text)) {
      run.push(line)
      continue
    }
    scanRun(run, found)
    run = []
  }
  scanRun(run, found)
  return [...found]
}

/** Lines without a blank between them. Code cannot reach from one list item or heading into the next. */
function scanRun(run: readonly SourceLine[], found: Set<number>): void {
  const lastWithEnd = run.findLastIndex((line) => line.text.includes('>'))
  let block: SourceLine[] = []
  run.forEach((line, index) => {
    if (block.length > 0 && ownBlock.test(line.text)) {
      scanBlock(block, lastWithEnd >= index, found)
      block = []
    }
    block.push(line)
  })
  scanBlock(block, false, found)
}

function scanBlock(block: readonly SourceLine[], endsLater: boolean, found: Set<number>): void {
  const text = block.map((line) => line.text).join('\n')
  if (!text.includes('<')) return
  const lastEnd = endsLater ? text.length : text.lastIndexOf('>')
  const codeEnd = codeSpans(text)
  let lineIndex = 0
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position]
    if (character === '\n') lineIndex += 1
    else if (character === '\\' && text[position + 1] !== '\n') position += 1
    else if (character === '`') {
      const end = codeEnd(position)
      for (; position < end; position += 1) if (text[position] === '\n') lineIndex += 1
    } else if (character === '<' && isHtmlAt(text, position, lastEnd)) {
      found.add(block[lineIndex]?.number ?? 0)
    }
  }
}

function isHtmlAt(text: string, position: number, lastEnd: number): boolean {
  tag.lastIndex = position
  const match = tag.exec(text)
  if (!match) return false
  return match[1] === undefined || position < lastEnd || beginsLine(text, position)
}

/** At the start of a line, also behind list and quote marks, an unfinished tag is HTML as well. */
function beginsLine(text: string, position: number): boolean {
  let before = position - 1
  while (before >= 0 && text[before] !== '\n' && /[\s>*+\-\d.)]/.test(text[before] ?? '')) before -= 1
  return before < 0 || text[before] === '\n'
}

/**
 * A function that tells where the run of backticks at a position ends: after the code span it opens, or after the
 * run itself when no later run has its length. Positions must be asked for in rising order; linear over all.
 */
function codeSpans(text: string): (position: number) => number {
  const starts = new Map<number, number[]>()
  for (const run of text.matchAll(/`+/g)) {
    const ofLength = starts.get(run[0].length)
    if (ofLength) ofLength.push(run.index)
    else starts.set(run[0].length, [run.index])
  }
  const asked = new Map<number, number>()
  return (position) => {
    let length = 1
    while (text[position + length] === '`') length += 1
    const candidates = starts.get(length) ?? []
    let next = asked.get(length) ?? 0
    while ((candidates[next] ?? Number.POSITIVE_INFINITY) < position + length) next += 1
    asked.set(length, next)
    const closing = candidates[next]
    return (closing === undefined ? position : closing) + length - 1
  }
}
