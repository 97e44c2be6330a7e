import type { PageFault } from './task-page.ts'

/** 1 MB. The real page is 4 kB. */
export const largestPage = 1_048_576

const lineFeed = 0x0a

/**
 * The text of an exported file: strict UTF-8, with or without a byte order mark, composed (NFC) so that
 * 'å' from a Mac equals 'å' from Windows. The size is judged before anything is read.
 */
export function decodePage(bytes: Uint8Array): { text: string } | { fault: PageFault } {
  if (bytes.length > largestPage) {
    return { fault: { line: 1, code: 'tooLarge', detail: String(bytes.length) } }
  }
  let decoded: string
  try {
    decoded = strictDecoder().decode(bytes)
  } catch {
    return { fault: { line: firstUndecodableLine(bytes), code: 'notUtf8' } }
  }
  const text = decoded.normalize('NFC')
  return text.trim() === '' ? { fault: { line: 1, code: 'empty' } } : { text }
}

const strictDecoder = (): TextDecoder => new TextDecoder('utf-8', { fatal: true })

/** A line feed is never part of a longer UTF-8 sequence, so each line can be judged alone. */
function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = strictDecoder()
  let line = 1
  let start = 0
  for (;;) {
    const end = bytes.indexOf(lineFeed, start)
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end))
    } catch {
      return line
    }
    if (end === -1) return line
    line += 1
    start = end + 1
  }
}
