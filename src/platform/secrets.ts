import { createHash, randomBytes } from 'node:crypto'

/** What nobody guesses: 32 random bytes, in 43 characters that stand in an address as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret (SHA-256): enough to know it again, not to say it. Only for such as nobody guesses. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
