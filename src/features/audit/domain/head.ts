import { type Seal, sealDigest } from './seal.ts'

/** The latest seal as it is told to the outside: it shows that a trail exists and how far, and nothing in it. */
export interface ToldHead {
  readonly sequence: number
  /** Digest of what the seal says, hexadecimal. */
  readonly digest: string
  readonly sealedAt: string
  readonly keyId: string
  /** Ed25519 over the digest, hexadecimal. */
  readonly signature: string
}

export const toldHead = (seal: Seal): ToldHead => ({
  sequence: seal.sequence,
  digest: sealDigest(seal),
  sealedAt: seal.sealedAt,
  keyId: seal.keyId,
  signature: seal.signature,
})
