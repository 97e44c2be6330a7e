import { sql } from 'kysely'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { hashOf } from '../../platform/secrets.ts'
import type { ProvenPerson } from './domain-arrival.ts'
import type { Grant } from './domain-privileges.ts'
import type { SamlSession } from './store.ts'

/** A sign-in that begins. */
export interface NewSamlRequest {
  readonly id: string
  readonly relayState: string
  readonly browserKey: string
  readonly issuer: string
  readonly returnPath: string
  readonly endsAt: Date
}

export async function insertSamlRequest(
  holder: { tx: Tx },
  request: NewSamlRequest,
  now: Date,
): Promise<void> {
  await db(holder)
    .insertInto('saml_request')
    .values({
      id: request.id,
      relay_hash: hashOf(request.relayState),
      browser_hash: hashOf(request.browserKey),
      issuer: request.issuer,
      return_path: request.returnPath,
      created_at: now,
      ends_at: request.endsAt,
      answer: null as unknown as string,
    })
    .execute()
}

/** Who somebody is and what they may, proven, while the browser that began comes for it. */
export interface ProvenAnswer {
  readonly person: ProvenPerson
  readonly grants: readonly Grant[]
  readonly outside: SamlSession
  /** An ISO instant, as it is kept in JSON. */
  readonly endsBefore: string | null
}

export interface SamlRequestRow {
  readonly id: string
  readonly issuer: string
  readonly returnPath: string
  readonly endsAt: Date
  readonly answeredAt: Date | null
  readonly finishedAt: Date | null
  readonly answer: ProvenAnswer | null
  readonly browserHash: Buffer
}

/** The sign-in that a RelayState belongs to, or null. */
export async function findSamlRequest(
  holder: { tx: Tx },
  relayState: string,
): Promise<SamlRequestRow | null> {
  const row = await db(holder)
    .selectFrom('saml_request')
    .select([
      'id',
      'issuer',
      'return_path as returnPath',
      'ends_at as endsAt',
      'answered_at as answeredAt',
      'finished_at as finishedAt',
      'browser_hash as browserHash',
    ])
    .select((eb) => eb.ref('answer').$castTo<ProvenAnswer | null>().as('answer'))
    .where('relay_hash', '=', hashOf(relayState))
    .executeTakeFirst()
  return row ?? null
}

/** Takes the one answer a sign-in may have. @returns false when it has been answered, also by another at this moment */
export async function saveAnswered(holder: { tx: Tx }, id: string, now: Date): Promise<boolean> {
  const row = await db(holder)
    .updateTable('saml_request')
    .set({ answered_at: now })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveProvenAnswer(holder: { tx: Tx }, id: string, answer: ProvenAnswer): Promise<void> {
  await db(holder)
    .updateTable('saml_request')
    .set({ answer: JSON.stringify(answer) })
    .where('id', '=', id)
    .execute()
}

/** Hands the answer out, once; nothing of it is kept. @returns false when it is gone */
export async function saveFinished(holder: { tx: Tx }, id: string, now: Date): Promise<boolean> {
  const row = await db(holder)
    .updateTable('saml_request')
    .set({ finished_at: now, answer: null as unknown as string })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .where('answer', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that an assertion is used. @returns false when it was used before, by whichever process */
export async function saveAssertionUsed(
  holder: { tx: Tx },
  assertion: { readonly issuer: string; readonly id: string; readonly forgetAfter: Date },
): Promise<boolean> {
  const row = await db(holder)
    .insertInto('saml_assertion')
    .values({ issuer: assertion.issuer, id: assertion.id, forget_after: assertion.forgetAfter })
    .onConflict((conflict) => conflict.columns(['issuer', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Which sessions an identity provider wants ended. No index: all of the person's. */
export interface LogoutWanted {
  readonly issuer: string
  readonly nameId: string
  readonly sessionIndexes: readonly string[]
}

/** Answers that wait for their browser must not become sessions once the identity provider has ended them. */
export async function cancelWaiting(holder: { tx: Tx }, wanted: LogoutWanted, now: Date): Promise<void> {
  const { issuer, nameId, sessionIndexes } = wanted
  await db(holder)
    .updateTable('saml_request')
    .set({ finished_at: now, answer: null as unknown as string })
    .where('answer', 'is not', null)
    .where('issuer', '=', issuer)
    .where(sql`answer -> 'outside' ->> 'nameId'`, '=', nameId)
    .$if(sessionIndexes.length > 0, (query) =>
      query.where(sql<string>`answer -> 'outside' ->> 'sessionIndex'`, 'in', [...sessionIndexes]),
    )
    .execute()
}

export async function insertSamlLogout(
  holder: { tx: Tx },
  logout: SamlSession & { readonly id: string; readonly relayState: string },
  now: Date,
): Promise<void> {
  await db(holder)
    .insertInto('saml_logout')
    .values({
      id: logout.id,
      relay_hash: hashOf(logout.relayState),
      issuer: logout.issuer,
      name_id: logout.nameId,
      name_id_format: logout.nameIdFormat,
      session_index: logout.sessionIndex,
      created_at: now,
    })
    .execute()
}

/** The sign-out that a RelayState belongs to, as long as it has no answer; or null. */
export async function findSamlLogout(
  holder: { tx: Tx },
  relayState: string,
): Promise<(SamlSession & { readonly id: string; readonly createdAt: Date }) | null> {
  const row = await db(holder)
    .selectFrom('saml_logout')
    .select([
      'id',
      'issuer',
      'name_id as nameId',
      'name_id_format as nameIdFormat',
      'session_index as sessionIndex',
      'created_at as createdAt',
    ])
    .where('relay_hash', '=', hashOf(relayState))
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export async function saveLogoutAnswered(holder: { tx: Tx }, id: string, now: Date): Promise<void> {
  await db(holder).updateTable('saml_logout').set({ answered_at: now }).where('id', '=', id).execute()
}
