import { createHash, createPublicKey, verify } from 'node:crypto'
import type { EventValue } from '../../../kernel/event.ts'
import { canonicalJson } from './canonical-json.ts'
import { leafOf } from './merkle.ts'

/** An event as it is sealed: every column, instants to the microsecond as text. */
export interface RecordedEvent {
  readonly id: number
  readonly at: string
  readonly organisationId: number
  readonly type: string
  readonly subjectType: string
  readonly subjectId: string
  readonly actorKind: string
  readonly actorId: string
  readonly actorName: string
  readonly actorOrganisationId: number
  readonly actorOrganisationName: string
  readonly origin: string
  readonly requestId: string | null
  readonly changes: EventValue
  readonly facts: EventValue
  readonly insideOf: number | null
  /** Absent in events from before there were deputies, and where nobody was acted for. */
  readonly onBehalfOf?: string | null
  readonly onBehalfOfName?: string | null
}

/** What is not there leaves no trace: a column added later must not change the leaves of what was sealed before. */
export function asSealed({ onBehalfOf, onBehalfOfName, ...event }: RecordedEvent): RecordedEvent {
  return {
    ...event,
    ...(onBehalfOf ? { onBehalfOf } : {}),
    ...(onBehalfOfName ? { onBehalfOfName } : {}),
  }
}

export function leafOfEvent(event: RecordedEvent): Buffer {
  return leafOf(canonicalJson(asSealed(event) as unknown as { [key: string]: EventValue }))
}

/** What a seal says. Digests are hexadecimal. */
export interface SealStatement {
  readonly sequence: number
  /** One past the end of the seal before: ids without an event are covered too. */
  readonly fromEventId: number
  readonly toEventId: number
  readonly eventCount: number
  /** Merkle root of the events. */
  readonly digest: string
  /** Digest of the statement before; zeros in the first. */
  readonly previousDigest: string
  /** ISO 8601, to the millisecond. */
  readonly sealedAt: string
  readonly keyId: string
}

export interface Seal extends SealStatement {
  /** Ed25519, hexadecimal. */
  readonly signature: string
}

export const noDigest = '0'.repeat(64)

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** The digest of what a seal says: what the next one names, and what is kept outside. */
export function sealDigest(seal: SealStatement): string {
  const { sequence, fromEventId, toEventId, eventCount, digest, previousDigest, sealedAt, keyId } = seal
  const statement = { sequence, fromEventId, toEventId, eventCount, digest, previousDigest, sealedAt, keyId }
  return sha256(canonicalJson({ format: 1, ...statement }))
}

/** The text that is signed; its first line keeps the signature from meaning anything elsewhere. */
export const signedText = (seal: SealStatement): Buffer =>
  Buffer.from(`tvaers audit seal 1\n${sealDigest(seal)}\n`)

/** Names a public key (32 bytes). */
export const keyIdOf = (publicKey: Uint8Array): string => sha256(publicKey).slice(0, 16)

/** The fixed part of an Ed25519 public key in DER (RFC 8410). */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether a text was signed with the private part of a public key (32 bytes). @param signature hexadecimal */
export function isTextSignedBy(text: string | Uint8Array, signature: string, publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false
  const key = createPublicKey({
    key: Buffer.concat([publicKeyPrefix, publicKey]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'))
}

/** Whether the seal was signed with the private part of a public key (32 bytes). */
export const isSignedBy = (seal: Seal, publicKey: Uint8Array): boolean =>
  isTextSignedBy(signedText(seal), seal.signature, publicKey)
