import type { Actor } from '../../kernel/actor.ts'
import { Forbidden, type Refusal } from '../../kernel/errors.ts'

const notAdministrator: Refusal = {
  code: 'not-administrator',
  sentence: {
    da: 'Kun jeres KLIK-administrator kan udpege en stedfortræder.',
    en: 'Only your KLIK administrator can appoint a deputy.',
  },
}

/** Only a KLIK-administrator of the municipality names a deputy: a deputy never names another (R2). */
export function whyNotAppointAnybody(actor: Actor): Refusal | null {
  return actor.side === 'municipality' && actor.permissions.has('deputy.write') ? null : notAdministrator
}

/** @throws Forbidden */
export function checkMayAppoint(actor: Actor): void {
  const refusal = whyNotAppointAnybody(actor)
  if (refusal) throw new Forbidden('deputy.write', refusal.sentence)
}

/** Whoever gives and ends roles notes that somebody has left, or moved. @throws Forbidden */
export function checkMayNotePeople(actor: Actor): void {
  if (actor.side !== 'municipality' || !actor.permissions.has('assignment.write'))
    throw new Forbidden('assignment.write')
}
