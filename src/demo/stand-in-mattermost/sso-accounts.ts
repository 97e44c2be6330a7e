import { ApiFault } from './api-fault.ts'
import type { GitLabProfile } from './sso-client.ts'
import { addUser, newUser, type StoredUser } from './state.ts'
import type { World } from './world.ts'

/** As the real server cleans a name it is given: no letter is replaced by two, and nothing usable becomes chance. */
function cleanUsername(world: World, name: string): string {
  const cleaned = name
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^a-z0-9.\-_]/g, '-')
  return /[a-z0-9]/.test(cleaned) ? cleaned : `a${world.newId().slice(1)}`
}

function splitName(name: string): Pick<StoredUser, 'first_name' | 'last_name'> {
  const [first = '', ...rest] = name.split(' ')
  return { first_name: first, last_name: rest.join(' ') }
}

const isTaken = (world: World, field: 'username' | 'email', value: string, by?: StoredUser): boolean =>
  world.state.users.some((user) => user.id !== by?.id && user[field] === value)

/** A name or an address that somebody else has is skipped, and the sign-in goes on without a word. */
function takeOver(world: World, user: StoredUser, profile: GitLabProfile): void {
  const username = cleanUsername(world, profile.username)
  const email = profile.email.toLowerCase()
  if (!isTaken(world, 'username', username, user)) user.username = username
  if (!isTaken(world, 'email', email, user)) user.email = email
  Object.assign(user, splitName(profile.name), { update_at: world.now() })
}

/** Made at the first sign-in, where `EnableUserCreation` is on. Never joined with an account that has the address. */
function createAccount(world: World, profile: GitLabProfile): StoredUser {
  if (!world.options.createsUsers) throw new ApiFault(501, 'api.user.create_user.disabled.app_error')
  const email = profile.email.toLowerCase()
  if (isTaken(world, 'email', email))
    throw new ApiFault(400, 'api.user.create_oauth_user.already_attached.app_error')
  let username = cleanUsername(world, profile.username)
  // 'anna', 'anna0', 'anna01', …
  for (let count = 0; isTaken(world, 'username', username); count++) username += String(count)
  const user = newUser(world.newId(), world.now(), {
    username,
    email,
    email_verified: true,
    ...splitName(profile.name),
    auth_service: 'gitlab',
    auth_data: String(profile.id),
  })
  addUser(world.state, user)
  return user
}

/** The account of who the identity provider says it is, brought back to life where it had been deactivated. */
export function signInAs(world: World, profile: GitLabProfile): StoredUser {
  const known = world.state.users.find(
    (user) => user.auth_service === 'gitlab' && user.auth_data === String(profile.id),
  )
  if (known) takeOver(world, known, profile)
  const user = known ?? createAccount(world, profile)
  user.delete_at = 0
  return user
}

/** @returns the id of the new session, which the browser carries */
export function openSession(world: World, user: StoredUser): string {
  const now = world.now()
  const session = { id: world.newId(), user_id: user.id, create_at: now, last_activity_at: now }
  world.state.sessions.push(session)
  user.seen_at = now
  return session.id
}

/** Who a browser's session is of; null when it is over. */
export function userOfSession(world: World, sessionId: string | undefined): StoredUser | null {
  const session = world.state.sessions.find(({ id }) => id === sessionId)
  return world.state.users.find(({ id, delete_at }) => id === session?.user_id && delete_at === 0) ?? null
}
