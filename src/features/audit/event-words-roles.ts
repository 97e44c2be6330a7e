import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'
import { bilingual } from '../../kernel/language.ts'
import { type EventWords, named, navngivet, text, words } from './event-words-parts.ts'

/** ' den 11-01-2027', or nothing where the event names no day. */
function dato(value: EventValue | undefined): string {
  const day = findCivilDay(text(value))
  return day ? ` den ${formatCivilDay(day)}` : ''
}
const on = (value: EventValue | undefined): string => dato(value).replace(' den ', ' on ')

/** The words of the role gallery. */
export const roleWords = bilingual<Record<string, EventWords>>({
  da: {
    'role.created': words('Rolle oprettet', (facts) => `oprettede rollen${navngivet(facts, 'roleName')}`),
    'role.descriptionChanged': words(
      'Rolle ændret',
      (facts) => `ændrede beskrivelsen af rollen${navngivet(facts, 'roleName')}`,
    ),
    'role.endingSet': words(
      'Rolle ophører',
      (facts) => `bestemte, at rollen${navngivet(facts, 'roleName')} ophører${dato(facts.endsBefore)}`,
    ),
    'role.endingCalledOff': words(
      'Ophør af rolle aflyst',
      (facts) => `aflyste, at rollen${navngivet(facts, 'roleName')} skulle ophøre${dato(facts.endsBefore)}`,
    ),
    'role.retired': words(
      'Rolle udgået',
      (facts) => `tog rollen${navngivet(facts, 'roleName')} ud af rollegalleriet`,
    ),
    'role.takenUpAgain': words(
      'Rolle taget i brug igen',
      (facts) => `tog rollen${navngivet(facts, 'roleName')} i brug igen`,
    ),
    'roleMail.sent': words(
      'Brev til rolle sendt',
      (facts) => `skrev til rollen${navngivet(facts, 'roleName')}`,
    ),
    'role.vacated': words(
      'Rolle ubesat',
      (facts) => `så, at rollen${navngivet(facts, 'roleName')} blev ubesat`,
    ),
  },
  en: {
    'role.created': words('Role created', (facts) => `created the role${named(facts, 'roleName')}`),
    'role.descriptionChanged': words(
      'Role changed',
      (facts) => `changed the description of the role${named(facts, 'roleName')}`,
    ),
    'role.endingSet': words(
      'Role is ending',
      (facts) => `decided that the role${named(facts, 'roleName')} ends${on(facts.endsBefore)}`,
    ),
    'role.endingCalledOff': words(
      'Ending of role called off',
      (facts) =>
        `decided that the role${named(facts, 'roleName')} would not end${on(facts.endsBefore)} after all`,
    ),
    'role.retired': words(
      'Role removed from the gallery',
      (facts) => `removed the role${named(facts, 'roleName')} from the role gallery`,
    ),
    'role.takenUpAgain': words(
      'Role back in use',
      (facts) => `brought the role${named(facts, 'roleName')} back into use`,
    ),
    'roleMail.sent': words('Letter to role sent', (facts) => `wrote to the role${named(facts, 'roleName')}`),
    'role.vacated': words('Role vacant', (facts) => `saw the role${named(facts, 'roleName')} become vacant`),
  },
})
