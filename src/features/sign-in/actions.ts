import type { Actor } from '../../kernel/actor.ts'
import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { deputyPermissions, isUserSystemRole, permissionsOf } from '../../kernel/permissions.ts'
import { type Arrival, saveSignedInUser } from '../users/index.ts'
import type { DemoPerson } from './demo-person.ts'
import { isAlive, isSeenLongAgo } from './domain.ts'
import { insertSignInEvent } from './sign-in-events.ts'
import { endSession, endSessionsOf, findOrganisation, findSession, insertSession, saveSeen } from './store.ts'

/** The actor of a session's token, or null when there is no such session or it is over. */
export async function authenticateSession(tx: Tx, token: string, now: Date): Promise<Actor | null> {
  const session = await findSession({ tx }, token, civilDayOf(now))
  if (!session || !isAlive(session, now)) return null
  if (isSeenLongAgo(session, now)) await saveSeen({ tx }, token, now)
  const systemRoles = session.systemRoles.filter(isUserSystemRole)
  const { principalId, principalName } = session
  const isDeputy = principalId !== null && principalName !== null
  const own = permissionsOf(systemRoles)
  return {
    kind: 'user',
    id: session.userId,
    name: session.name,
    title: session.title,
    side: session.side,
    organisationId: session.organisationId,
    organisationName: session.organisationName,
    systemRoles,
    permissions: isDeputy ? new Set([...own, ...deputyPermissions]) : own,
    onBehalfOf: isDeputy ? { id: principalId, name: principalName } : null,
    unread: session.unread,
  }
}

interface Door {
  readonly tx: Tx
  readonly now: Date
  readonly requestId: string | null
}

/** Somebody who has just signed in, as the door knows them. */
export interface SignedIn {
  readonly tx: Tx
  readonly person: Actor
  /** As asserted by the sign-in of the person's own organisation: never typed by anybody. */
  readonly email: string | null
  readonly arrival: Arrival
}

/** What others do in the transaction of a sign-in. */
export type OnSignedIn = (signedIn: SignedIn) => Promise<void>

/** Signs a person of the cast in (S4) and returns the session's token. The user is made at the first sign-in (S2). */
export async function signInDemoPerson(
  door: Door,
  person: DemoPerson,
  onSignedIn: OnSignedIn,
): Promise<string> {
  const organisation = await findOrganisation(door, person.cvr)
  if (!organisation) throw new NotFound('organisation')
  const arrival = await saveSignedInUser(door, { ...person, organisationId: organisation.id }, door.now)
  if (arrival.formerOrganisationId !== null || arrival.hadLeftAt)
    await endSessionsOf(door, person.id, door.now)
  const actor: Actor = {
    kind: 'user',
    id: person.id,
    name: person.name,
    side: organisation.side,
    organisationId: organisation.id,
    organisationName: organisation.name,
    systemRoles: person.systemRoles,
    permissions: permissionsOf(person.systemRoles),
  }
  await insertSignInEvent(door, actor, arrival.isFirst)
  const session = { userId: person.id, organisationId: organisation.id, systemRoles: person.systemRoles }
  const token = await insertSession(door, session, door.now)
  await onSignedIn({ tx: door.tx, person: actor, email: person.email, arrival })
  return token
}

/** Ends the session of a token. */
export async function signOut(door: Door, actor: Actor | null, token: string): Promise<void> {
  await endSession(door, token, door.now)
  if (actor) await insertSignInEvent(door, actor, null)
}
