import type { Sentence } from '../../kernel/errors.ts'
import { bilingual } from '../../kernel/language.ts'

const da = {
  listTitle: 'En kollega stopper eller får ny stilling',
  listLead:
    'Stopper en kollega, kan du flytte det hele til andre på én gang. Har en kollega fået ny stilling, noterer du den, og så bliver I spurgt, om rollerne stadig passer.',
  person: 'Person',
  roles: 'Roller',
  tasks: 'Åbne opgaver',
  moved: 'Har fået ny stilling',
  moves: 'Notér stillingen',
  leaving: 'Stopper',
  choose: 'Flyt alt',
  title: (name: string) => `${name} stopper`,
  lead: (name: string) =>
    `Her er alt, hvad ${name} har hos jer. Vælg, hvem der overtager. Adgangen lukker med det samme.`,
  nothing: (name: string) => `${name} har ingen roller og ingen åbne opgaver.`,
  forAll: 'Hvem overtager det hele?',
  forAllHint: 'Du kan vælge en anden ud for hver enkelt herunder.',
  chooseAll: 'Vælg',
  nobodyAll: 'Ingen, det hele slutter',
  same: 'Som valgt øverst',
  nobody: 'Ingen',
  rolesTitle: 'Roller',
  tasksTitle: 'Åbne opgaver',
  role: 'Rolle',
  task: 'Opgave',
  part: 'Er',
  responsible: 'Ansvarlig',
  performer: 'Udfører',
  both: 'Ansvarlig og udfører',
  successor: 'Overtages af',
  successorOf: (name: string) => `Hvem overtager ${name}?`,
  opensAccess: 'Giver adgang',
  elseNobody: 'Overtager ingen den, har ingen hos jer rollen.',
  unlessTakenOver: 'Hvis ingen overtager den:',
  due: 'Frist',
  reason: 'Hvorfor?',
  reasonHint: 'Bliver i kommunens egen historik.',
  reasons: ['Er stoppet i kommunen', 'Er gået på pension', 'Er flyttet til en anden kommune'],
  consequence: (name: string) =>
    `${name} mister alle roller og adgange med det samme og bliver logget af. Logger ${name} på igen hos jer, kommer rollerne ikke tilbage.`,
  submit: (name: string) => `Flyt alt, og notér, at ${name} er stoppet`,
  keep: 'Lad det være',
  doneTitle: (name: string) => `${name} er stoppet`,
  doneAll: (count: number) =>
    count === 1 ? 'Én rolle eller opgave er flyttet.' : `${count} roller og opgaver er flyttet.`,
  doneNobody: (names: string) => `Uden efterfølger: ${names}.`,
  doneRefused: (name: string, why: string) => `${name}: ${why}`,
  doneClosed: 'Adgangene er lukket, og personen er ved at blive fjernet fra systemerne.',
}

const en: typeof da = {
  listTitle: 'A colleague is leaving or has a new position',
  listLead:
    'If a colleague is leaving, you can move everything to others in one go. If a colleague has a new position, record it, and you will be asked whether the roles are still right.',
  person: 'Person',
  roles: 'Roles',
  tasks: 'Open tasks',
  moved: 'Has a new position',
  moves: 'Record the position',
  leaving: 'Is leaving',
  choose: 'Move everything',
  title: (name) => `${name} is leaving`,
  lead: (name) =>
    `This is everything ${name} holds in your municipality. Choose who takes over. Access closes at once.`,
  nothing: (name) => `${name} has no roles and no open tasks.`,
  forAll: 'Who takes over everything?',
  forAllHint: 'You can choose somebody else for each one below.',
  chooseAll: 'Choose',
  nobodyAll: 'Nobody, everything ends',
  same: 'As chosen above',
  nobody: 'Nobody',
  rolesTitle: 'Roles',
  tasksTitle: 'Open tasks',
  role: 'Role',
  task: 'Task',
  part: 'Part in the task',
  responsible: 'Responsible',
  performer: 'Performer',
  both: 'Responsible and performer',
  successor: 'Taken over by',
  successorOf: (name) => `Who takes over ${name}?`,
  opensAccess: 'Gives access',
  elseNobody: 'Unless somebody takes it over, nobody in your municipality holds the role.',
  unlessTakenOver: 'Unless somebody takes it over:',
  due: 'Deadline',
  reason: 'Why?',
  reasonHint: 'Stays in the municipality’s own history.',
  reasons: ['Has left the municipality', 'Has retired', 'Has moved to another municipality'],
  consequence: (name) =>
    `${name} loses all roles and access at once and is signed out. If ${name} signs in again in your municipality, the roles do not come back.`,
  submit: (name) => `Move everything and note that ${name} has left`,
  keep: 'Leave as it is',
  doneTitle: (name) => `${name} has left`,
  doneAll: (count) => (count === 1 ? 'One role or task was moved.' : `${count} roles and tasks were moved.`),
  doneNobody: (names) => `Without a successor: ${names}.`,
  doneRefused: (name, why) => `${name}: ${why}`,
  doneClosed: 'Access is closed, and the person is being removed from the systems.',
}

export type DepartureTexts = typeof da
export const departureTexts = bilingual({ da, en })

const moveDa = {
  title: (name: string) => `${name} har fået en ny stilling`,
  lead: (name: string) =>
    `Skal ${name} stadig have sine roller? Skriv den nye stilling, så spørger vi jer med det samme.`,
  newTitle: 'Ny stilling eller afdeling',
  until: (title: string) => `Indtil nu: ${title}.`,
  untilUnknown: 'Tværs kender ikke den hidtidige stilling.',
  rolesTitle: (name: string) => `Roller, ${name} har`,
  askedAlready:
    'Roller, I allerede bliver spurgt om i en åben bekræftelse, spørger vi ikke om igen. Svar på dem i den bekræftelse. Det, der står dér, gælder for dem.',
  nothing: (name: string) => `${name} har ingen roller. I bliver ikke spurgt om noget.`,
  consequence: (name: string) =>
    `${name} beholder sine roller og adgange, indtil I svarer. Svarer I ikke på den nye opgave, fortsætter rollerne i den.`,
  submit: 'Gem, og spørg om rollerne',
  submitAlone: 'Gem den nye stilling',
  cancel: 'Fortryd',
  leaves: (name: string) => `Stopper ${name} helt i kommunen? Flyt alt til andre.`,
  doneTitle: (name: string, title: string) => `${name} er nu noteret som »${title}«`,
  doneRound: (name: string) =>
    `Om et øjeblik får I en opgave om at bekræfte de roller, I ikke allerede bliver spurgt om. ${name} kan ikke selv svare på den.`,
  doneNothing: (name: string) => `${name} har ingen roller, så der er ikke mere at gøre.`,
}

const moveEn: typeof moveDa = {
  title: (name) => `${name} has a new position`,
  lead: (name) => `Should ${name} keep the roles? Write the new position, and we will ask you at once.`,
  newTitle: 'New position or department',
  until: (title) => `Until now: ${title}.`,
  untilUnknown: 'Tværs does not know the previous position.',
  rolesTitle: (name) => `Roles ${name} holds`,
  askedAlready:
    'Roles that you are already being asked about in an open confirmation are not asked about again. Answer there; what it says applies to them.',
  nothing: (name) => `${name} has no roles. You will not be asked about anything.`,
  consequence: (name) =>
    `${name} keeps roles and access until you answer. If you do not answer the new task, the roles in it continue.`,
  submit: 'Save and ask about the roles',
  submitAlone: 'Save the new position',
  cancel: 'Cancel',
  leaves: (name) => `Is ${name} leaving the municipality altogether? Move everything to others.`,
  doneTitle: (name, title) => `${name} is now recorded as “${title}”`,
  doneRound: (name) =>
    `In a moment you will get a task to confirm the roles that you are not already being asked about. ${name} cannot answer it themselves.`,
  doneNothing: (name) => `${name} has no roles, so there is nothing more to do.`,
}

export type MoveTexts = typeof moveDa
export const moveTexts = bilingual({ da: moveDa, en: moveEn })

export const missingTitle: Sentence = {
  da: 'Skriv den nye stilling eller afdeling.',
  en: 'Write the new position or department.',
}

export const missingSuccessor: Sentence = {
  da: 'Vælg, hvem der overtager det hele, eller »Ingen«.',
  en: 'Choose who takes over everything, or “Nobody”.',
}

export const missingReason: Sentence = {
  da: 'Skriv, hvorfor personen stopper.',
  en: 'Write why the person is leaving.',
}
