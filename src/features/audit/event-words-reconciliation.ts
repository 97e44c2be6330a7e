import type { Language } from '../../kernel/language.ts'
import { type EventWords, named, navngivet, text, words } from './event-words-parts.ts'

const people = (value: Parameters<typeof text>[0]): string =>
  value === 1 ? '1 person' : `${text(value)} personer`
const peopleEn = (value: Parameters<typeof text>[0]): string =>
  value === 1 ? '1 person' : `${text(value)} people`

const da: Record<string, EventWords> = {
  'access.reactivated': words(
    'Konto genaktiveret',
    (facts) => `fandt ${text(facts.userName) || 'en person'} inde i Mattermost uden en rolle`,
  ),
  'access.unlinked': words(
    'Login ikke koblet',
    (facts) => `fandt, at kontoen for ${text(facts.userName) || 'en person'} ikke logger på gennem Tværs`,
  ),
  'provisioning.caseTaken': words('Sag overtaget', 'overtog sagen om adgangen'),
  'provisioning.paused': words('Mattermost på pause', 'satte arbejdet i Mattermost på pause'),
  'provisioning.resumed': words('Mattermost i gang igen', 'satte arbejdet i Mattermost i gang igen'),
  'provisioning.removalsHeld': words(
    'Bremsen trukket',
    (facts) => `holdt fjernelsen af ${people(facts.removals)} på én gang tilbage`,
  ),
  'provisioning.removalsApproved': words(
    'Lukning godkendt',
    (facts) => `godkendte, at ${people(facts.removals)} bliver taget ud`,
  ),
  'provisioning.removalsRejected': words(
    'Lukning afvist',
    (facts) => `sagde nej til at tage ${people(facts.removals)} ud`,
  ),
  'provisioning.rulesChanged': words('Regler for afstemning ændret', 'ændrede reglerne for afstemning'),
  'reconciliation.started': words('Afstemning sat i gang', 'satte en afstemning med Mattermost i gang'),
  'reconciliation.found': words('Afstemning fandt forskelle', 'fandt noget, der ikke stemte'),
  'reconciliation.aborted': words('Afstemning stoppet', 'stoppede afstemningen og ændrede ingenting'),
  'reconciliation.held': words(
    'Bremsen trukket ved afstemning',
    (facts) => `holdt lukningen for ${people(facts.removals)} på én gang tilbage`,
  ),
  'reconciliation.approved': words(
    'Lukning efter afstemning godkendt',
    'godkendte de lukninger, afstemningen lagde op til',
  ),
  'reconciliation.rejected': words(
    'Lukning efter afstemning afvist',
    'sagde nej til de lukninger, afstemningen lagde op til',
  ),
  'reconciliation.memberAccepted': words(
    'Medlem uden rolle godkendt',
    (facts) => `sagde, at${navngivet(facts, 'username')} skal være i Mattermost`,
  ),
  'reconciliation.acceptanceWithdrawn': words(
    'Godkendelse af medlem trukket tilbage',
    (facts) => `trak godkendelsen af${navngivet(facts, 'username')} tilbage`,
  ),
  'reconciliation.fixAsked': words(
    'Afvigelse skal rettes',
    (facts) => `bad om at få adgangen rettet for ${text(facts.userName) || 'en person'} i Mattermost`,
  ),
  'reconciliation.memberRemovalAsked': words(
    'Medlem skal tages ud',
    (facts) => `bad om at få${navngivet(facts, 'username')} taget ud af Mattermost`,
  ),
  'reconciliation.memberRemoved': words(
    'Medlem taget ud',
    (facts) => `tog${navngivet(facts, 'username')} ud af Mattermost`,
  ),
  'reconciliation.memberNotRemoved': words(
    'Medlem kunne ikke tages ud',
    (facts) => `kunne ikke tage${navngivet(facts, 'username')} ud af Mattermost`,
  ),
}

const en: Record<string, EventWords> = {
  'access.reactivated': words(
    'Account reactivated',
    (facts) => `found ${text(facts.userName) || 'a person'} inside Mattermost without a role`,
  ),
  'access.unlinked': words(
    'Sign-in not linked',
    (facts) =>
      `found that the account of ${text(facts.userName) || 'a person'} does not sign in through Tværs`,
  ),
  'provisioning.caseTaken': words('Case taken', 'took on the case about the access'),
  'provisioning.paused': words('Mattermost on pause', 'put the work in Mattermost on pause'),
  'provisioning.resumed': words('Mattermost resumed', 'resumed the work in Mattermost'),
  'provisioning.removalsHeld': words(
    'Brake on',
    (facts) => `held back removing ${peopleEn(facts.removals)} at once`,
  ),
  'provisioning.removalsApproved': words(
    'Removals approved',
    (facts) => `approved removing ${peopleEn(facts.removals)}`,
  ),
  'provisioning.removalsRejected': words(
    'Removals refused',
    (facts) => `refused to have ${peopleEn(facts.removals)} removed`,
  ),
  'provisioning.rulesChanged': words('Reconciliation rules changed', 'changed the reconciliation rules'),
  'reconciliation.started': words('Reconciliation started', 'started a reconciliation'),
  'reconciliation.found': words('Reconciliation found differences', 'found something that did not match'),
  'reconciliation.aborted': words('Reconciliation stopped', 'stopped the reconciliation and changed nothing'),
  'reconciliation.held': words(
    'Brake on in a reconciliation',
    (facts) => `held back closing access for ${peopleEn(facts.removals)} at once`,
  ),
  'reconciliation.approved': words('Closure approved', 'approved what the reconciliation would close'),
  'reconciliation.rejected': words('Closure refused', 'refused what the reconciliation would close'),
  'reconciliation.memberAccepted': words(
    'Member without a role accepted',
    (facts) => `said that${named(facts, 'username')} belongs in Mattermost`,
  ),
  'reconciliation.acceptanceWithdrawn': words(
    'Acceptance of a member withdrawn',
    (facts) => `no longer accepts${named(facts, 'username')} without a role`,
  ),
  'reconciliation.fixAsked': words(
    'Difference to be put right',
    (facts) => `asked to have the access of${named(facts, 'userName')} in Mattermost put right`,
  ),
  'reconciliation.memberRemovalAsked': words(
    'Member to be removed',
    (facts) => `asked to have${named(facts, 'username')} removed from Mattermost`,
  ),
  'reconciliation.memberRemoved': words(
    'Member removed',
    (facts) => `removed${named(facts, 'username')} from Mattermost`,
  ),
  'reconciliation.memberNotRemoved': words(
    'Member could not be removed',
    (facts) => `could not remove${named(facts, 'username')} from Mattermost`,
  ),
}

/** What reconciliation and its brakes tell. */
export const reconciliationWords = (language: Language): Record<string, EventWords> =>
  language === 'da' ? da : en
