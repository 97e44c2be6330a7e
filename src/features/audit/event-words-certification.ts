import type { EventValue } from '../../kernel/event.ts'
import { bilingual } from '../../kernel/language.ts'
import { type EventWords, type Facts, named, navngivet, text, words } from './event-words-parts.ts'

const counted =
  (one: string, more: string) =>
  (value: EventValue | undefined): string =>
    `${text(value) || '0'} ${value === 1 ? one : more}`
const linjer = counted('linje', 'linjer')
const kommuner = counted('kommune', 'kommuner')
const personer = counted('person', 'personer')
const lines = counted('line', 'lines')
const people = counted('person', 'people')

/** A pause begins with the decision; a removal comes later, unless somebody answers. */
function brakeDecisionDa(facts: Facts): string {
  const role = `rollen${navngivet(facts, 'roleName')}`
  const round = `i${navngivet(facts, 'roundName')}`
  const them = personer(facts.lines)
  if (facts.decision !== 'approved') return `lod ${them} beholde ${role} ${round}, selv om ingen svarede`
  return facts.policy === 'suspend'
    ? `godkendte, at ${role} blev sat på pause for ${them} ${round}, til nogen svarer`
    : `godkendte, at ${them} mister ${role} ${round}, hvis ingen svarer`
}

function brakeDecisionEn(facts: Facts): string {
  const role = `the role${named(facts, 'roleName')}`
  const round = `in${named(facts, 'roundName')}`
  const them = people(facts.lines)
  if (facts.decision !== 'approved') return `let ${them} keep ${role} ${round} even though nobody answered`
  return facts.policy === 'suspend'
    ? `approved pausing ${role} for ${them} ${round} until somebody answers`
    : `approved ending ${role} for ${them} ${round} if nobody answers`
}
const municipalities = counted('municipality', 'municipalities')

/** The words of the yearly confirmation and what it does to roles. */
export const certificationWords = bilingual<Record<string, EventWords>>({
  da: {
    'assignment.resumed': words(
      'Rolle genoptaget',
      (facts) => `genoptog rollen${navngivet(facts, 'roleName')} for ${text(facts.userName) || 'en person'}`,
    ),
    'assignment.suspended': words(
      'Rolle sat på pause',
      (facts) =>
        `satte rollen${navngivet(facts, 'roleName')} på pause for ${text(facts.userName) || 'en person'}`,
    ),
    'certification.brakeDecided': words('KOMBIT tog stilling for kommunen', brakeDecisionDa),
    'certification.closed': words(
      'Bekræftelse lukket for kommunen',
      (facts) => `lukkede${navngivet(facts, 'roundName')}; ${linjer(facts.undecided)} stod uden svar`,
    ),
    'certification.completed': words('Bekræftelse færdig for kommunen', (facts) =>
      facts.answered === 0
        ? `afsluttede kommunens del af${navngivet(facts, 'roundName')}, fordi der ikke længere var noget at svare på`
        : `svarede for alle i${navngivet(facts, 'roundName')}`,
    ),
    'certification.opened': words(
      'Bekræftelse åbnet for kommunen',
      (facts) => `spurgte kommunen om ${linjer(facts.undecided)} i${navngivet(facts, 'roundName')}`,
    ),
    'certification.policyApplied': words('Følge af manglende svar', (facts) =>
      facts.policy === 'suspend'
        ? `satte rollen${navngivet(facts, 'roleName')} på pause for ${text(facts.userName)}, fordi ingen svarede`
        : `fjernede rollen${navngivet(facts, 'roleName')} fra ${text(facts.userName)}, fordi ingen svarede`,
    ),
    'certification.reminderDue': words(
      'Påmindelse om bekræftelse',
      (facts) => `mindede om ${linjer(facts.undecided)} i${navngivet(facts, 'roundName')}`,
    ),
    'certificationItem.answered': words(
      'Bekræftelse: svar givet',
      (facts) => `svarede for ${text(facts.userName) || 'en person'} i rollen${navngivet(facts, 'roleName')}`,
    ),
    'certificationItem.corrected': words(
      'Bekræftelse: svar rettet',
      (facts) =>
        `rettede svaret for ${text(facts.userName) || 'en person'} i rollen${navngivet(facts, 'roleName')}`,
    ),
    'certificationItem.selfAnswered': words(
      'Bekræftelse: svar om sig selv',
      (facts) =>
        `svarede om ${text(facts.userName) || 'en person'}, den eneste KLIK-administrator, i rollen${navngivet(facts, 'roleName')}`,
    ),
    'certificationRound.approved': words('Bremse afgjort', (facts) =>
      facts.decision === 'approved'
        ? `godkendte, at ${personer(facts.lines)} mister rollen eller adgangen`
        : `lod ${personer(facts.lines)} beholde rollen`,
    ),
    'certificationRound.closed': words(
      'Runde lukket',
      (facts) => `lukkede runden${navngivet(facts, 'roundName')}`,
    ),
    'certificationRound.held': words(
      'Runde bremset',
      (facts) =>
        `holdt ${text(facts.undecided)} uden svar i rollen${navngivet(facts, 'roleName')} tilbage til godkendelse`,
    ),
    'certificationRound.planned': words(
      'Plan for bekræftelse ændret',
      (facts) => `ændrede planen for rollen${navngivet(facts, 'roleName')}`,
    ),
    'certificationRound.rerun': words(
      'Runde startet igen',
      (facts) => `spurgte igen om dem uden svar i${navngivet(facts, 'roundName')}`,
    ),
    'certificationRound.started': words(
      'Runde startet',
      (facts) =>
        `startede runden${navngivet(facts, 'roundName')} med ${linjer(facts.items)} i ${kommuner(facts.municipalities)}`,
    ),
  },
  en: {
    'assignment.resumed': words(
      'Role resumed',
      (facts) => `resumed the role${named(facts, 'roleName')} of ${text(facts.userName) || 'a person'}`,
    ),
    'assignment.suspended': words(
      'Role put on pause',
      (facts) => `put the role${named(facts, 'roleName')} of ${text(facts.userName) || 'a person'} on pause`,
    ),
    'certification.brakeDecided': words('KOMBIT decided for the municipality', brakeDecisionEn),
    'certification.closed': words(
      'Confirmation closed for the municipality',
      (facts) => `closed${named(facts, 'roundName')}; ${lines(facts.undecided)} had no answer`,
    ),
    'certification.completed': words('Confirmation finished for the municipality', (facts) =>
      facts.answered === 0
        ? `ended the municipality’s part of${named(facts, 'roundName')}, as there was nothing left to answer`
        : `answered for everybody in${named(facts, 'roundName')}`,
    ),
    'certification.opened': words(
      'Confirmation opened for the municipality',
      (facts) => `asked the municipality about ${lines(facts.undecided)} in${named(facts, 'roundName')}`,
    ),
    'certification.policyApplied': words('Consequence of no answer', (facts) =>
      facts.policy === 'suspend'
        ? `put the role${named(facts, 'roleName')} of ${text(facts.userName)} on pause, as nobody answered`
        : `removed the role${named(facts, 'roleName')} from ${text(facts.userName)}, as nobody answered`,
    ),
    'certification.reminderDue': words(
      'Reminder about confirmation',
      (facts) => `sent a reminder about ${lines(facts.undecided)} in${named(facts, 'roundName')}`,
    ),
    'certificationItem.answered': words(
      'Confirmation: answered',
      (facts) => `answered for ${text(facts.userName) || 'a person'} in the role${named(facts, 'roleName')}`,
    ),
    'certificationItem.corrected': words(
      'Confirmation: answer corrected',
      (facts) =>
        `corrected the answer for ${text(facts.userName) || 'a person'} in the role${named(facts, 'roleName')}`,
    ),
    'certificationItem.selfAnswered': words(
      'Confirmation: answered about themselves',
      (facts) =>
        `answered about ${text(facts.userName) || 'a person'}, the only KLIK administrator, in the role${named(facts, 'roleName')}`,
    ),
    'certificationRound.approved': words('Brake decided', (facts) =>
      facts.decision === 'approved'
        ? `approved that ${people(facts.lines)} lose the role or the access`
        : `let ${people(facts.lines)} keep the role`,
    ),
    'certificationRound.closed': words(
      'Round closed',
      (facts) => `closed the round${named(facts, 'roundName')}`,
    ),
    'certificationRound.held': words(
      'Round held by the brake',
      (facts) =>
        `held back ${text(facts.undecided)} without an answer in the role${named(facts, 'roleName')} for approval`,
    ),
    'certificationRound.planned': words(
      'Confirmation plan changed',
      (facts) => `changed the plan of the role${named(facts, 'roleName')}`,
    ),
    'certificationRound.rerun': words(
      'Round started again',
      (facts) => `asked again about those without an answer in${named(facts, 'roundName')}`,
    ),
    'certificationRound.started': words(
      'Round started',
      (facts) =>
        `started the round${named(facts, 'roundName')} with ${lines(facts.items)} in ${municipalities(facts.municipalities)}`,
    ),
  },
})
