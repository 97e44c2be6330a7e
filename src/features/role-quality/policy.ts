import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** A municipality sees its own findings, the central body everybody's. @throws Forbidden */
export function checkMayRead(actor: Actor): void {
  if (actor.side === 'supplier' || !actor.permissions.has('assignment.read'))
    throw new Forbidden('assignment.read')
}

/** The trend is over all municipalities. @throws Forbidden */
export function checkMayReadTrend(actor: Actor): void {
  checkMayRead(actor)
  if (actor.side !== 'central') throw new Forbidden('assignment.read')
}

/** Asking to have a role filled is rolling a task out (T2). */
export const mayAsk = (actor: Actor): boolean =>
  actor.side === 'central' && actor.permissions.has('rollout.publish')

/** @throws Forbidden */
export function checkMayAsk(actor: Actor): void {
  if (!mayAsk(actor)) throw new Forbidden('rollout.publish')
}
