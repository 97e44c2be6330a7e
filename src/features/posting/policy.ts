import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The central body's editors announce, and choose where newcomers are welcomed. */
export const mayWrite = (actor: Actor): boolean =>
  actor.side === 'central' && actor.permissions.has('posting.write')

/** Operations too may ask for another attempt. */
export const mayAskAgain = (actor: Actor): boolean =>
  mayWrite(actor) || (actor.side === 'central' && actor.permissions.has('provisioning.operate'))

/** Whoever is in Mattermost for a municipality, and whose rights there let them read what comes from the central body. */
export const mayAnswer = (actor: Pick<Actor, 'side' | 'permissions'>): boolean =>
  actor.side === 'municipality' && actor.permissions.has('posting.answer')

/** @throws Forbidden */
export function checkMayWrite(actor: Actor): void {
  if (!mayWrite(actor)) throw new Forbidden('posting.write')
}

/** @throws Forbidden */
export function checkMayAskAgain(actor: Actor): void {
  if (!mayAskAgain(actor)) throw new Forbidden('posting.write')
}
