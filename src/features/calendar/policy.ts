import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'

/** The municipality's own KLIK-administrator, or their deputy, keeps its calendar. */
export const mayKeepMunicipalFeed = (actor: Actor): boolean =>
  actor.side === 'municipality' && actor.permissions.has('calendarFeed.write')

/** @throws Forbidden */
export function checkMayKeepMunicipalFeed(actor: Actor): void {
  if (mayKeepMunicipalFeed(actor)) return
  throw new Forbidden('calendarFeed.write', {
    da: 'Kun jeres KLIK-administrator kan lave og fjerne kommunens kalenderadresse.',
    en: 'Only your KLIK administrator can make and remove the municipality’s calendar address.',
  })
}
