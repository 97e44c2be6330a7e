import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { madeOnce } from '../../kernel/made-once.ts'
import { keptSecret } from '../../platform/files/kept-secret.ts'

/** What single sign-on derives from the secret of the installation; the same on every server. */
export interface SsoSecrets {
  /** Signs the cookies of a sign-in under way. */
  readonly cookieKey: string
  /** Which secret it is, without telling anything of it. */
  readonly fingerprint: string
  seal(text: string): Buffer
  /** @throws when it was sealed with another secret, or changed since */
  open(sealed: Buffer): string
}

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

const nonceBytes = 12
const tagBytes = 16

export function deriveSecrets(secret: string): SsoSecrets {
  const sealKey = derive(secret, 'tvaers sso signing keys 1')
  return {
    cookieKey: derive(secret, 'tvaers sso cookies 1').toString('base64url'),
    fingerprint: createHash('sha256').update('fingerprint').update(sealKey).digest('hex').slice(0, 16),
    seal(text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, nonceBytes))
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
      const text = decipher.update(sealed.subarray(nonceBytes + tagBytes))
      return Buffer.concat([text, decipher.final()]).toString('utf8')
    },
  }
}

export interface SecretSettings {
  readonly SECRET_KEY?: string
  readonly DATA_DIR: string
}

/** From SECRET_KEY, or (demo) from a secret made once and kept in DATA_DIR. Read when it is first needed. */
export const secretsOf = ({ SECRET_KEY, DATA_DIR }: SecretSettings): (() => Promise<SsoSecrets>) =>
  madeOnce(async () =>
    deriveSecrets(
      SECRET_KEY ??
        (await keptSecret(join(DATA_DIR, 'sso-key'), () => randomBytes(32).toString('base64url'))),
    ),
  )
