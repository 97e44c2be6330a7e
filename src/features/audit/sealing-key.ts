import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import { join } from 'node:path'
import { keptSecret } from '../../platform/files/kept-secret.ts'
import { newSecret } from '../../platform/secrets.ts'
import { keyIdOf, type SealStatement, signedText } from './domain/seal.ts'

export interface SealingKey {
  readonly keyId: string
  /** 32 bytes. */
  readonly publicKey: Buffer
  /** The signature as hexadecimal. */
  sign(seal: SealStatement): string
  /** Signs a text of another kind; its own first line keeps it from meaning anything as a seal. */
  signText(text: string): string
}

/** The fixed part of an Ed25519 private key in DER (RFC 8410). */
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that follows from a secret: the same secret gives the same key on every server. */
export function deriveSealingKey(secret: string): SealingKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'tvaers audit seal ed25519 1', 32))
  const key = createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (seal) => sign(null, signedText(seal), key).toString('hex'),
    signText: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  }
}

export interface KeySettings {
  readonly SECRET_KEY?: string
  readonly DATA_DIR: string
}

/** The key of this installation: from SECRET_KEY, or (demo) from a secret made once and kept in DATA_DIR. */
export async function readSealingKey({ SECRET_KEY, DATA_DIR }: KeySettings): Promise<SealingKey> {
  return deriveSealingKey(SECRET_KEY ?? (await keptSecret(join(DATA_DIR, 'audit-key'), newSecret)))
}
