import type { Actor } from '../../kernel/actor.ts'
import { Forbidden, type Refusal } from '../../kernel/errors.ts'

const onlyAdministrator: Refusal = {
  code: 'not-administrator',
  sentence: {
    da: 'Kun jeres KLIK-administrator kan svare.',
    en: 'Only your KLIK administrator can answer.',
  },
}

const onlyOperations: Refusal = {
  code: 'not-operations',
  sentence: {
    da: 'Driften hos KOMBIT tager stilling til det.',
    en: 'Operations at KOMBIT decide.',
  },
}

/** Only the central body's editors start and close rounds; the portal does it on the day. @throws Forbidden */
export function checkMayStart(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('certification.start'))
    throw new Forbidden('certification.start')
}

/** The municipality answers for its own holders; the central body never does (R2). */
export function whyNotMayAnswer(actor: Actor): Refusal | null {
  const may = actor.side === 'municipality' && actor.permissions.has('certification.answer')
  return may ? null : onlyAdministrator
}

/** @throws Forbidden */
export function checkMayAnswer(actor: Actor): void {
  const refusal = whyNotMayAnswer(actor)
  if (refusal) throw new Forbidden('certification.answer', refusal.sentence)
}

/** The one who released the round is not the one who lets go of the brake (C4). */
export function whyNotMayApprove(actor: Actor): Refusal | null {
  const may = actor.side === 'central' && actor.permissions.has('certification.approve')
  return may ? null : onlyOperations
}

/** @throws Forbidden */
export function checkMayApprove(actor: Actor): void {
  const refusal = whyNotMayApprove(actor)
  if (refusal) throw new Forbidden('certification.approve', refusal.sentence)
}
