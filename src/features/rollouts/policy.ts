import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** Only the central body's editors roll out (T2). @throws Forbidden */
export function checkMayPublish(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('rollout.publish'))
    throw new Forbidden('rollout.publish')
}

/** The central body follows every roll-out, a supplier those of its own projects. @throws Forbidden */
export function checkMayRead(actor: Actor): void {
  if (actor.side === 'municipality' || !actor.permissions.has('rollout.read'))
    throw new Forbidden('rollout.read')
}

/** A supplier sees numbers, never names of people or reasons. */
export const seesPeople = (actor: Actor): boolean => actor.side === 'central'
