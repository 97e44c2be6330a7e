import { sql } from 'kysely'
import type { Side } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import { isUserSystemRole, type UserSystemRole } from '../../kernel/permissions.ts'
import { db } from '../../platform/db/database.ts'
import { hashOf, newSecret } from '../../platform/secrets.ts'
import type { Device } from './domain-device.ts'
import type { Grant, KnownOrganisation } from './domain-privileges.ts'

/** The ways in. */
export type DoorName = 'demo' | 'saml' | 'oidc'

/** By what an identity provider calls the session, to end it. */
export interface SamlSession {
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
}

/** The same at an OpenID provider. */
export interface OidcSession {
  readonly issuer: string
  readonly subject: string
  /** Not all providers name their sessions. */
  readonly sid: string | null
  /** Handed back at sign-out; null once the session has ended. */
  readonly idToken: string | null
}

export type OutsideSession =
  | ({ readonly door: 'saml' } & SamlSession)
  | ({ readonly door: 'oidc' } & OidcSession)

interface NewSession {
  readonly userId: string
  readonly organisationId: number
  readonly systemRoles: readonly string[]
  /** Everything the sign-in gave; the session acts for one of them. */
  readonly grants: readonly Grant[]
  /** When the person signed in. */
  readonly createdAt: Date
  readonly endsBefore: Date | null
  readonly device: Device
  readonly door: DoorName
  /** Null where nobody outside knows the session. */
  readonly outside: OutsideSession | null
}

/** Opens a session and returns its token; only the token's hash is kept. */
export async function insertSession(holder: { tx: Tx }, session: NewSession, now: Date): Promise<string> {
  const token = newSecret()
  await db(holder)
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      user_id: session.userId,
      organisation_id: session.organisationId,
      system_roles: [...session.systemRoles],
      grants: JSON.stringify(session.grants),
      created_at: session.createdAt,
      last_seen_at: now,
      ends_before: session.endsBefore,
      browser: session.device.browser,
      system: session.device.system,
      door: session.door,
      ...columnsOf(session.outside),
    })
    .execute()
  return token
}

function columnsOf(outside: OutsideSession | null) {
  const none = { issuer: null, name_id: null, name_id_format: null, session_index: null, id_token: null }
  if (!outside) return none
  const { issuer } = outside
  if (outside.door === 'oidc') {
    const { subject, sid, idToken } = outside
    return { ...none, issuer, name_id: subject, session_index: sid, id_token: idToken }
  }
  const { nameId, nameIdFormat, sessionIndex } = outside
  return { ...none, issuer, name_id: nameId, name_id_format: nameIdFormat, session_index: sessionIndex }
}

/**
 * The session of a token with its user and organisation, or null; also null when the person has left since, or nobody
 * signs in for the organisation just now. Whom they are a deputy for today is asked here, at every request: for an
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
      's.ends_before as endsBefore',
      'o.id as organisationId',
      'o.name as organisationName',
    ])
    .select((eb) => eb.ref('o.kind').$castTo<Side>().as('side'))
    .select(sql<boolean>`jsonb_array_length(s.grants) > 1`.as('hasOtherOrganisations'))
    // Beside the session, so that no page needs a query of its own for the number in its header.
    .select(sql<number>`count_unread(s.user_id, s.organisation_id)`.as('unread'))
    .where('s.token_hash', '=', hashOf(token))
    .where('u.left_at', 'is', null)
    .where('o.sign_in_closed_at', 'is', null)
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

/** A session with whose it is and how it came to be, for ending it, telling of it or going on from it. */
export interface OpenSession {
  readonly id: string
  readonly isThis: boolean
  readonly userId: string
  readonly userName: string
  readonly organisationId: number
  readonly organisationName: string
  readonly side: Side
  readonly systemRoles: readonly UserSystemRole[]
  readonly grants: readonly Grant[]
  readonly door: DoorName
  readonly outside: OutsideSession | null
  readonly device: Device
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly endedAt: Date | null
  readonly endsBefore: Date | null
}

/** Which sessions: a person's, that of a token, or those an identity provider names. Ended ones are none. */
export interface SessionsWanted {
  readonly userId?: string
  readonly token?: string
  readonly id?: string
  readonly outside?: {
    readonly issuer: string
    readonly nameId: string
    readonly sessionIndexes: readonly string[]
  }
  /** By the session's name, by the person's, or by both; a session without a name is any of the person's. */
  readonly oidc?: { readonly issuer: string; readonly subject: string | null; readonly sid: string | null }
}

/**
 * Sessions nobody has ended, newest first, also those that are over by their times.
 * @param currentToken marks the session it belongs to
 */
export async function listSessions(
  holder: { tx: Tx },
  wanted: SessionsWanted,
  currentToken: string | null = null,
): Promise<OpenSession[]> {
  const { userId, token, id, outside, oidc } = wanted
  let query = db(holder)
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .selectAll('s')
    .select(['u.name as user_name', 'o.name as organisation_name'])
    .select((eb) => eb.ref('o.kind').$castTo<Side>().as('side'))
    .where('s.ended_at', 'is', null)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id')
  if (userId !== undefined) query = query.where('s.user_id', '=', userId)
  if (token !== undefined) query = query.where('s.token_hash', '=', hashOf(token))
  if (id !== undefined) query = query.where('s.id', '=', id)
  if (oidc) {
    const { issuer, subject, sid } = oidc
    query = query.where('s.door', '=', 'oidc').where('s.issuer', '=', issuer)
    if (subject !== null) query = query.where('s.name_id', '=', subject)
    if (sid !== null)
      query = query.where((eb) => {
        const isIt = eb('s.session_index', '=', sid)
        return subject === null ? isIt : eb.or([isIt, eb('s.session_index', 'is', null)])
      })
  }
  if (outside) {
    query = query.where('s.issuer', '=', outside.issuer).where('s.name_id', '=', outside.nameId)
    if (outside.sessionIndexes.length > 0)
      query = query.where('s.session_index', 'in', [...outside.sessionIndexes])
  }
  const current = currentToken === null ? null : hashOf(currentToken)
  return (await query.execute()).map((row) => ({
    id: row.id,
    isThis: current !== null && row.token_hash.equals(current),
    userId: row.user_id,
    userName: row.user_name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    side: row.side,
    systemRoles: row.system_roles.filter(isUserSystemRole),
    grants: row.grants as unknown as Grant[],
    door: row.door === 'saml' || row.door === 'oidc' ? row.door : 'demo',
    outside: outsideOf(row),
    device: { browser: row.browser, system: row.system },
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    endedAt: row.ended_at,
    endsBefore: row.ends_before,
  }))
}

function outsideOf(row: {
  door: string
  issuer: string | null
  name_id: string | null
  name_id_format: string | null
  session_index: string | null
  id_token: string | null
}): OutsideSession | null {
  const { door, issuer, name_id: nameId, name_id_format: nameIdFormat, session_index: sessionIndex } = row
  if (!issuer || !nameId) return null
  if (door === 'oidc') return { door, issuer, subject: nameId, sid: sessionIndex, idToken: row.id_token }
  return nameIdFormat && sessionIndex ? { door: 'saml', issuer, nameId, nameIdFormat, sessionIndex } : null
}

/** Ends sessions. @returns the ids of those that nobody had ended before */
export async function saveSessionsEnded(
  holder: { tx: Tx },
  ids: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db(holder)
    .updateTable('session')
    .set({ ended_at: now, id_token: null })
    .where('id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Organisations by CVR number or by id; those that are not known are left out. */
export async function listOrganisations(
  holder: { tx: Tx },
  by: { readonly cvrs?: readonly string[]; readonly ids?: readonly number[] },
): Promise<KnownOrganisation[]> {
  const { cvrs = [], ids = [] } = by
  return await db(holder)
    .selectFrom('organisation')
    .select(['id', 'name', 'cvr'])
    .select((eb) => eb.ref('kind').$castTo<Side>().as('side'))
    .select((eb) => eb('sign_in_closed_at', 'is not', null).$castTo<boolean>().as('isClosed'))
    .where((eb) =>
      eb.or([eb('cvr', '=', eb.fn.any(eb.val([...cvrs]))), eb('id', '=', eb.fn.any(eb.val([...ids])))]),
    )
    .orderBy('name')
    .execute()
}
