import type { z } from 'zod'

/** Where the next page begins, as one word in the address. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** What `writeCursor` wrote; null for anything else, so that a mangled link shows the first page. */
export function readCursor<T>(text: string | undefined, schema: z.ZodType<T>): T | null {
  if (!text) return null
  try {
    return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
