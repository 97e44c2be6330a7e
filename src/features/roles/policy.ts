import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The gallery is the central body's: its editors alone write in it (R1). */
export function mayWriteRoles(actor: Actor): boolean {
  return actor.side === 'central' && actor.permissions.has('role.write')
}

/** @throws Forbidden */
export function checkMayWriteRoles(actor: Actor): void {
  if (!mayWriteRoles(actor)) throw new Forbidden('role.write')
}
