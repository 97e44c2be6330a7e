import type { EventWords } from './event-words.ts'

const words = (name: string, did: string): EventWords => ({ name, did: () => did })

/**
 * Events that notifications listen for, with plain words of their own: the feature that emits one says it better in the
 * catalogue, which comes after and wins.
 */
export const awaitedDa: Readonly<Record<string, EventWords>> = {
  'assignment.resigned': words('Rolle opgivet', 'meldte fra, at de ikke længere har rollen'),
  'assignment.resumed': words('Rolle gælder igen', 'ophævede pausen i rollen'),
  'assignment.suspended': words('Rolle sat på pause', 'satte rollen på pause'),
  'certification.closed': words('Kommunens bekræftelse lukket', 'lukkede kommunens bekræftelse'),
  'certification.opened': words('Bekræftelse sendt', 'bad kommunen bekræfte sine roller'),
  'certification.policyApplied': words('Regel brugt uden svar', 'brugte reglen for roller uden svar'),
  'certification.reminderDue': words('Påmindelse om bekræftelse', 'mindede om bekræftelsen'),
  'certificationRound.held': words('Runde holdt tilbage', 'holdt runden tilbage til godkendelse'),
  'pendingAssignment.expired': words('Afventende tildeling udløbet', 'lod den afventende tildeling udløbe'),
  'pendingAssignment.tookEffect': words('Afventende tildeling trådt i kraft', 'fik rollen ved første login'),
  'role.vacated': words('Rolle blev ubesat', 'gjorde rollen ubesat'),
}

export const awaitedEn: Readonly<Record<string, EventWords>> = {
  'assignment.resigned': words('Role given up', 'said that they no longer hold the role'),
  'assignment.resumed': words('Role in force again', 'lifted the pause of the role'),
  'assignment.suspended': words('Role paused', 'paused the role'),
  'certification.closed': words(
    'Municipality’s confirmation closed',
    'closed the municipality’s confirmation',
  ),
  'certification.opened': words('Confirmation sent', 'asked the municipality to confirm its roles'),
  'certification.policyApplied': words(
    'Rule applied without answer',
    'applied the rule for roles without an answer',
  ),
  'certification.reminderDue': words('Reminder of confirmation', 'reminded of the confirmation'),
  'certificationRound.held': words('Round held back', 'held the round back for approval'),
  'pendingAssignment.expired': words('Pending assignment expired', 'let the pending assignment expire'),
  'pendingAssignment.tookEffect': words(
    'Pending assignment took effect',
    'got the role at the first sign-in',
  ),
  'role.vacated': words('Role became vacant', 'left the role vacant'),
}
