import type { Actor } from '../../kernel/actor.ts'
import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { deputyPermissions, isUserSystemRole, permissionsOf } from '../../kernel/permissions.ts'
import {
  type Arrival,
  lockUser,
  savePrivilegeLost,
  saveSignedInUser,
  type UserBefore,
} from '../users/index.ts'
import { endSessions } from './actions-sessions.ts'
import type { DemoPerson } from './demo-person.ts'
import { isAlive, isSeenLongAgo } from './domain.ts'
import { homeOf, isSomebodyElse, type KnownUser, type ProvenPerson } from './domain-arrival.ts'
import { deviceOf } from './domain-device.ts'
import { type Grant, isCovered, type KnownOrganisation } from './domain-privileges.ts'
import { SignInRefused } from './refusals.ts'
import { actorOf, type Door, tellSignIn } from './sign-in-events.ts'
import {
  type DoorName,
  findSession,
  insertSession,
  listOrganisations,
  listSessions,
  type OutsideSession,
  saveSeen,
} from './store.ts'

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
    hasOtherOrganisations: session.hasOtherOrganisations,
  }
}

/** Somebody who has just signed in, as the door knows them. */
export interface SignedIn {
  readonly tx: Tx
  /** In the organisation they are a user of, whomever they act for. */
  readonly person: Actor
  /** As asserted by the sign-in of that very organisation, and never typed by anybody; null otherwise. */
  readonly email: string | null
  readonly arrival: Arrival
}

/** Somebody whose privileges in the organisation they are a user of are gone. */
export interface PrivilegeLost {
  readonly tx: Tx
  readonly person: Actor
}

/** What others do in the transaction of a sign-in. */
export interface SignInListeners {
  readonly onSignedIn: (signedIn: SignedIn) => Promise<void>
  readonly onPrivilegeLost: (lost: PrivilegeLost) => Promise<void>
}

/** A sign-in that its door has proven. */
export interface SignIn {
  readonly person: ProvenPerson
  /** What the person may, for one organisation each; at least one. */
  readonly grants: readonly Grant[]
  /** The organisation they act for in this session: one of the grants. */
  readonly chosenId: number
  readonly door: DoorName
  /** By what the outside calls the session; null where nobody there knows it. */
  readonly outside: OutsideSession | null
  /** The door's own end of the session, if it sets one. */
  readonly endsBefore: Date | null
  readonly userAgent: string | null
  /** The session this browser had until now. */
  readonly replaces: string | null
}

const knownOf = (before: UserBefore | null): KnownUser | null =>
  before && {
    organisationId: before.organisationId,
    ownCvr: before.ownCvr,
    hasLeft: before.leftAt !== null,
    hasRights: before.systemRoles.length > 0,
  }

/**
 * The end of every sign-in, whatever the door: makes the user or brings them up to date (S2), ends what this sign-in no
 * longer covers, opens a session with a token of its own, and tells those who listen. One transaction.
 * @returns the session's token
 * @throws SignInRefused when the UUID is somebody else's
 */
export async function completeSignIn(
  door: Door,
  signIn: SignIn,
  listeners: SignInListeners,
): Promise<string> {
  const { person, grants } = signIn
  const before = await lockUser(door, person.id)
  const known = knownOf(before)
  if (isSomebodyElse(known, person.ownCvr)) throw new SignInRefused('knownElsewhere')
  const ids = [...grants.map((grant) => grant.organisationId), ...(known ? [known.organisationId] : [])]
  const organisations = await listOrganisations(door, { cvrs: [person.ownCvr], ids })
  const own = organisations.find(({ cvr }) => cvr === person.ownCvr) ?? null
  const homeId = homeOf({ grants, known, ownOrganisationId: own?.id ?? null, chosenId: signIn.chosenId })
  const home = actorIn(organisations, person, homeId, grants)
  // What a closed organisation gave is neither given nor lost just now.
  const isOpen = organisations.some(({ id, isClosed }) => id === homeId && !isClosed)
  const systemRoles = isOpen ? home.systemRoles : (before?.systemRoles ?? []).filter(isUserSystemRole)
  const saved = { ...person, organisationId: homeId, systemRoles }
  const arrival = await saveSignedInUser(door, saved, before, door.now)
  await endOldSessions(door, signIn, arrival)

  const acting = actorIn(organisations, person, signIn.chosenId, grants)
  const facts = { door: signIn.door }
  if (arrival.isFirst) await tellSignIn(door, home, 'user.firstSignedIn', facts)
  if (!arrival.isFirst || acting.organisationId !== homeId)
    await tellSignIn(door, acting, 'session.started', facts)
  const token = await openSession(door, signIn, acting)
  if (home.systemRoles.length > 0) {
    const email = own?.id === homeId ? person.email : null
    await listeners.onSignedIn({ tx: door.tx, person: home, email, arrival })
  } else if (isOpen && known?.hasRights) await listeners.onPrivilegeLost({ tx: door.tx, person: home })
  return token
}

/**
 * A proven person to whom the door gives nothing. Who was a user until now is signed out everywhere, and their roles are
 * flagged (S2, R4); told once.
 * @returns whether they were a user
 */
export async function losePrivileges(
  door: Door,
  person: ProvenPerson,
  listeners: SignInListeners,
): Promise<boolean> {
  const before = await lockUser(door, person.id)
  const known = knownOf(before)
  if (!known || isSomebodyElse(known, person.ownCvr)) return false
  await endSessions(door, await listSessions(door, { userId: person.id }), 'rightsLost')
  if (!known.hasRights || known.hasLeft) return true
  await savePrivilegeLost(door, person.id)
  const home = await listOrganisations(door, { ids: [known.organisationId] })
  await listeners.onPrivilegeLost({ tx: door.tx, person: actorIn(home, person, known.organisationId, []) })
  return true
}

/** The person acting for an organisation, with what it gives them: nothing, where it gives nothing. */
function actorIn(
  organisations: readonly KnownOrganisation[],
  person: ProvenPerson,
  organisationId: number,
  grants: readonly Grant[],
): Actor {
  const organisation = organisations.find(({ id }) => id === organisationId)
  if (!organisation) throw new NotFound('organisation')
  const grant = grants.find((one) => one.organisationId === organisationId)
  return actorOf(person, organisation, grant?.systemRoles ?? [])
}

/**
 * Sessions from before somebody left or moved must not come back to life, none keeps rights this sign-in did not give
 * again, and the one this browser had gives way.
 */
async function endOldSessions(door: Door, signIn: SignIn, arrival: Arrival): Promise<void> {
  const cameBack = arrival.formerOrganisationId !== null || arrival.hadLeftAt !== null
  const replaced = signIn.replaces === null ? [] : await listSessions(door, { token: signIn.replaces })
  await endSessions(door, replaced, 'signedInAgain')
  const open = arrival.isFirst ? [] : await listSessions(door, { userId: signIn.person.id })
  const over = open.filter(
    ({ grants, organisationId, systemRoles }) =>
      cameBack || !isCovered([...grants, { organisationId, systemRoles }], signIn.grants),
  )
  await endSessions(door, over, 'rightsLost')
}

async function openSession(door: Door, signIn: SignIn, acting: Actor): Promise<string> {
  const { grants, outside, endsBefore, userAgent } = signIn
  const session = {
    userId: acting.id,
    organisationId: acting.organisationId,
    systemRoles: acting.systemRoles,
    createdAt: door.now,
    device: deviceOf(userAgent),
    ...{ grants, outside, endsBefore, door: signIn.door },
  }
  return await insertSession(door, session, door.now)
}

/** Signs a person of the cast in (S4). @returns the session's token */
export async function signInDemoPerson(
  door: Door,
  person: DemoPerson,
  browser: Pick<SignIn, 'userAgent' | 'replaces'>,
  listeners: SignInListeners,
): Promise<string> {
  const [organisation] = await listOrganisations(door, { cvrs: [person.cvr] })
  if (!organisation) throw new NotFound('organisation')
  const signIn: SignIn = {
    person: { ...person, ownCvr: person.cvr },
    grants: [{ organisationId: organisation.id, systemRoles: person.systemRoles }],
    chosenId: organisation.id,
    door: 'demo',
    outside: null,
    endsBefore: null,
    ...browser,
  }
  return await completeSignIn(door, signIn, listeners)
}
