import { generateKeyPair, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'oidc-provider'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { inOrderOfUse, planKeys } from './domain-keys.ts'
import type { SsoSecrets } from './secrets.ts'
import { deleteKeys, insertKey, listKeys, lockKeys, type SealedKey } from './store/keys.ts'

type Holder = Pick<Context, 'tx' | 'now'>

/** What servers that speak OpenID Connect can all check. */
const algorithm = { alg: 'RS256', use: 'sig' } as const

async function newKey(secrets: SsoSecrets, signsFrom: Date): Promise<SealedKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const keyId = randomUUID()
  return {
    keyId,
    publicKey: { ...publicKey.export({ format: 'jwk' }), ...algorithm, kid: keyId } as EventValue,
    sealedPrivateKey: secrets.seal(JSON.stringify(privateKey.export({ format: 'jwk' }))),
    sealedWith: secrets.fingerprint,
    signsFrom,
  }
}

const ownOf = (keys: readonly SealedKey[], secrets: SsoSecrets): SealedKey[] =>
  keys.filter((key) => key.sealedWith === secrets.fingerprint)

/** Makes the keys that are missing. @returns all of this secret */
async function makeMissingKeys(holder: Holder, secrets: SsoSecrets): Promise<SealedKey[]> {
  await lockKeys(holder)
  const own = ownOf(await listKeys(holder), secrets)
  for (const signsFrom of planKeys(own, holder.now).make) {
    const key = await newKey(secrets, signsFrom)
    await insertKey(holder, key)
    own.push(key)
  }
  return own
}

/**
 * Sees to it that there is a key that signs and a next one, and that old ones go. Those of another SECRET_KEY cannot be
 * opened any more. Under the jobs' reach: the door only adds.
 */
export async function renewKeys(holder: Holder, secrets: SsoSecrets): Promise<void> {
  const own = await makeMissingKeys(holder, secrets)
  const { remove, forgetsOthers } = planKeys(own, holder.now)
  const others = forgetsOthers
    ? (await listKeys(holder)).filter((key) => key.sealedWith !== secrets.fingerprint)
    : []
  await deleteKeys(holder, [...remove, ...others.map((key) => key.keyId)])
}

/** Keys that are open, the one that signs first. */
export interface OpenKeys {
  /** The same for the same keys in the same order. */
  readonly version: string
  jwks(): JWK[]
}

function openKey(key: SealedKey, secrets: SsoSecrets): JWK {
  const secretHalf = JSON.parse(secrets.open(key.sealedPrivateKey)) as object
  return { ...(key.publicKey as object), ...secretHalf } as JWK
}

/** The keys of today; made now when there are none yet. */
export async function currentKeys(holder: Holder, secrets: SsoSecrets): Promise<OpenKeys> {
  const known = ownOf(await listKeys(holder), secrets)
  const signing = known.some((key) => key.signsFrom <= holder.now)
  const keys = inOrderOfUse(signing ? known : await makeMissingKeys(holder, secrets), holder.now)
  return {
    version: keys.map((key) => key.keyId).join(),
    jwks: () => keys.map((key) => openKey(key, secrets)),
  }
}
