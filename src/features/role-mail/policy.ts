import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** Only the central body's editors write to all (R5). */
export const maySend = (actor: Actor): boolean =>
  actor.side === 'central' && actor.permissions.has('roleMail.send')

/** @throws Forbidden */
export function checkMaySend(actor: Actor): void {
  if (!maySend(actor)) throw new Forbidden('roleMail.send')
}
