import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** Operations see how the servers stand and ask them anew. @throws Forbidden */
export function checkMayAsk(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('provisioning.operate'))
    throw new Forbidden('provisioning.operate')
}
