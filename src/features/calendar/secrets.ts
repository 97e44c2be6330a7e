import { createHash, randomBytes } from 'node:crypto'

/** What nobody but the readers of a calendar know: 32 random bytes, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A place a calendar is fetched from, so that only who knows the secret can tell which. */
export const readerHash = (secret: string, address: string, program: string): Buffer =>
  createHash('sha256').update(`${secret}\n${address}\n${program}`).digest()

/** All that an entry says, in short. */
export const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
