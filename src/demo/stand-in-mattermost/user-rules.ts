import { ApiFault } from './api-fault.ts'
import type { StoredUser } from './state.ts'
import { isBefore, type World } from './world.ts'

type UserFields = {
  username: string
  email: string
  first_name: string
  last_name: string
  nickname: string
  position: string
  locale: string
  auth_service: string
  auth_data: string
  password: string
}

const reservedNames = new Set(['all', 'channel', 'matterbot', 'system'])

const length = (text: string): number => [...text].length

const invalid = (field: string): ApiFault => new ApiFault(400, `model.user.is_valid.${field}.app_error`)

function checkFields(fields: UserFields): void {
  const isName = /^[a-z0-9.\-_]{1,64}$/.test(fields.username) && !reservedNames.has(fields.username)
  if (!isName) throw invalid('username')
  if (!/^[^\s@]+@[^\s@]+$/.test(fields.email) || fields.email.length > 128) throw invalid('email')
  if (length(fields.nickname) > 64) throw invalid('nickname')
  if (length(fields.position) > 128) throw invalid('position')
  if (length(fields.first_name) > 64) throw invalid('first_name')
  if (length(fields.last_name) > 64) throw invalid('last_name')
  if (fields.locale.length > 5) throw invalid('locale')
  if (fields.password.length > 72) throw invalid('pwd')
  if (fields.auth_data.length > 128) throw invalid('auth_data')
  if (fields.auth_data !== '' && fields.auth_service === '') throw invalid('auth_data_type')
  if (fields.auth_data !== '' && fields.password !== '') throw invalid('auth_data_pwd')
}

/** The service without the number passes: that makes an account nobody can use, as on the real server. */
function checkWayIn(world: World, fields: UserFields): void {
  const hasNone = fields.password === '' && fields.auth_service === ''
  if (hasNone && world.major >= 11) throw invalid('pwd_lowercase')
}

/**
 * In the real order: the user name first, then the address, also one of a deactivated account. The ids have moved once,
 * between 5.2x and 5.37.
 */
function checkUnique(world: World, fields: UserFields): void {
  const { users } = world.state
  const place = isBefore(world, 5, 30) ? 'store.sql_user' : 'app.user'
  if (world.options.groupNames?.includes(fields.username))
    throw new ApiFault(400, 'app.user.save.groupname.app_error')
  if (users.some((user) => user.username === fields.username)) {
    throw new ApiFault(400, `${place}.save.username_exists.app_error`)
  }
  if (users.some((user) => user.email === fields.email)) {
    throw new ApiFault(400, `${place}.save.email_exists.app_error`)
  }
  // One key across all services, and its breach is not translated: 500, although trying again never helps.
  if (fields.auth_data !== '' && users.some((user) => user.auth_data === fields.auth_data)) {
    throw new ApiFault(500, 'app.user.save.app_error')
  }
}

export function activeUserCount(world: World): number {
  return world.state.users.filter((user: StoredUser) => user.delete_at === 0 && !user.is_bot).length
}

export function isFull(world: World): boolean {
  const limit = world.options.userHardLimit ?? 0
  return limit > 0 && activeUserCount(world) >= limit
}

export function checkNewUser(world: World, fields: UserFields): void {
  const { acceptedDomain } = world.options
  if (acceptedDomain && !fields.email.endsWith(`@${acceptedDomain}`)) {
    throw new ApiFault(400, 'api.user.create_user.accepted_domain.app_error')
  }
  if (isFull(world)) throw new ApiFault(400, 'api.user.create_user.user_limits.exceeded')
  checkFields(fields)
  checkWayIn(world, fields)
  checkUnique(world, fields)
}
