/** `address` is where the link leads, whatever its scheme; null when the text has no link. */
interface LinkedText {
  text: string
  address: string | null
}

/**
 * The first link of a line of Markdown taken out of it: 'Se [vejledning](https://a.dk) her' is the text
 * 'Se vejledning her' and the address. A bare address is its own text. Later links stay in the text.
 */
export function linkedText(line: string): LinkedText {
  const bare = line.startsWith('<') && line.endsWith('>') ? line.slice(1, -1) : line
  if (/^https?:\/\/\S+$/i.test(bare)) return { text: bare, address: bare }
  const middle = line.indexOf('](')
  const start = middle === -1 || line[middle - 1] === '\\' ? -1 : openingBracket(line, middle)
  const end = start === -1 ? -1 : closingParenthesis(line, middle + 2)
  if (end === -1) return { text: line, address: null }
  const text = line.slice(start + 1, middle)
  const address = destination(line.slice(middle + 2, end))
  const image = line[start - 1] === '!'
  if (text.trim() === '' || address === '' || image) return { text: line, address: null }
  return { text: line.slice(0, start) + text + line.slice(end + 1), address }
}

/** True for the addresses an appendix may lead to. */
export const isWebAddress = (address: string): boolean => /^https?:\/\/[^\s/]/i.test(address)

function openingBracket(line: string, middle: number): number {
  let depth = 0
  for (let index = middle; index >= 0; index -= 1) {
    if (line[index] === ']') depth += 1
    if (line[index] === '[') depth -= 1
    if (depth === 0) return index
  }
  return -1
}

function closingParenthesis(line: string, from: number): number {
  let depth = 1
  for (let index = from; index < line.length; index += 1) {
    if (line[index] === '(') depth += 1
    if (line[index] === ')') depth -= 1
    if (depth === 0) return index
  }
  return -1
}

/** Only what is an address and nothing more: a link with a tooltip stays in the text as it is. */
function destination(inside: string): string {
  const trimmed = inside.trim()
  const address = trimmed.startsWith('<') && trimmed.endsWith('>') ? trimmed.slice(1, -1) : trimmed
  return /\s/.test(address) ? '' : address
}
