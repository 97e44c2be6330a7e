import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Side } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

interface NewSession {
  readonly userId: string
  readonly organisationId: number
  readonly systemRoles: readonly string[]
}

/** Opens a session and returns its token; only the token's hash is kept. */
export async function insertSession(holder: { tx: Tx }, session: NewSession, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db(holder)
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      user_id: session.userId,
      organisation_id: session.organisationId,
      system_roles: [...session.systemRoles],
      created_at: now,
      last_seen_at: now,
    })
    .execute()
  return token
}

/** The session of a token with its user and organisation, or null. */
export async function findSession(holder: { tx: Tx }, token: string) {
  const row = await db(holder)
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .select([
      's.user_id as userId',
      'u.name as name',
      'u.title as title',
      's.system_roles as systemRoles',
      's.created_at as createdAt',
      's.last_seen_at as lastSeenAt',
      's.ended_at as endedAt',
      'o.id as organisationId',
      'o.name as organisationName',
    ])
    .select((eb) => eb.ref('o.kind').$castTo<Side>().as('side'))
    .where('s.token_hash', '=', hashOf(token))
    .executeTakeFirst()
  return row ?? null
}

/** Notes that the session is in use; another request that is noting the same is not waited for. */
export async function saveSeen(holder: { tx: Tx }, token: string, now: Date): Promise<void> {
  await sql`
    update session set last_seen_at = ${now}
    where token_hash = (
      select token_hash from session where token_hash = ${hashOf(token)} for update skip locked)`.execute(
    db(holder),
  )
}

export async function endSession(holder: { tx: Tx }, token: string, now: Date): Promise<void> {
  await db(holder)
    .updateTable('session')
    .set({ ended_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .execute()
}

/** The organisation with a CVR number, or null. */
export async function findOrganisation(holder: { tx: Tx }, cvr: string) {
  const row = await db(holder)
    .selectFrom('organisation')
    .select(['id', 'name'])
    .select((eb) => eb.ref('kind').$castTo<Side>().as('side'))
    .where('cvr', '=', cvr)
    .executeTakeFirst()
  return row ?? null
}
