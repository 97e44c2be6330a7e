import {
  accountFacts,
  bind,
  bindingOf,
  type Found,
  findAccount,
  markerKey,
  whyUnsuitable,
} from './accounts.ts'
import { changedMeanwhile, hold, isFault, ServerFault } from './server-fault.ts'
import { usernameCandidates } from './username.ts'
import type { Step, Work } from './work.ts'

const longestName = 64

const newUser = ({ person, service }: Work, username: string) => ({
  email: person.email,
  username,
  first_name: [...person.firstName].slice(0, longestName).join(''),
  last_name: [...person.lastName].slice(0, longestName).join(''),
  auth_service: service,
  auth_data: String(person.ssoId),
  email_verified: true as const,
  locale: 'da',
  props: { [markerKey]: person.marker },
})

const isNameTaken = (error: unknown): boolean =>
  isFault(
    error,
    400,
    'app.user.save.username_exists.app_error',
    'app.user.save.groupname.app_error',
    'store.sql_user.save.username_exists.app_error',
  )

const isEmailTaken = (error: unknown): boolean =>
  isFault(error, 400, 'app.user.save.email_exists.app_error', 'store.sql_user.save.email_exists.app_error')

/** A 500, yet for good: the sign-in number already belongs to an account. */
const isSignInTaken = (error: unknown): boolean => isFault(error, 500, 'app.user.save.app_error')

/** After these nobody knows whether the account was made. */
const isUncertain = (error: unknown): boolean =>
  error instanceof ServerFault && (error.kind === 'network' || error.status >= 500 || error.status < 300)

/**
 * Null when the user name is taken and another is to be tried. Whatever goes wrong, the person is looked for again
 * before anything else: the account may have been made although the answer was lost.
 */
async function tryUsername(work: Work, username: string): Promise<Found | null> {
  try {
    const user = await work.client.createSsoUser(newUser(work, username))
    return { user, origin: 'created', isNew: true }
  } catch (error) {
    if (!isNameTaken(error) && !isEmailTaken(error) && !isUncertain(error)) throw error
    // Noted before anything else can fail: a revocation may have nothing but the name to find the account by.
    if (isUncertain(error)) work.learn({ username })
    const found = await findAccount(work)
    if (found) return found
    if (isNameTaken(error)) return null
    if (isEmailTaken(error)) throw hold('emailTaken', { username })
    if (isSignInTaken(error)) throw hold('signInTaken', { username })
    throw error
  }
}

async function createAccount(work: Work): Promise<Found> {
  for (const username of usernameCandidates(work.person)) {
    const found = await tryUsername(work, username)
    if (found) return found
  }
  throw hold('usernameUnavailable', { username: usernameCandidates(work.person, 1)[0] ?? '' })
}

async function findOrCreate(work: Work): Promise<Found> {
  const known = await findAccount(work)
  if (known) return known
  if (work.person.accountId) throw hold('accountGone', { accountId: work.person.accountId })
  return createAccount(work)
}

/** Binding hands the account and its history to the person who signs in: never without a human's or a policy's word. */
function refuseUnlessOurs(found: Found, work: Work): void {
  const reason = whyUnsuitable(found, work.person, work.service)
  if (reason) throw hold('accountUnsuitable', { ...accountFacts(found.user), reason })
  if (found.origin === 'foreign' && !work.person.mayAdopt) throw hold('emailTaken', accountFacts(found.user))
}

async function proveOpen(work: Work, accountId: string): Promise<void> {
  const user = await work.client.getUser(accountId)
  if (user.delete_at > 0 || user.auth_service !== work.service) throw changedMeanwhile({ accountId })
}

/** One account, bound to the person's sign-in and active; the same one as before where there was one. */
export const openAccount: Step = async (work) => {
  const found = await findOrCreate(work)
  refuseUnlessOurs(found, work)
  const { user, isNew = false } = found
  const origin = found.origin === 'foreign' ? 'adopted' : found.origin
  work.learn({ accountId: user.id, origin, username: user.username })
  const isBound = isNew || bindingOf(user, work) === 'bound'
  if (!isBound) await bind(work.client, user.id, work.service, String(work.person.ssoId))
  work.learn({ signIn: 'bound', signInEpoch: work.desired.epoch })
  const isActive = user.delete_at === 0
  if (!isActive) await work.client.updateUserActive(user.id, true)
  await proveOpen(work, user.id)
  return isNew || !isBound || !isActive
}
