import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** By what a client that has a file already asks whether it is still the same (RFC 9110, 8.8). */
export interface Freshness {
  readonly etag: string
  readonly lastModified: Date
}

/** A weak tag of what a file holds: it stays the same however the file is packed on its way. */
export const etagOf = (content: string): string =>
  `W/"${createHash('sha256').update(content).digest('base64url')}"`

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')

/** Whether the client has this already. A tag beats a date, which knows whole seconds alone (RFC 9110, 13.2.2). */
export function isUnchanged(headers: IncomingHttpHeaders, { etag, lastModified }: Freshness): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag))
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= since
}
