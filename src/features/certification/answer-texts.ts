import { bilingual } from '../../kernel/language.ts'
import type { LostAccess } from './domain/outcome.ts'
import { outcomeTexts } from './outcome-texts.ts'

/** What the municipality reads when it confirms its own roles. */
const da = {
  title: 'Bekræftelser',
  lead: 'Her bekræfter I, at det stadig er de rigtige personer, der har rollerne.',
  open: 'Venter på jer',
  correctable: 'Besvaret, kan stadig rettes',
  earlier: 'Tidligere',
  emptyTitle: 'Ingen bekræftelse venter på jer',
  empty: 'Når det er tid til at bekræfte jeres roller, står det her og blandt jeres opgaver.',
  answerNow: 'Svar for personerne',
  see: 'Se svarene',
  doneOf: (done: number, total: number): string => `${done} af ${total} har fået svar`,
  question: 'Er det stadig de rigtige personer?',
  opened: (day: string): string => `åbnet ${day}`,
  leadOpen: (day: string): string =>
    `Svar for hver person. Du kan rette dine svar, til runden lukker ${day}.`,
  leadReader: (day: string): string => `Jeres KLIK-administrator svarer for hver person senest ${day}.`,
  leadClosed: (closed: string): string => `${closed}. Her er svarene, og hvad der kom ud af dem.`,
  leadLate: (closed: string): string => `${closed}. Du kan stadig svare for dem, der står uden svar.`,
  daysLeft: (count: number): string =>
    count === 0 ? 'Sidste dag' : count === 1 ? '1 dag tilbage' : `${count} dage tilbage`,
  missing: (count: number): string => (count === 1 ? '1 svar mangler' : `${count} svar mangler`),
  nextMissing: 'Gå til næste uden svar',
  options: { keep: 'Stadig rigtig', withdraw: 'Skal ikke længere', replace: 'Erstat' },
  answerFor: (name: string, role: string): string => `Svar for ${name}, ${role}`,
  you: (name: string): string => `${name} (dig)`,
  since: (day: string): string => `rolle siden ${day}`,
  givenBy: (name: string): string => `givet af ${name}`,
  primary: 'primær',
  titleNow: (title: string): string => `stilling nu: ${title}`,
  signedIn: (when: string): string => `Logget på Tværs ${when}`,
  notSignedIn: (days: number): string => `Ikke logget på Tværs i ${days} dage`,
  noSignIn: 'Har ikke længere et login hos jer',
  doubts: {
    left: 'Er ikke længere bruger hos jer',
    noPrivilege: 'Har mistet sin rettighed til Tværs',
    bouncing: 'Mails til personen kommer retur',
  },
  lastSeen: (day: string): string => `Sidst set i Mattermost ${day}`,
  neverSeen: 'Ikke set i Mattermost endnu',
  mattermostOpen: (day: string): string => `Adgangen til Mattermost var åben ${day}, da vi så efter`,
  mattermostUnknown: 'Vi ved ikke, om personen bruger Mattermost',
  accessOpen: (day: string): string => `Adgangen var åben ${day}, da vi så efter`,
  accessUnknown: 'Vi ved ikke, om adgangen er åben',
  accessClosed: (day: string): string => `Adgangen er set lukket ${day}`,
  suspended: 'Rollen er sat på pause',
  holdsNoMore: 'Har ikke længere rollen',
  why: 'Hvorfor ikke længere?',
  choose: 'Vælg',
  reasons: [
    'Er stoppet hos os',
    'Har fået andre opgaver',
    'Bruger ikke rollen',
    'Skulle aldrig have haft den',
  ],
  withdrawHint: 'Rollen afsluttes, når du gemmer. Retter du svaret, får personen rollen igen.',
  withdrawnHint: (day: string, access: LostAccess): string =>
    `Rollen blev afsluttet ${day}${outcomeTexts('da').access[access]}. Retter du svaret, får personen rollen igen.`,
  who: 'Hvem tager over?',
  replaceHint: (name: string, hasAccess: boolean): string =>
    hasAccess
      ? `${name} beholder adgangen, til den nye virker, dog højst 30 dage.`
      : `${name} har rollen, til du gemmer.`,
  newcomer: 'En, der ikke har logget på Tværs endnu',
  newcomerName: 'Navn på den nye',
  newcomerEmail: 'Den nyes arbejdsmail',
  newcomerEmailHint: 'Personen får kun rollen, hvis jeres login melder den samme adresse.',
  newcomerHint: (name: string): string =>
    `Den nye får rollen ved sit første login. ${name} beholder rollen imens, dog højst 30 dage. Logger den nye ikke på inden da, slutter rollen for ${name} alligevel.`,
  newcomerOnly: 'Den nye får rollen ved sit første login.',
  successorNow: {
    known: (name: string): string => `${name}, som før`,
    waiting: (name: string): string => `${name} (har ikke logget på endnu)`,
    refused: (name: string): string => `${name}, kunne ikke få rollen`,
    expired: (name: string): string => `${name}, loggede ikke på`,
    withdrawn: (name: string): string => `${name}, fortrudt`,
  },
  promise: {
    waiting: (name: string): string => `${name} får rollen ved sit første login.`,
    refused: (name: string): string => `${name} loggede på, men reglerne for rollen sagde nej.`,
    expired: (name: string): string => `${name} loggede ikke på inden 30 dage.`,
    withdrawn: (name: string): string => `Rollen til ${name} er trukket tilbage.`,
  },
  holdsUntil: (name: string, day: string): string => `${name} har rollen til og med ${day}.`,
  instruction: 'Vejledning til den nye',
  handOver: 'Tjekliste til overleveringen',
  save: 'Gem svar',
  later: 'Fortsæt en anden dag',
  savedRemark: 'Ingen mister rollen, før runden lukker, bortset fra dem, du selv afslutter eller erstatter.',
  savedRemarkKeeps:
    'Rollerne fortsætter, også uden svar, bortset fra dem, du selv afslutter eller erstatter.',
  savedRemarkClosed: 'Svaret gælder, når du gemmer, og kan ikke rettes bagefter.',
  savedTitle: (count: number): string =>
    count === 0 ? 'Intet er ændret' : count === 1 ? '1 svar er gemt' : `${count} svar er gemt`,
  savedAll: 'Alle har fået et svar. Opgaven er fuldført.',
  savedLeft: (count: number): string => (count === 1 ? 'Der mangler 1 svar.' : `Der mangler ${count} svar.`),
  withoutAnswer: {
    keep: 'Uden svar: fortsætter',
    suspend: 'Uden svar: sættes på pause',
    suspendAccess: 'Uden svar: adgangen lukkes, til I svarer',
    remove: 'Uden svar: rollen afsluttes',
    removeAccess: 'Uden svar: adgangen lukkes',
    held: 'Uden svar: KOMBIT tager stilling først',
  },
  howTitle: 'Sådan vælger du',
  how: {
    keep: 'Personen arbejder hos jer og bruger rollen.',
    withdraw: 'Personen er stoppet eller har fået andre opgaver. Rollen afsluttes, når du gemmer.',
    replace: 'En anden tager over, når du gemmer, eller ved sit første login.',
  },
  howWithAccess: {
    withdraw:
      'Personen er stoppet eller har fået andre opgaver. Rollen afsluttes, når du gemmer, og en adgang, den åbnede, lukkes.',
    replace:
      'En anden tager over. Åbner rollen en adgang, bliver den gamle, til den nye virker, dog højst 30 dage.',
  },
  doubt: 'I tvivl? Spørg personen selv.',
  ifNobody: 'Hvis ingen svarer',
  lastReminder: 'Sidste påmindelse før fristen.',
  roundCloses:
    'Runden lukker efter denne dag. Svar kan ikke rettes bagefter, men et svar for dem, der mangler, kan stadig ændre, hvad der sker.',
  roundClosed: 'Runden lukkede. Svar, der er givet, kan ikke rettes mere.',
  lastAnswer: 'Den sidste dag, du kan svare for dem, der mangler.',
  lastAnswerFor: (roles: readonly string[]): string =>
    `Den sidste dag, du kan svare for dem, der mangler i ${new Intl.ListFormat('da-DK').format(roles)}.`,
  lateReminder: 'Sidste påmindelse. Du kan stadig svare.',
  suspends: (role: string): string =>
    `${role} sættes på pause for dem uden svar. Rollen gælder igen, når I svarer.`,
  isPaused: (role: string): string =>
    `${role} er sat på pause for dem uden svar. Rollen gælder igen, når I svarer.`,
  removes: (role: string): string => `${role} afsluttes for dem uden svar.`,
  waits: (role: string): string =>
    `${role} venter på KOMBIT. Ingen mister rollen, før KOMBIT har taget stilling.`,
  keepsRole: (role: string): string => `${role} fortsætter, også uden svar. Det har KOMBIT besluttet.`,
  keepsAfter: (role: string): string => `${role} fortsætter, også uden svar.`,
  keepsOn: 'Rollerne fortsætter, også uden svar.',
  outcomes: outcomeTexts('da'),
  answeredBy: (name: string, day: string): string => `${name} svarede ${day}`,
  late: 'efter lukning',
  self: 'om sig selv',
  onlyAdministrator: 'Kun jeres KLIK-administrator kan svare.',
  selfNote:
    'I har ingen anden KLIK-administrator, så du må gerne svare for dig selv. Det bliver noteret, og KOMBIT kan se det.',
  selfNoteFor: (principal: string): string =>
    `Du svarer på vegne af ${principal}, og I har ingen anden KLIK-administrator. Det bliver noteret som et svar om ${principal} selv, og KOMBIT kan se det.`,
  refusedTitle: 'Nogle svar blev ikke gemt',
}

export type AnswerTexts = typeof da

const en: AnswerTexts = {
  title: 'Confirmations',
  lead: 'Here you confirm that the right people still hold the roles.',
  open: 'Waiting for you',
  correctable: 'Answered, can still be corrected',
  earlier: 'Earlier',
  emptyTitle: 'No confirmation is waiting for you',
  empty: 'When it is time to confirm your roles, it appears here and among your tasks.',
  answerNow: 'Answer for each person',
  see: 'See the answers',
  doneOf: (done, total) => `${done} of ${total} have an answer`,
  question: 'Are they still the right people?',
  opened: (day) => `opened ${day}`,
  leadOpen: (day) => `Answer for each person. You can correct your answers until the round closes on ${day}.`,
  leadReader: (day) => `Your KLIK administrator answers for each person by ${day}.`,
  leadClosed: (closed) => `${closed}. Here are the answers and what came of them.`,
  leadLate: (closed) => `${closed}. You can still answer for those without an answer.`,
  daysLeft: (count) => (count === 0 ? 'Last day' : count === 1 ? '1 day left' : `${count} days left`),
  missing: (count) => (count === 1 ? '1 answer missing' : `${count} answers missing`),
  nextMissing: 'Go to the next without an answer',
  options: { keep: 'Still right', withdraw: 'Not any more', replace: 'Replace' },
  answerFor: (name, role) => `Answer for ${name}, ${role}`,
  you: (name) => `${name} (you)`,
  since: (day) => `role since ${day}`,
  givenBy: (name) => `given by ${name}`,
  primary: 'primary',
  titleNow: (title) => `position now: ${title}`,
  signedIn: (when) => `Signed in to Tværs ${when}`,
  notSignedIn: (days) => `Not signed in to Tværs for ${days} days`,
  noSignIn: 'Can no longer sign in from your municipality',
  doubts: {
    left: 'Is no longer a user of yours',
    noPrivilege: 'Has lost the privilege for Tværs',
    bouncing: 'Emails to the person are returned',
  },
  lastSeen: (day) => `Last seen in Mattermost ${day}`,
  neverSeen: 'Not yet seen in Mattermost',
  mattermostOpen: (day) => `The access to Mattermost was open when we looked on ${day}`,
  mattermostUnknown: 'We do not know whether the person uses Mattermost',
  accessOpen: (day) => `The access was open when we looked on ${day}`,
  accessUnknown: 'We do not know whether the access is open',
  accessClosed: (day) => `The access was seen closed on ${day}`,
  suspended: 'The role is on pause',
  holdsNoMore: 'No longer holds the role',
  why: 'Why no longer?',
  choose: 'Choose',
  reasons: [
    'No longer works here',
    'Has other duties now',
    'Does not use the role',
    'Should never have had it',
  ],
  withdrawHint: 'The role ends when you save. If you correct the answer, the person gets the role again.',
  withdrawnHint: (day, access) =>
    `The role ended on ${day}${outcomeTexts('en').access[access]}. If you correct the answer, the person gets the role again.`,
  who: 'Who takes over?',
  replaceHint: (name, hasAccess) =>
    hasAccess
      ? `${name} keeps the access until the new person’s works, for 30 days at most.`
      : `${name} has the role until you save.`,
  newcomer: 'Somebody who has not signed in to Tværs yet',
  newcomerName: 'Name of the new person',
  newcomerEmail: 'Work email of the new person',
  newcomerEmailHint: 'The person gets the role only if your own sign-in states the same address.',
  newcomerHint: (name) =>
    `The new person gets the role at their first sign-in. ${name} keeps the role meanwhile, 30 days at most. If the new person has not signed in by then, the role ends for ${name} all the same.`,
  newcomerOnly: 'The new person gets the role at their first sign-in.',
  successorNow: {
    known: (name) => `${name}, as before`,
    waiting: (name) => `${name}, not signed in yet`,
    refused: (name) => `${name}, could not get the role`,
    expired: (name) => `${name}, did not sign in`,
    withdrawn: (name) => `${name}, withdrawn`,
  },
  promise: {
    waiting: (name) => `${name} gets the role at their first sign-in.`,
    refused: (name) => `${name} signed in, but the rules of the role said no.`,
    expired: (name) => `${name} did not sign in within 30 days.`,
    withdrawn: (name) => `The role for ${name} was withdrawn.`,
  },
  holdsUntil: (name, day) => `${name} holds the role up to and including ${day}.`,
  instruction: 'Instructions for the new person',
  handOver: 'Checklist for the hand-over',
  save: 'Save answers',
  later: 'Continue another day',
  savedRemark:
    'Nobody loses the role before the round closes, except those whose role you end or give to others.',
  savedRemarkKeeps: 'The roles continue, even without an answer, except those you end or give to others.',
  savedRemarkClosed: 'The answer counts when you save and cannot be corrected afterwards.',
  savedTitle: (count) =>
    count === 0 ? 'Nothing was changed' : count === 1 ? '1 answer is saved' : `${count} answers are saved`,
  savedAll: 'Everybody has an answer. The task is completed.',
  savedLeft: (count) => (count === 1 ? '1 answer is still missing.' : `${count} answers are still missing.`),
  withoutAnswer: {
    keep: 'Without an answer: continues',
    suspend: 'Without an answer: paused',
    suspendAccess: 'Without an answer: the access closes until you answer',
    remove: 'Without an answer: the role ends',
    removeAccess: 'Without an answer: the access closes',
    held: 'Without an answer: KOMBIT decides first',
  },
  howTitle: 'How to choose',
  how: {
    keep: 'The person works in your municipality and uses the role.',
    withdraw: 'The person has left or has other duties. The role ends when you save.',
    replace: 'Somebody else takes over when you save, or at their first sign-in.',
  },
  howWithAccess: {
    withdraw:
      'The person has left or has other duties. The role ends when you save, and an access it opened closes.',
    replace:
      'Somebody else takes over. If the role opens an access, the old one stays until the new one works, for 30 days at most.',
  },
  doubt: 'In doubt? Ask the person.',
  ifNobody: 'If nobody answers',
  lastReminder: 'Last reminder before the deadline.',
  roundCloses:
    'The round closes after this day. Answers cannot be corrected afterwards, but an answer for those without one can still change what happens.',
  roundClosed: 'The round closed. Answers given can no longer be corrected.',
  lastAnswer: 'Last day you can answer for those without an answer.',
  lastAnswerFor: (roles) =>
    `Last day you can answer for those without an answer in ${new Intl.ListFormat('en-GB').format(roles)}.`,
  lateReminder: 'Last reminder. You can still answer.',
  suspends: (role) => `${role} is paused for those without an answer. It is valid again when you answer.`,
  isPaused: (role) => `${role} is paused for those without an answer. It is valid again when you answer.`,
  removes: (role) => `${role} ends for those without an answer.`,
  waits: (role) => `${role} is waiting for KOMBIT. Nobody loses the role until KOMBIT has decided.`,
  keepsRole: (role) => `${role} continues, even without an answer. KOMBIT has decided this.`,
  keepsAfter: (role) => `${role} continues, even without an answer.`,
  keepsOn: 'The roles continue, even without an answer.',
  outcomes: outcomeTexts('en'),
  answeredBy: (name, day) => `${name} answered ${day}`,
  late: 'after the close',
  self: 'about themselves',
  onlyAdministrator: 'Only your KLIK administrator can answer.',
  selfNote:
    'You have no other KLIK administrator, so you may answer for yourself. It is noted, and KOMBIT can see it.',
  selfNoteFor: (principal) =>
    `You answer on behalf of ${principal}, and you have no other KLIK administrator. It is noted as an answer by ${principal} about themselves, and KOMBIT can see it.`,
  refusedTitle: 'Some answers were not saved',
}

export const answerTexts = bilingual({ da, en })
