import type { XmlFaultReason } from '../fault-codes.ts'

/** What a document may be at most. `comments` is for files that people edit, never for messages. */
export interface XmlLimits {
  readonly bytes: number
  readonly depth: number
  readonly elements: number
  readonly attributesEach: number
  readonly comments?: boolean
}

const name = '[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?'
const declaration =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"([^"]*)"|'([^']*)'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/
const startOfTag = new RegExp(`<(${name})`, 'y')
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`, 'y')
const endOfStartTag = /\s*(\/?)>/y
const endTag = new RegExp(`</(${name})\\s*>`, 'y')
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these very characters
const forbiddenCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const strayAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/
const characterReference = /&#(?:x([0-9a-fA-F]+)|([0-9]+));/g

/**
 * Walks through the text once, in time that grows with its length, before any parser sees it. Parsers in JavaScript are
 * lenient: they repair what is broken, and two of them repair differently. What is let through here leaves nothing to
 * repair: well-formed XML 1.0 with ASCII names, without a document type, processing instructions or CDATA.
 * @returns why it is refused, or null
 */
export function whyNotXml(text: string, limits: XmlLimits): XmlFaultReason | null {
  if (text.trim() === '') return 'empty'
  if (text.length > limits.bytes) return 'tooLarge'
  if (text.includes('\0')) return 'encoding'
  if (forbiddenCharacter.test(text) || strayAmpersand.test(text) || hasForbiddenReference(text)) {
    return text.includes('<!DOCTYPE') ? 'doctype' : 'notXml'
  }
  const declared = declaration.exec(text)
  if (!declared && /^<\?xml\s/.test(text)) return 'notXml'
  const encoding = declared?.[1] ?? declared?.[2] ?? 'utf-8'
  if (encoding.toLowerCase() !== 'utf-8') return 'encoding'
  return whyNotMarkup(text, declared?.[0].length ?? 0, limits)
}

function hasForbiddenReference(text: string): boolean {
  for (const [, hexadecimal, decimal] of text.matchAll(characterReference)) {
    const point = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal)
    const isSurrogate = point >= 0xd800 && point <= 0xdfff
    if (point > 0x10ffff || isSurrogate || forbiddenCharacter.test(String.fromCodePoint(point))) return true
  }
  return false
}

function whyNotMarkup(text: string, from: number, limits: XmlLimits): XmlFaultReason | null {
  const open: string[] = []
  let at = from
  let elements = 0
  while (at < text.length) {
    const markup = text.indexOf('<', at)
    const between = text.slice(at, markup < 0 ? undefined : markup)
    if (open.length === 0 ? between.trim() !== '' : between.includes(']]>')) return 'notXml'
    if (markup < 0) break
    if (text.startsWith('<!--', markup) && limits.comments) {
      const end = text.indexOf('--', markup + 4)
      if (end < 0 || text[end + 2] !== '>') return 'notXml'
      at = end + 3
    } else if (text.startsWith('</', markup)) {
      const tag = matchAt(endTag, text, markup)
      if (!tag || open.pop() !== tag[1]) return 'notXml'
      at = markup + tag[0].length
    } else {
      const reason = whyNotDeclaration(text, markup)
      if (reason) return reason
      if (open.length === 0 && elements > 0) return 'notXml'
      elements += 1
      if (elements > limits.elements) return 'tooMany'
      const tag = readStartTag(text, markup, limits)
      if (typeof tag === 'string') return tag
      if (!tag.isClosed && open.push(tag.name) > limits.depth) return 'tooDeep'
      at = tag.end
    }
  }
  return open.length > 0 || elements === 0 ? 'notXml' : null
}

function whyNotDeclaration(text: string, at: number): XmlFaultReason | null {
  if (text.startsWith('<!--', at)) return 'comment'
  if (text.startsWith('<![CDATA[', at)) return 'cdata'
  if (text.startsWith('<!', at)) return 'doctype'
  return text.startsWith('<?', at) ? 'processingInstruction' : null
}

function readStartTag(
  text: string,
  at: number,
  limits: XmlLimits,
): { name: string; isClosed: boolean; end: number } | XmlFaultReason {
  const start = matchAt(startOfTag, text, at)
  if (!start?.[1]) return 'notXml'
  const seen = new Set<string>()
  let end = at + start[0].length
  for (let found = matchAt(attribute, text, end); found?.[1]; found = matchAt(attribute, text, end)) {
    if (seen.has(found[1])) return 'notXml'
    if (seen.add(found[1]).size > limits.attributesEach) return 'tooMany'
    end += found[0].length
  }
  const close = matchAt(endOfStartTag, text, end)
  if (!close) return 'notXml'
  return { name: start[1], isClosed: close[1] === '/', end: end + close[0].length }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
