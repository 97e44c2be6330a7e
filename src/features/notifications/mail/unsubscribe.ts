import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { madeOnce } from '../../../kernel/made-once.ts'
import { keptSecret } from '../../../platform/files/kept-secret.ts'
import { type Reason, reasons } from '../domain.ts'

/** Whose mails about what an address ends. */
export interface Unsubscription {
  readonly userId: string
  readonly reason: Reason
}

/** Makes the tokens of addresses that end mails, and knows its own again. They do not run out: a mail may be old. */
export interface UnsubscribeKey {
  tokenOf(unsubscription: Unsubscription): string
  /** What the token vouches for, or null when it is not one of ours. Takes as long for a wrong one. */
  verify(token: string): Unsubscription | null
}

const payload = z.tuple([z.uuid(), z.enum(reasons)])
const mostCharacters = 200

/** @param secret of the installation; the key is derived from it for this alone */
export function createUnsubscribeKey(secret: string): UnsubscribeKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tvaers unsubscribe 1', 32))
  const signatureOf = (text: string): Buffer =>
    createHmac('sha256', key).update(text).digest().subarray(0, 16)
  return {
    tokenOf({ userId, reason }) {
      const text = Buffer.from(`${userId} ${reason}`).toString('base64url')
      return `${text}.${signatureOf(text).toString('base64url')}`
    },
    verify(token) {
      const [text = '', signature = ''] = token.slice(0, mostCharacters).split('.')
      const given = Buffer.from(signature, 'base64url')
      const wanted = signatureOf(text)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
      const read = payload.safeParse(Buffer.from(text, 'base64url').toString('utf8').split(' '))
      // A reason that no longer exists is told of to nobody.
      return read.success ? { userId: read.data[0], reason: read.data[1] } : null
    },
  }
}

/** The address that ends one person's mails of one reason: with one click (RFC 8058), and as a page. */
export const unsubscribeAddress = (baseUrl: URL, key: UnsubscribeKey, of: Unsubscription): URL =>
  new URL(`/notifikationer/afmeld/${key.tokenOf(of)}`, baseUrl)

/** From SECRET_KEY, or (demo) from a secret made once and kept in DATA_DIR. Read when it is first needed. */
export const unsubscribeKeyOf = (settings: {
  readonly SECRET_KEY?: string
  readonly DATA_DIR: string
}): (() => Promise<UnsubscribeKey>) =>
  madeOnce(async () =>
    createUnsubscribeKey(
      settings.SECRET_KEY ??
        (await keptSecret(join(settings.DATA_DIR, 'unsubscribe-key'), () =>
          Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
        )),
    ),
  )
