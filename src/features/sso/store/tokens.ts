import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'

type Holder = Pick<Context, 'tx' | 'now'>

/** What is kept of a sign-in under way, by the names of the library. */
export const keptKinds = ['Interaction', 'Grant', 'AuthorizationCode', 'AccessToken'] as const
export type KeptKind = (typeof keptKinds)[number]

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest()

export interface NewToken {
  readonly kind: KeptKind
  readonly id: string
  readonly grantId: string | null
  readonly ssoId: number | null
  readonly payload: EventValue
  /** Seconds. */
  readonly expiresIn: number
}

/** Keeps it, or what it has become. */
export async function saveToken(holder: Holder, token: NewToken): Promise<void> {
  const row = {
    grant_hash: token.grantId === null ? null : hashOf(token.grantId),
    sso_id: token.ssoId,
    payload: JSON.stringify(token.payload),
    expires_at: new Date(holder.now.getTime() + token.expiresIn * 1000),
  }
  await db(holder)
    .insertInto('sso_token')
    .values({ kind: token.kind, id_hash: hashOf(token.id), ...row })
    .onConflict((conflict) => conflict.columns(['kind', 'id_hash']).doUpdateSet(row))
    .execute()
}

export interface KeptToken {
  readonly payload: EventValue
  readonly ssoId: number | null
  readonly usedAt: Date | null
  readonly isExpired: boolean
}

/** @param lock held until the transaction ends, so that two servers do not use the same one at once */
export async function findToken(
  holder: Holder,
  kind: KeptKind,
  id: string,
  lock = false,
): Promise<KeptToken | null> {
  const query = db(holder)
    .selectFrom('sso_token')
    .select(['payload', 'sso_id as ssoId', 'used_at as usedAt', 'expires_at as expiresAt'])
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return null
  const { expiresAt, ...token } = row
  return { ...token, isExpired: expiresAt <= holder.now }
}

/** @returns false when it had been used before */
export async function useToken(holder: Holder, kind: KeptKind, id: string): Promise<boolean> {
  const result = await db(holder)
    .updateTable('sso_token')
    .set({ used_at: holder.now })
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteToken(holder: Holder, kind: KeptKind, id: string): Promise<void> {
  await db(holder)
    .deleteFrom('sso_token')
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
    .execute()
}

/** Everything of one kind that came of one sign-in. */
export async function deleteTokensOfGrant(holder: Holder, kind: KeptKind, grantId: string): Promise<void> {
  await db(holder)
    .deleteFrom('sso_token')
    .where('kind', '=', kind)
    .where('grant_hash', '=', hashOf(grantId))
    .execute()
}

/** A code that comes back late must still be known for one that was used: everything stays an hour longer. */
export async function deleteExpiredTokens(holder: Holder): Promise<void> {
  await sql`delete from sso_token where expires_at <= ${holder.now}::timestamptz - interval '1 hour'`.execute(
    db(holder),
  )
}
