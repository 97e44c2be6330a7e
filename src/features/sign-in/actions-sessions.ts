import { NotFound, type Refusal, Refused, Unauthenticated } from '../../kernel/errors.ts'
import { isAlive } from './domain.ts'
import { actorOf, type Door, type EndCause, tellEnded, tellSignIn } from './sign-in-events.ts'
import {
  insertSession,
  listOrganisations,
  listSessions,
  type OpenSession,
  type OutsideSession,
  saveSessionsEnded,
} from './store.ts'

/** Ends sessions of one person, wherever they are open, and tells of it. @returns how many were open */
export async function endSessions(
  door: Door,
  sessions: readonly OpenSession[],
  cause: EndCause,
): Promise<number> {
  const ended = await saveSessionsEnded(
    door,
    sessions.map((session) => session.id),
    door.now,
  )
  await tellEnded(
    door,
    sessions.filter((session) => ended.has(session.id)),
    cause,
  )
  return ended.size
}

/** Ends the session of a token. @returns by what an identity provider knows it, if one does */
export async function signOut(door: Door, token: string): Promise<OutsideSession | null> {
  const sessions = await listSessions(door, { token })
  await endSessions(door, sessions, 'signedOut')
  return sessions[0]?.outside ?? null
}

/** A person's sessions that would let them in, the one they ask from first. */
export async function listOwnSessions(door: Door, userId: string, token: string): Promise<OpenSession[]> {
  const open = (await listSessions(door, { userId }, token)).filter((session) => isAlive(session, door.now))
  return [...open.filter((session) => session.isThis), ...open.filter((session) => !session.isThis)]
}

/** Ends one of a person's own sessions. @throws NotFound also when it is over */
export async function endOwnSession(door: Door, userId: string, id: string): Promise<OpenSession> {
  const [session] = await listSessions(door, { userId, id })
  if (!session || !isAlive(session, door.now)) throw new NotFound('session')
  await endSessions(door, [session], 'endedByOwner')
  return session
}

/** Ends all of a person's sessions but the one of the token. @returns how many there were */
export async function endOtherSessions(door: Door, userId: string, token: string): Promise<number> {
  const others = (await listOwnSessions(door, userId, token)).filter((session) => !session.isThis)
  return await endSessions(door, others, 'endedByOwner')
}

/** An organisation the sign-in lets one act for. */
export interface OrganisationChoice {
  readonly id: number
  readonly name: string
  readonly isCurrent: boolean
}

async function sessionOf(door: Door, token: string): Promise<OpenSession> {
  const [session] = await listSessions(door, { token })
  if (!session) throw new Unauthenticated()
  return session
}

/** For whom the sign-in behind a session lets its owner act. */
export async function listOrganisationChoices(door: Door, token: string): Promise<OrganisationChoice[]> {
  const { grants, organisationId } = await sessionOf(door, token)
  const ids = grants.map((grant) => grant.organisationId)
  const organisations = await listOrganisations(door, { ids })
  return organisations
    .filter(({ isClosed }) => !isClosed)
    .map(({ id, name }) => ({ id, name, isCurrent: id === organisationId }))
}

const notGiven: Refusal = {
  code: 'organisation-not-given',
  sentence: {
    da: 'Dit login giver dig ikke ret til at handle for den organisation.',
    en: 'Your sign-in does not let you act for that organisation.',
  },
}

/**
 * Goes on for another organisation of the same sign-in, in a session of its own that lives no longer than the first.
 * @returns the new session's token, and for whom it acts
 * @throws Refused, Unauthenticated
 */
export async function switchOrganisation(
  door: Door,
  token: string,
  organisationId: number,
): Promise<{ readonly token: string; readonly organisationName: string }> {
  const session = await sessionOf(door, token)
  const grant = session.grants.find((one) => one.organisationId === organisationId)
  const [organisation] = grant ? await listOrganisations(door, { ids: [organisationId] }) : []
  if (!grant || !organisation || organisation.isClosed) throw new Refused(notGiven)
  if ((await endSessions(door, [session], 'switchedOrganisation')) === 0) throw new Unauthenticated()
  const { userId, userName: name, createdAt, endsBefore, device, outside, grants } = session
  const actor = actorOf({ id: userId, name }, organisation, grant.systemRoles)
  await tellSignIn(door, actor, 'session.started', { door: session.door, cause: 'switchedOrganisation' })
  const next = { userId, organisationId, systemRoles: grant.systemRoles, grants }
  const kept = { createdAt, endsBefore, device, outside, door: session.door }
  return {
    token: await insertSession(door, { ...next, ...kept }, door.now),
    organisationName: organisation.name,
  }
}
