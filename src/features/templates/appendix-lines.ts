import type { Sentence } from '../../kernel/errors.ts'
import type { Appendix } from './domain.ts'

const separator = ' | '

/** Appendices as an editor types them, a line each: 'Titel | https://…'. */
export function printAppendices(appendices: readonly Appendix[]): string {
  return appendices
    .map(({ title, href }) => (href === null ? title : `${title}${separator}${href}`))
    .join('\n')
}

const notAnAddress = (line: number): Sentence => ({
  da: `Linje ${line}: Skriv adressen efter en lodret streg, fx Vejledning | https://eksempel.dk/vejledning.`,
  en: `Line ${line}: Write the address after a bar, e.g. Guide | https://example.org/guide.`,
})

/** http and https only: the address becomes a link on 98 pages. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}

/** Reads what `printAppendices` prints; empty lines are left out. */
export function readAppendices(text: string): { appendices: Appendix[] } | { fault: Sentence } {
  const appendices: Appendix[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const bar = line.lastIndexOf('|')
    const title = (bar === -1 ? line : line.slice(0, bar)).trim()
    const address = bar === -1 ? null : line.slice(bar + 1).trim()
    if (title === '' || (address !== null && !isWebAddress(address)))
      return { fault: notAnAddress(index + 1) }
    appendices.push({ title, href: address })
  }
  return { appendices }
}
