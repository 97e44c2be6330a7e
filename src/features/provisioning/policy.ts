import type { Context } from '../../kernel/context.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** Operations' own work: the central body's, with the right to operate. @throws Forbidden */
export function checkMayOperate({ actor }: Pick<Context, 'actor'>): void {
  if (actor.side !== 'central' || !actor.permissions.has('provisioning.operate'))
    throw new Forbidden('provisioning.operate')
}
