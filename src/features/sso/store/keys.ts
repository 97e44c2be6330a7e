import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import type { KeyTimes } from '../domain-keys.ts'

type Holder = Pick<Context, 'tx'>

/** A signing key as the database holds it: the private half cannot be read there. */
export interface SealedKey extends KeyTimes {
  readonly publicKey: EventValue
  readonly sealedPrivateKey: Buffer
  readonly sealedWith: string
}

export async function listKeys(holder: Holder): Promise<SealedKey[]> {
  return await db(holder)
    .selectFrom('sso_key')
    .select([
      'key_id as keyId',
      'public_key as publicKey',
      'sealed_private_key as sealedPrivateKey',
      'sealed_with as sealedWith',
      'signs_from as signsFrom',
    ])
    .execute()
}

/** Number of an advisory lock of our own: one server at a time makes keys. */
const lockNumber = 7_214_003

export async function lockKeys(holder: Holder): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(db(holder))
}

export async function insertKey(holder: Holder, key: SealedKey): Promise<void> {
  await db(holder)
    .insertInto('sso_key')
    .values({
      key_id: key.keyId,
      public_key: JSON.stringify(key.publicKey),
      sealed_private_key: key.sealedPrivateKey,
      sealed_with: key.sealedWith,
      signs_from: key.signsFrom,
    })
    .execute()
}

export async function deleteKeys(holder: Holder, keyIds: readonly string[]): Promise<void> {
  if (keyIds.length === 0) return
  await db(holder)
    .deleteFrom('sso_key')
    .where('key_id', 'in', [...keyIds])
    .execute()
}
