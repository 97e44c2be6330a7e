import { createHash } from 'node:crypto'

/** The name space of addresses (RFC 9562, 6.6). */
const addresses = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** The UUID of version 5 that a name always has in a name space (RFC 9562, 5.5). */
export function uuidV5(space: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The key of a person whom a provider gives no UUID. An issuer has no fragment, so that no two people share a name. */
export const personIdOf = (issuer: string, subject: string): string =>
  uuidV5(addresses, `${issuer}#${subject}`)
