import { ApiFault } from './api-fault.ts'
import { openSession } from './sso-accounts.ts'
import type { StoredUser } from './state.ts'
import { isFull } from './user-rules.ts'
import type { World } from './world.ts'

/** Ends sessions and the user's bots. Memberships and access tokens stay, and come back with the account. */
export function deactivate(world: World, user: StoredUser): void {
  const { state } = world
  if (user.delete_at === 0) {
    user.delete_at = world.now()
    // The real server sets them offline here, and takes that for something they did.
    user.seen_at = world.now()
  }
  state.sessions = state.sessions.filter((session) => session.user_id !== user.id)
  if (world.options.disablesBotsWithOwner === false) return
  for (const bot of state.bots.filter((candidate) => candidate.owner_id === user.id))
    disableBot(world, bot.user_id)
}

export function disableBot(world: World, botId: string): void {
  const bot = world.state.bots.find((candidate) => candidate.user_id === botId)
  const user = world.state.users.find((candidate) => candidate.id === botId)
  if (!bot || !user) throw new ApiFault(404, 'store.sql_bot.get.missing.app_error')
  bot.delete_at = world.now()
  user.delete_at = world.now()
}

export function reactivate(world: World, user: StoredUser): void {
  if (user.delete_at === 0) return
  if (isFull(world)) throw new ApiFault(400, 'app.user.update_active.user_limit.exceeded')
  user.delete_at = 0
}

/** Sessions go on: binding to another sign-in ends none. */
export function bindSignIn(world: World, user: StoredUser, service: string, ssoKey: string): void {
  if (service === '' || ssoKey === '') throw new ApiFault(400, 'api.user.update_user_auth.invalid_request')
  if (world.state.users.some((other) => other.id !== user.id && other.auth_data === ssoKey)) {
    throw new ApiFault(400, 'app.user.update_auth_data.email_exists.app_error')
  }
  user.auth_service = service
  user.auth_data = ssoKey
  user.has_password = false
}

/** An administrator's reset takes single sign-on away without a word. */
export function resetPassword(user: StoredUser): void {
  user.auth_service = ''
  user.auth_data = null
  user.has_password = true
}

/** What single sign-on sets cannot be patched: names are refused, an address is taken and forgotten. */
export function patchUser(user: StoredUser, patch: Record<string, unknown>, now: number): void {
  const isSso = user.auth_service !== ''
  if (isSso && ['username', 'first_name', 'last_name'].some((field) => field in patch)) {
    throw new ApiFault(409, 'api.user.patch_user.login_provider_attribute_set.app_error')
  }
  const free = ['nickname', 'position', 'locale'] as const
  const fields = isSso ? free : ([...free, 'username', 'first_name', 'last_name', 'email'] as const)
  for (const field of fields) {
    const value = patch[field]
    if (typeof value === 'string') user[field] = value
  }
  if (typeof patch.props === 'object' && patch.props !== null) {
    user.props = Object.fromEntries(Object.entries(patch.props).map(([key, value]) => [key, String(value)]))
  }
  user.update_at = now
}

/**
 * What a sign-in through the identity provider does once the provider has said yes. Reactivates, and asks no limit. An
 * unknown number makes no account, as `EnableUserCreation=false` has it.
 * @returns the id of the new session
 */
export function signInBySso(world: World, ssoKey: string): string {
  const user = world.state.users.find(
    (candidate) => candidate.auth_service === 'gitlab' && candidate.auth_data === ssoKey,
  )
  if (!user) throw new ApiFault(501, 'api.user.create_user.disabled.app_error')
  user.delete_at = 0
  return openSession(world, user)
}
