import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { madeOnce } from '../../kernel/made-once.ts'
import { keptSecret } from '../../platform/files/kept-secret.ts'
import { type ButtonPass, buttonActions } from './domain-button.ts'

/** Makes the tokens of buttons and knows its own again. */
export interface ButtonKey {
  tokenOf(pass: ButtonPass): string
  /** What the token vouches for, or null when it is not one of ours. Takes as long for a wrong one. */
  read(token: string): ButtonPass | null
}

const payload = z.object({ p: z.uuid(), a: z.enum(buttonActions), e: z.int() })

const mostCharacters = 400

/** @param secret of the installation; the key is derived from it for this alone */
export function createButtonKey(secret: string): ButtonKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tvaers mattermost buttons 1', 32))
  const signatureOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  return {
    tokenOf({ postingId, action, expiresAt }) {
      const facts = { p: postingId, a: action, e: Math.floor(expiresAt.getTime() / 1000) }
      const text = Buffer.from(JSON.stringify(facts)).toString('base64url')
      return `${text}.${signatureOf(text).toString('base64url')}`
    },
    read(token) {
      const [text = '', signature = ''] = token.slice(0, mostCharacters).split('.')
      const given = Buffer.from(signature, 'base64url')
      const wanted = signatureOf(text)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
      const facts = payload.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
      return { postingId: facts.p, action: facts.a, expiresAt: new Date(facts.e * 1000) }
    },
  }
}

/** From SECRET_KEY, or (demo) from a secret made once and kept in DATA_DIR. Read when it is first needed. */
export const buttonKeyOf = (settings: {
  readonly SECRET_KEY?: string
  readonly DATA_DIR: string
}): (() => Promise<ButtonKey>) =>
  madeOnce(async () =>
    createButtonKey(
      settings.SECRET_KEY ??
        (await keptSecret(join(settings.DATA_DIR, 'button-key'), () =>
          Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
        )),
    ),
  )
