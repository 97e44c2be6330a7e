import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** Only the central body's editors write templates (T1). @throws Forbidden */
export function checkMayWrite(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('template.write'))
    throw new Forbidden('template.write')
}

/** Templates are the central body's; others read them as their own tasks. @throws Forbidden */
export function checkMayRead(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('template.read'))
    throw new Forbidden('template.read')
}

/** A first roll-out publishes the template. @throws Forbidden */
export function checkMayPublish(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('rollout.publish'))
    throw new Forbidden('rollout.publish')
}
