import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { doorReach } from '../../platform/db/roles.ts'
import type { World } from '../../platform/http/world.ts'
import type { LogoutWish } from '../../platform/oidc/types.ts'
import { hashOf } from '../../platform/secrets.ts'
import type { KnownOrganisation } from './domain-privileges.ts'
import { listOrganisations } from './store.ts'

/** A transaction of the door's own, before others are asked: it is over before that begins. */
export const atDoor = <T>(world: World, work: (holder: { tx: Tx }) => Promise<T>): Promise<T> =>
  world.database.transaction(doorReach, (tx) => work({ tx }))

/** A sign-in that begins. */
export interface NewOidcRequest {
  readonly state: string
  readonly browserKey: string
  readonly returnPath: string
  readonly endsAt: Date
}

export async function insertOidcRequest(
  holder: { tx: Tx },
  request: NewOidcRequest,
  now: Date,
): Promise<void> {
  await db(holder)
    .insertInto('oidc_request')
    .values({
      state_hash: hashOf(request.state),
      browser_hash: hashOf(request.browserKey),
      return_path: request.returnPath,
      created_at: now,
      ends_at: request.endsAt,
    })
    .execute()
}

/** The sign-in that a state belongs to, or null. */
export async function findOidcRequest(holder: { tx: Tx }, state: string) {
  const row = await db(holder)
    .selectFrom('oidc_request')
    .select([
      'return_path as returnPath',
      'ends_at as endsAt',
      'answered_at as answeredAt',
      'browser_hash as browserHash',
    ])
    .where('state_hash', '=', hashOf(state))
    .executeTakeFirst()
  return row ?? null
}

/** Takes the one answer a sign-in may have. @returns false when it has been answered, also by another at this moment */
export async function saveOidcAnswered(holder: { tx: Tx }, state: string, now: Date): Promise<boolean> {
  const row = await db(holder)
    .updateTable('oidc_request')
    .set({ answered_at: now })
    .where('state_hash', '=', hashOf(state))
    .where('answered_at', 'is', null)
    .returning('state_hash')
    .executeTakeFirst()
  return row !== undefined
}

/** The organisation whose staff this door is for. */
export async function findCentralBody(holder: { tx: Tx }): Promise<KnownOrganisation | null> {
  const row = await db(holder)
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', 'central')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const [central] = row ? await listOrganisations(holder, { ids: [row.id] }) : []
  return central ?? null
}

export async function insertOidcLogout(
  holder: { tx: Tx },
  logout: { readonly state: string; readonly idToken: string | null },
  now: Date,
): Promise<void> {
  await db(holder)
    .insertInto('oidc_logout')
    .values({ state_hash: hashOf(logout.state), id_token: logout.idToken, created_at: now })
    .execute()
}

/** The sign-out that a state belongs to, as long as the provider has not answered; or null. */
export async function findOidcLogout(
  holder: { tx: Tx },
  state: string,
): Promise<{ readonly idToken: string | null; readonly createdAt: Date } | null> {
  const row = await db(holder)
    .selectFrom('oidc_logout')
    .select(['id_token as idToken', 'created_at as createdAt'])
    .where('state_hash', '=', hashOf(state))
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Notes the provider's answer; the token has done its work. @returns whether a sign-out waited for it */
export async function saveOidcLogoutAnswered(holder: { tx: Tx }, state: string, now: Date): Promise<boolean> {
  const row = await db(holder)
    .updateTable('oidc_logout')
    .set({ answered_at: now, id_token: null })
    .where('state_hash', '=', hashOf(state))
    .where('answered_at', 'is', null)
    .returning('state_hash')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that a message was taken. @returns false when it was taken before, by whichever process */
export async function saveLogoutTokenUsed(
  holder: { tx: Tx },
  { issuer, tokenId, forgetAfter }: LogoutWish,
): Promise<boolean> {
  const row = await db(holder)
    .insertInto('oidc_logout_token')
    .values({ issuer, id: tokenId, forget_after: forgetAfter })
    .onConflict((conflict) => conflict.columns(['issuer', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
