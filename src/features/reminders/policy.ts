import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The central body's editors say when tasks are reminded of. */
export const mayChangeLadder = (actor: Actor): boolean =>
  actor.side === 'central' && actor.permissions.has('reminder.write')

/** @throws Forbidden */
export function checkMayChangeLadder(actor: Actor): void {
  if (!mayChangeLadder(actor)) throw new Forbidden('reminder.write')
}
