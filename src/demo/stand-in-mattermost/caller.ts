import type { FastifyRequest } from 'fastify'
import { ApiFault, forbidden } from './api-fault.ts'
import type { StoredUser } from './state.ts'
import type { World } from './world.ts'

const expired = (token: string): ApiFault =>
  new ApiFault(401, 'api.context.session_expired.app_error', `token=${token}`)

export function bearerOf(request: FastifyRequest): string {
  return /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

export function findByToken(world: World, token: string): StoredUser | undefined {
  const { users, tokens, sessions } = world.state
  if (token === world.options.adminToken) return users.find((user) => user.username === 'rolleportal')
  const holder =
    tokens.find((candidate) => candidate.token === token) ??
    sessions.find((candidate) => candidate.id === token)
  return users.find((user) => user.id === holder?.user_id)
}

/** One answer for every kind of dead token: revoked, of a deactivated user, of a bot whose owner is gone. */
export function callerOf(world: World, request: FastifyRequest): StoredUser {
  const token = bearerOf(request)
  const user = token === '' || world.faults.tokenDead ? undefined : findByToken(world, token)
  if (!user || user.delete_at > 0) throw expired(token)
  return user
}

export function isAdmin(world: World, user: StoredUser): boolean {
  return !world.faults.adminLost && user.roles.split(' ').includes('system_admin')
}

/** The caller, who must be an administrator: on free servers nothing less will do for most calls. */
export function adminOf(world: World, request: FastifyRequest, permission: string): StoredUser {
  const user = callerOf(world, request)
  if (!isAdmin(world, user)) throw forbidden(permission)
  return user
}

/** `me` may stand for the caller's own id. */
export function subjectId(world: World, request: FastifyRequest, id: string): string {
  return id === 'me' ? callerOf(world, request).id : id
}
