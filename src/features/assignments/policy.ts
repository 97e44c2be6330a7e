import type { Actor } from '../../kernel/actor.ts'
import { Forbidden, NotFound, type Refusal } from '../../kernel/errors.ts'

const notAdministrator: Refusal = {
  code: 'not-administrator',
  sentence: {
    da: 'Kun jeres KLIK-administrator kan give og afslutte roller.',
    en: 'Only your KLIK administrator can give and end roles.',
  },
}

/** Only the municipality's own KLIK-administrator gives and ends roles (R2): never the central body, never a holder. */
export function whyNotAssign(actor: Actor): Refusal | null {
  return actor.side === 'municipality' && actor.permissions.has('assignment.write') ? null : notAdministrator
}

/** @throws Forbidden */
export function checkMayAssign(actor: Actor): void {
  const refusal = whyNotAssign(actor)
  if (refusal) throw new Forbidden('assignment.write', refusal.sentence)
}

/** A municipality asks about itself alone; to it, others do not exist. @throws NotFound */
export function checkReaches(actor: Actor, organisationId: number): void {
  if (actor.side !== 'central' && actor.organisationId !== organisationId) throw new NotFound('organisation')
}
