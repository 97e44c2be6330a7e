import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { isUserSystemRole, permissionsOf } from '../../kernel/permissions.ts'
import { saveSignedInUser } from '../users/index.ts'
import type { DemoPerson } from './demo-person.ts'
import { isAlive, isSeenLongAgo } from './domain.ts'
import { insertSignInEvent } from './sign-in-events.ts'
import { endSession, findOrganisation, findSession, insertSession, saveSeen } from './store.ts'

/** The actor of a session's token, or null when there is no such session or it is over. */
export async function authenticateSession(tx: Tx, token: string, now: Date): Promise<Actor | null> {
  const session = await findSession({ tx }, token)
  if (!session || !isAlive(session, now)) return null
  if (isSeenLongAgo(session, now)) await saveSeen({ tx }, token, now)
  const systemRoles = session.systemRoles.filter(isUserSystemRole)
  return {
    kind: 'user',
    id: session.userId,
    name: session.name,
    title: session.title,
    side: session.side,
    organisationId: session.organisationId,
    organisationName: session.organisationName,
    systemRoles,
    permissions: permissionsOf(systemRoles),
  }
}

interface Door {
  readonly tx: Tx
  readonly now: Date
  readonly requestId: string | null
}

/** Signs a person of the cast in (S4) and returns the session's token. The user is made at the first sign-in (S2). */
export async function signInDemoPerson(door: Door, person: DemoPerson): Promise<string> {
  const organisation = await findOrganisation(door, person.cvr)
  if (!organisation) throw new NotFound('organisation')
  const { isFirst } = await saveSignedInUser(door, { ...person, organisationId: organisation.id }, door.now)
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
  await insertSignInEvent(door, actor, isFirst)
  return await insertSession(
    door,
    { userId: person.id, organisationId: organisation.id, systemRoles: person.systemRoles },
    door.now,
  )
}

/** Ends the session of a token. */
export async function signOut(door: Door, actor: Actor | null, token: string): Promise<void> {
  await endSession(door, token, door.now)
  if (actor) await insertSignInEvent(door, actor, null)
}
