import type { Actor } from '../../kernel/actor.ts'
import { type Permission, permissionsOf } from '../../kernel/permissions.ts'

/** The first of the three nets: who may use a route at all. There is no default. */
export type Access =
  | { readonly kind: 'public'; readonly reason: string }
  | { readonly kind: 'signedIn'; readonly reason: string }
  | {
      readonly kind: 'permission'
      readonly anyOf: readonly Permission[]
      readonly sides: readonly Actor['side'][]
    }

const allSides = ['municipality', 'central', 'supplier'] as const

/** Open to everybody; the reason is for the reader of the route. */
export const publicBecause = (reason: string): Access => ({ kind: 'public', reason })

/** Open to everybody with a sign-in, whatever their rights; the reason is for the reader of the route. */
export const signedInBecause = (reason: string): Access => ({ kind: 'signedIn', reason })

/** Open to those who hold the permission. */
export const needs = (...anyOf: Permission[]): Access => ({ kind: 'permission', anyOf, sides: allSides })

/** As `needs`, on one side of the table only. */
export const needsOn = (side: Actor['side'], ...anyOf: Permission[]): Access => ({
  kind: 'permission',
  anyOf,
  sides: [side],
})

/** Whether the actor passes; a public route asks nobody. */
export function passes(access: Access, actor: Actor | null): boolean {
  if (access.kind === 'public') return true
  if (!actor) return false
  if (access.kind === 'signedIn') return true
  return (
    access.sides.includes(actor.side) && access.anyOf.some((permission) => actor.permissions.has(permission))
  )
}

/**
 * As whom the actor changes something. A deputy whose own rights let them in acts on their own and with those rights
 * alone, so that all they can do only as a deputy is recorded as done on the administrator's behalf (R2).
 */
export function actingThrough(access: Access, actor: Actor): Actor {
  if (!actor.onBehalfOf) return actor
  const own: Actor = { ...actor, permissions: permissionsOf(actor.systemRoles), onBehalfOf: null }
  return passes(access, own) ? own : actor
}
