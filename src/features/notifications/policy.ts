import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The central body's operations have mails sent again, and take reports of those that came back. */
export const mayOperateMails = (actor: Actor): boolean =>
  actor.side === 'central' && actor.permissions.has('notification.operate')

/** @throws Forbidden */
export function checkMayOperateMails(actor: Actor): void {
  if (!mayOperateMails(actor)) throw new Forbidden('notification.operate')
}
