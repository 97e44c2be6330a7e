import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The municipality's own KLIK-administrator, or their deputy, keeps its mailbox. */
export const mayKeepMailbox = (actor: Actor): boolean =>
  actor.side === 'municipality' && actor.permissions.has('mailbox.write')

/** @throws Forbidden */
export function checkMayKeepMailbox(actor: Actor): void {
  if (mayKeepMailbox(actor)) return
  throw new Forbidden('mailbox.write', {
    da: 'Kun jeres KLIK-administrator kan rette funktionspostkassen.',
    en: 'Only your KLIK administrator can change the shared mailbox.',
  })
}
