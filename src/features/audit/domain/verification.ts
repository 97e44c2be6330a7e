import { growMerkleTree, type MerkleTree } from './merkle.ts'
import { isSignedBy, leafOfEvent, noDigest, type RecordedEvent, type Seal, sealDigest } from './seal.ts'

export type FaultKind =
  | 'edited'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'chainBroken'
  | 'badSignature'
  | 'unknownKey'
  | 'cutOff'
  | 'rewritten'

/** One thing that is not as it was sealed. */
export interface AuditFault {
  readonly kind: FaultKind
  /** The seal it was found at; null for the trail as a whole. */
  readonly sequence: number | null
  readonly sentence: string
}

/** The latest seal, as it is kept outside the portal. */
export interface AuditHead {
  readonly sequence: number
  /** Digest of what the seal says, hexadecimal. */
  readonly digest: string
}

export interface AuditReport {
  readonly faults: readonly AuditFault[]
  readonly seals: number
  readonly sealedEvents: number
  /** Events after the last seal: too young to be sealed, or the sealing has stopped. */
  readonly unsealedEvents: number
  readonly head: AuditHead | null
}

export interface Verification {
  /** Takes the events in the order of their ids. */
  add(event: RecordedEvent): void
  finish(): AuditReport
}

export interface VerificationParts {
  /** In the order of their numbers. */
  readonly seals: readonly Seal[]
  /** Public keys (32 bytes) by their id. */
  readonly keys: ReadonlyMap<string, Uint8Array>
  /** The head kept outside; without it a trail cut off at a seal looks whole. */
  readonly keptHead: AuditHead | null
}

/** Proves a trail against its seals (E1). Memory does not grow with the number of events. */
export function beginVerification({ seals, keys, keptHead }: VerificationParts): Verification {
  const faults: AuditFault[] = [...chainFaults(seals, keys), ...headFaults(seals, keptHead)]
  let current = 0
  let tree = growMerkleTree()
  let lastId = 0
  let sealedEvents = 0
  let unsealedEvents = 0
  const closeUpTo = (id: number) => {
    for (let seal = seals[current]; seal && seal.toEventId < id; seal = seals[current]) {
      faults.push(...contentFaults(seal, tree))
      current += 1
      tree = growMerkleTree()
    }
  }
  return {
    add(event) {
      if (!Number.isSafeInteger(event.id) || event.id <= lastId) {
        faults.push(misplaced(event.id, lastId, seals[current]?.sequence ?? null))
        return
      }
      lastId = event.id
      closeUpTo(event.id)
      if (current >= seals.length) unsealedEvents += 1
      else {
        tree.add(leafOfEvent(event))
        sealedEvents += 1
      }
    },
    finish() {
      closeUpTo(Number.POSITIVE_INFINITY)
      const last = seals.at(-1)
      const head = last ? { sequence: last.sequence, digest: sealDigest(last) } : null
      return { faults, seals: seals.length, sealedEvents, unsealedEvents, head }
    },
  }
}

function misplaced(id: number, lastId: number, sequence: number | null): AuditFault {
  if (!Number.isSafeInteger(id) || id < 1)
    return { kind: 'inserted', sequence, sentence: `Event ${id} has a number no event can have.` }
  return { kind: 'reordered', sequence, sentence: `Event ${id} stands after event ${lastId}.` }
}

function contentFaults(seal: Seal, tree: MerkleTree): AuditFault[] {
  const range = `Seal ${seal.sequence} (events ${seal.fromEventId} to ${seal.toEventId})`
  const { sequence, eventCount } = seal
  const missing = eventCount - tree.count
  if (missing > 0)
    return [{ kind: 'removed', sequence, sentence: `${range}: ${missing} of ${eventCount} missing.` }]
  if (missing < 0) return [{ kind: 'inserted', sequence, sentence: `${range}: ${-missing} too many.` }]
  if (tree.root().toString('hex') === seal.digest) return []
  return [{ kind: 'edited', sequence, sentence: `${range}: not the events that were sealed.` }]
}

function chainFaults(seals: readonly Seal[], keys: VerificationParts['keys']): AuditFault[] {
  const faults: AuditFault[] = []
  let previous: Seal | null = null
  for (const seal of seals) {
    const { sequence } = seal
    if (!follows(seal, previous))
      faults.push({
        kind: 'chainBroken',
        sequence,
        sentence: `Seal ${sequence} does not follow the one before.`,
      })
    const key = keys.get(seal.keyId)
    if (!key)
      faults.push({
        kind: 'unknownKey',
        sequence,
        sentence: `Seal ${sequence}: no key ${seal.keyId} is trusted.`,
      })
    else if (!isSignedBy(seal, key))
      faults.push({
        kind: 'badSignature',
        sequence,
        sentence: `Seal ${sequence}: the signature is not of this seal.`,
      })
    previous = seal
  }
  return faults
}

function follows(seal: Seal, previous: Seal | null): boolean {
  return (
    seal.sequence === (previous?.sequence ?? 0) + 1 &&
    seal.fromEventId === (previous?.toEventId ?? 0) + 1 &&
    seal.toEventId >= seal.fromEventId &&
    seal.previousDigest === (previous ? sealDigest(previous) : noDigest)
  )
}

function headFaults(seals: readonly Seal[], kept: AuditHead | null): AuditFault[] {
  if (!kept) return []
  const seal = seals.find(({ sequence }) => sequence === kept.sequence)
  const { sequence } = kept
  if (!seal)
    return [
      {
        kind: 'cutOff',
        sequence,
        sentence: `Seal ${sequence}, kept outside, is not there: the trail is cut off.`,
      },
    ]
  if (sealDigest(seal) === kept.digest) return []
  return [{ kind: 'rewritten', sequence, sentence: `Seal ${sequence} is another than the one kept outside.` }]
}
