import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Side } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
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

/**
 * The session of a token with its user and organisation, or null; also null when the person has left since, or has
 * signed in on another organisation's behalf. Whom they are a deputy for today is asked here, at every request: for an
 * administrator who is one still (R2).
 */
export async function findSession(holder: { tx: Tx }, token: string, today: CivilDay) {
  const row = await db(holder)
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .leftJoinLateral(
      sql<{ id: string; name: string }>`(
        select administrator.id, administrator.name
        from deputy d join user_account administrator on administrator.id = d.administrator_id
        where d.organisation_id = s.organisation_id and d.user_id = s.user_id and d.ended_at is null
          and d.starts_on <= ${today} and d.ends_before > ${today} and o.kind = 'municipality'
          and administrator.organisation_id = d.organisation_id and administrator.left_at is null
          and 'klik_administrator' = any (administrator.system_roles)
        limit 1)`.as('principal'),
      (join) => join.onTrue(),
    )
    .select([
      'principal.id as principalId',
      'principal.name as principalName',
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
    // Beside the session, so that no page needs a query of its own for the number in its header.
    .select(
      sql<number>`(select count(*)::int from notification n where n.user_id = s.user_id and n.read_at is null)`.as(
        'unread',
      ),
    )
    .where('s.token_hash', '=', hashOf(token))
    .where('u.left_at', 'is', null)
    .whereRef('u.organisation_id', '=', 's.organisation_id')
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

/** Ends what a person has open: sessions from before they left must not come back to life with the next sign-in. */
export async function endSessionsOf(holder: { tx: Tx }, userId: string, now: Date): Promise<void> {
  await db(holder)
    .updateTable('session')
    .set({ ended_at: now })
    .where('user_id', '=', userId)
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
