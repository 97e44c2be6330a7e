import { z } from 'zod'
import type { GrantCursor } from './queries.ts'

const written = z.tuple([
  z.number().int().min(1).max(99),
  z.string().max(300),
  z.string().max(300),
  z.string().max(100),
])

export const writeCursor = (cursor: GrantCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Null when the text is no cursor of ours: the list begins at its beginning. */
export function readCursor(text: string | undefined): GrantCursor | null {
  if (!text) return null
  try {
    return written.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    // Not written by us.
    return null
  }
}
