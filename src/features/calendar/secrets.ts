import { createHash } from 'node:crypto'

/** A place a calendar is fetched from, so that only who knows the secret can tell which. */
export const readerHash = (secret: string, address: string, program: string): Buffer =>
  createHash('sha256').update(`${secret}\n${address}\n${program}`).digest()

/** All that an entry says, in short. */
export const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
