import type { Actor, Side } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import type { NewEvent } from '../../kernel/event.ts'
import { permissionsOf, type UserSystemRole } from '../../kernel/permissions.ts'
import { insertEvent, insertEvents } from '../../platform/events/event-store.ts'
import type { OpenSession } from './store.ts'

/** What the door works with before anybody is known. */
export interface Door {
  readonly tx: Tx
  readonly now: Date
  readonly requestId: string | null
}

/** Why a session ended. */
export type EndCause =
  | 'signedOut'
  /** By its owner, from another session. */
  | 'endedByOwner'
  /** The identity provider said so. */
  | 'identityProvider'
  /** The same browser signed in anew. */
  | 'signedInAgain'
  /** A later sign-in gave less than this one had. */
  | 'rightsLost'
  | 'switchedOrganisation'

interface Organisation {
  readonly id: number
  readonly name: string
  readonly side: Side
}

/** Somebody at the door, acting for one organisation. */
export const actorOf = (
  person: { readonly id: string; readonly name: string },
  organisation: Organisation,
  systemRoles: readonly UserSystemRole[],
): Actor => ({
  kind: 'user',
  id: person.id,
  name: person.name,
  side: organisation.side,
  organisationId: organisation.id,
  organisationName: organisation.name,
  systemRoles,
  permissions: permissionsOf(systemRoles),
})

const witness = (door: Door, actor: Actor) => ({
  tx: door.tx,
  actor,
  now: door.now,
  origin: { via: 'web' as const, requestId: door.requestId },
})

/**
 * Tells of somebody who has just become known. The door has no actor of its own, so the event is written for them.
 */
export async function tellSignIn(
  door: Door,
  actor: Actor,
  type: 'user.firstSignedIn' | 'session.started',
  facts: NewEvent['facts'],
): Promise<void> {
  await insertEvent(witness(door, actor), {
    type,
    organisationId: actor.organisationId,
    subject: { type: 'user', id: actor.id },
    facts: { systemRoles: [...actor.systemRoles], ...facts },
  })
}

/** Tells of sessions of one person that have ended, in the organisation each of them acted for. */
export async function tellEnded(
  door: Door,
  sessions: readonly OpenSession[],
  cause: EndCause,
): Promise<void> {
  const [first] = sessions
  if (!first) return
  const organisation = { id: first.organisationId, name: first.organisationName, side: first.side }
  const actor = actorOf({ id: first.userId, name: first.userName }, organisation, first.systemRoles)
  await insertEvents(
    witness(door, actor),
    { type: 'session.ended', subjectType: 'user', facts: { cause } },
    sessions.map((session) => ({
      organisationId: session.organisationId,
      id: session.userId,
      facts: { door: session.door, systemRoles: [...session.systemRoles] },
    })),
  )
}
