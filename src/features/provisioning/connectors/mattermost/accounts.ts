import type { UserProfile } from '@mattermost/types/users'
import type { AccountState, DesiredAccess, SignInBinding } from '../../domain.ts'
import type { Person } from '../connector.ts'
import type { MattermostClient } from './client.ts'
import { hold, isFault, orNullIfMissing } from './server-fault.ts'
import { usernameCandidates } from './username.ts'
import type { Work } from './work.ts'

/** Key in the account's public properties that holds the person's marker. */
export const markerKey = 'tvaers'

export type Found = {
  readonly user: UserProfile
  readonly origin: AccountState['origin']
  /** Made just now, with its sign-in. */
  readonly isNew?: boolean
}

const isMarked = (user: UserProfile, person: Person): boolean => user.props?.[markerKey] === person.marker

const isBoundTo = (user: UserProfile, person: Person, service: string): boolean =>
  user.auth_service === service && user.auth_data === String(person.ssoId)

type Looking = Pick<Work, 'client' | 'person' | 'service' | 'desired'>

const isOurs = (user: UserProfile, { person, service }: Looking): boolean =>
  isMarked(user, person) || isBoundTo(user, person, service)

/**
 * Accounts by user name. A grant asks for the name that is wanted first, and for others when it comes to them. A
 * revocation asks for every name Tværs may have given: the account may have been made although the answer was lost, and
 * the address it was made with be gone since.
 */
async function findByNames({ client, person, desired }: Looking): Promise<readonly UserProfile[]> {
  const names = usernameCandidates(person)
  if (desired.presence === 'absent') return await client.getProfilesByUsernames(names)
  const user = names[0] ? await orNullIfMissing(client.getUserByUsername(names[0])) : null
  return user ? [user] : []
}

/**
 * The person's account: by its stored id, else by address, else by user name. Only the marker, or a binding the server
 * shows, makes an account that was found by address or name ours; by name alone it is somebody else's.
 */
export async function findAccount(work: Looking): Promise<Found | null> {
  const { client, person } = work
  if (person.accountId) {
    const user = await orNullIfMissing(client.getUser(person.accountId))
    return user && { user, origin: person.origin ?? 'adopted' }
  }
  const byEmail = person.email ? await orNullIfMissing(client.findByEmail(person.email)) : null
  if (byEmail && isOurs(byEmail, work)) return { user: byEmail, origin: 'created' }
  const byName = (await findByNames(work)).find((user) => isOurs(user, work))
  if (byName) return { user: byName, origin: 'created' }
  return byEmail && { user: byEmail, origin: 'foreign' }
}

/** What accounts are bound to, of what the portal speaks. */
const signInServices: readonly string[] = ['gitlab', 'openid']

/** Accounts that must never be bound to a person's sign-in, whoever approves. */
export function whyUnsuitable(found: Found, person: Person, service: string): string | null {
  const { user } = found
  if (user.is_bot) return 'bot'
  if (user.remote_id) return 'remote'
  if (user.roles.split(' ').includes('system_admin')) return 'systemAdmin'
  // Our own accounts may move from one way of signing in with Tværs to the other.
  const ours = found.origin === 'foreign' ? [service] : signInServices
  if (user.auth_service !== '' && !ours.includes(user.auth_service)) return 'otherSignIn'
  const isBoundElsewhere = /^\d+$/.test(user.auth_data ?? '') && !isBoundTo(user, person, service)
  return found.origin === 'foreign' && isBoundElsewhere ? 'boundToAnother' : null
}

/** What a human needs to tell two accounts apart. */
export const accountFacts = (user: UserProfile) => ({
  accountId: user.id,
  username: user.username,
  isDeactivated: user.delete_at > 0,
})

/** Servers before 11 hide what an account is bound to: then our own record of the last write has to do. */
export function bindingOf(
  user: UserProfile,
  { person, service, desired }: { person: Person; service: string; desired: DesiredAccess },
): SignInBinding {
  if (user.auth_service !== service) return 'unlinked'
  if (user.auth_data) {
    if (isBoundTo(user, person, service)) return 'bound'
    return user.auth_data.startsWith('revoked-') ? 'closed' : 'unknown'
  }
  return person.signInEpoch === desired.epoch ? (person.signIn ?? 'unknown') : 'unknown'
}

/**
 * Binds the account to a sign-in. Ends no session, and takes a password away. The read back shows the service alone
 * on servers that hide the rest; the answer to the write is then the only proof.
 */
export async function bind(
  client: MattermostClient,
  accountId: string,
  service: string,
  ssoKey: string,
): Promise<void> {
  try {
    await client.updateUserAuth(accountId, { auth_service: service, auth_data: ssoKey })
  } catch (error) {
    if (isFault(error, 400, 'app.user.update_auth_data.email_exists.app_error')) {
      throw hold('signInTaken', { accountId })
    }
    throw error
  }
}
