import type { Sentence } from '../../kernel/errors.ts'
import { bilingual } from '../../kernel/language.ts'

const people = (count: number): string => (count === 1 ? '1 person' : `${count} personer`)
const municipalities = (count: number): string => (count === 1 ? '1 kommune' : `${count} kommuner`)
const peopleEn = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
const municipalitiesEn = (count: number): string =>
  count === 1 ? '1 municipality' : `${count} municipalities`

const da = {
  // On pages everybody reads.
  endsOn: (day: string) => `Ophører den ${day}`,
  wasToEnd: (day: string) => `Skulle ophøre den ${day}`,
  endedOn: (day: string) => `Udgik den ${day}`,
  ended: 'Udgået',
  endedTitle: 'Rollen er udgået',
  lastDay: (day: string) => `Sidste dag med rollen er ${day}.`,
  endsToday: 'Rollen ophører i dag.',
  accessClosesToday: 'De adgange, den giver, lukkes.',
  accessCloses: 'Derefter lukkes de adgange, den giver.',
  givenNoMore: 'Rollen kan ikke gives til flere.',
  nobodyHolds: 'Ingen har rollen, og den kan ikke gives. Her kan du læse, hvad den gik ud på.',
  why: (reason: string) => `KOMBIT skriver: ${reason}`,
  instead: 'I stedet:',
  // The history on the role's page.
  history: 'Ophør',
  saidBy: (name: string, day: string) => `Oplyst af ${name} den ${day}.`,
  outcome: {
    changed: (name: string, day: string) => `Ændret af ${name} den ${day}.`,
    calledOff: (name: string, day: string) => `Aflyst af ${name} den ${day}.`,
    takenUp: (name: string, day: string) => `Taget i brug igen af ${name} den ${day}.`,
  },
  // The editor's form.
  end: 'Lad rollen ophøre',
  change: 'Ret eller aflys ophøret',
  takeUp: 'Tag rollen i brug igen',
  formTitle: (role: string) => `Hvornår ophører rollen »${role}«?`,
  formLead: 'Vælg den dag, rollen ophører, og skriv hvorfor. Du ser, hvem det berører, før noget sker.',
  day: 'Rollen ophører den',
  dayHint:
    'Den første dag uden rollen, skrevet som dd-mm-åååå. Giv gerne kommunerne nogle uger. Vælger du dags dato, ophører rollen med det samme, normalt inden for et minut.',
  reason: 'Hvorfor ophører den, og hvad kommer i stedet?',
  reasonHint:
    'Alle med rollen og deres KLIK-administratorer får teksten at læse. Skriv også, hvad de skal gøre i stedet.',
  replacedBy: 'Rolle, der kommer i stedet',
  replacedByHint: 'Kun en henvisning. Ingen får automatisk den nye rolle.',
  noReplacement: 'Ingen',
  see: 'Se, hvad der sker',
  cancel: 'Fortryd',
  callOffTitle: 'Skal rollen fortsætte alligevel?',
  callOffText:
    'Du kan aflyse, indtil dagen kommer. Så fortsætter alt som før, og de, der har fået besked, får at vide, at rollen fortsætter.',
  callOff: 'Aflys ophøret',
  // The preview.
  previewTitle: 'Se, hvad der sker, når rollen ophører',
  previewLead: (day: string, lastDay: string) =>
    `Rollen ophører den ${day}. Sidste dag med den er ${lastDay}. Intet er gemt endnu.`,
  previewLeadToday: 'Rollen ophører i dag, så snart du bekræfter. Intet er gemt endnu.',
  again: 'Noget har ændret sig, siden du så det her. Nu ser du, hvad der vil ske. Intet er gemt.',
  losing: (count: number, inside: number, day: string) =>
    `${people(count)} i ${municipalities(inside)} mister rollen den ${day}.`,
  losingNobody: 'Ingen har rollen, så ingen mister den.',
  losingAccess: (count: number, inside: number) =>
    `${people(count)} i ${municipalities(inside)} mister mindst én adgang, regnet ud fra de roller, de har i dag.`,
  losingAll: (count: number) =>
    count === 1
      ? '1 af dem har så ingen adgang tilbage på serveren, og kontoen lukkes.'
      : `${count} af dem har så ingen adgang tilbage på serveren, og deres konti lukkes.`,
  losesTitle: 'Hvem mister adgang til hvad',
  noAccess:
    'Ingen mister adgang til noget. Rollen giver ingen adgang, som de ikke også har gennem andre roller.',
  alsoTitle: 'Det sker også',
  planned: (count: number, day: string) =>
    `${people(count)}, der skulle begynde den ${day} eller senere, får ikke rollen.`,
  waiting: (count: number) =>
    count === 1
      ? '1 person venter på at få rollen ved første login. Logger personen ikke på inden den dag, bortfalder rollen.'
      : `${count} personer venter på at få rollen ved første login. De, der ikke logger på inden den dag, får den ikke.`,
  lines: (count: number, rounds: number) =>
    `${count === 1 ? '1 linje' : `${count} linjer`} i ${rounds === 1 ? '1 åben bekræftelse' : `${rounds} åbne bekræftelser`} mangler svar. Linjer uden svar bortfalder, når rollen ophører.`,
  nothingElse: 'Ingen venter på rollen, og ingen åben bekræftelse mangler svar om den.',
  templatesTitle: 'Opgaver, der beder om rollen',
  templatesText:
    'De kan ikke længere sendes ud. Åbne opgaver, som ikke er besvaret, når rollen ophører, bliver lukket uden svar.',
  openTasks: (count: number) => (count === 1 ? '1 åben opgave' : `${count} åbne opgaver`),
  saidTitle: 'Det får de at læse',
  afterTitle: 'Hvornår sker hvad',
  after: (day: string, closes: boolean) => [
    'Med det samme: Rollen kan ikke gives til flere. Alle med rollen og deres KLIK-administratorer får besked i Tværs og på mail.',
    `Indtil den ${day}: De, der har rollen, beholder den${closes ? ' og adgangen' : ''}. De får besked igen 30, 10 og 3 dage før den sidste dag. Du kan stadig aflyse.`,
    `Den ${day}: Rollen ophører for alle${closes ? ', og adgangen lukkes' : ''}. Rollen kan stadig læses under »Udgåede roller«.`,
  ],
  afterToday: (closes: boolean) => [
    `Med det samme, normalt inden for et minut: Rollen ophører for alle${closes ? ', og adgangen lukkes' : ''}. Det kan ikke aflyses.`,
    'Alle, der havde rollen, og deres KLIK-administratorer får besked i Tværs og på mail.',
    'Rollen kan stadig læses under »Udgåede roller«. Den kan tages i brug igen, men ingen får den automatisk tilbage.',
  ],
  confirm: (day: string) => `Lad rollen ophøre den ${day}`,
  confirmToday: 'Lad rollen ophøre nu',
  amend: 'Ret igen',
  // What was done.
  setTitle: (day: string) => `Rollen ophører den ${day}`,
  setText: 'Alle med rollen og deres KLIK-administratorer får besked nu.',
  setTodayTitle: 'Rollen ophører nu',
  setTodayText:
    'Det sker normalt inden for et minut. Alle, der havde rollen, og deres KLIK-administratorer får besked.',
  calledOffTitle: 'Rollen fortsætter',
  calledOffText: 'Ophøret er aflyst, og de, der havde fået besked, får det at vide.',
  takenUpTitle: 'Rollen er i brug igen',
  takenUpText: 'Kommunerne kan give den til deres brugere.',
  // Taking it up again.
  takeUpTitle: (role: string) => `Tag rollen »${role}« i brug igen?`,
  takeUpLead: 'Rollen kommer tilbage i rollegalleriet, og kommunerne kan give den igen.',
  takeUpPoints: [
    'Ingen får automatisk rollen tilbage. Hver kommune skal selv give den igen.',
    'Kommuner, hvor nogen havde rollen, får besked om, at den er ubesat.',
    'Ingen opgave sendes ud af sig selv. Opgaver, der blev lukket, da rollen ophørte, forbliver lukkede. Du kan sende opgavebeskrivelsen ud igen.',
    'Giver en kommune rollen til nogen, og bliver den senere ubesat, får kommunen opgaven igen som før.',
  ],
  keepRetired: 'Lad rollen forblive udgået',
}

export type EndingTexts = typeof da

const en: EndingTexts = {
  endsOn: (day) => `Ends on ${day}`,
  wasToEnd: (day) => `Was to end on ${day}`,
  endedOn: (day) => `Ended on ${day}`,
  ended: 'Ended',
  endedTitle: 'The role has ended',
  lastDay: (day) => `The last day with the role is ${day}.`,
  endsToday: 'The role ends today.',
  accessClosesToday: 'The access it gives is being closed.',
  accessCloses: 'After that, the access it gives is closed.',
  givenNoMore: 'The role can no longer be given to anybody.',
  nobodyHolds: 'Nobody holds the role, and it cannot be given. Here you can read what it was for.',
  why: (reason) => `KOMBIT writes: ${reason}`,
  instead: 'Instead:',
  history: 'Ending',
  saidBy: (name, day) => `Announced by ${name} on ${day}.`,
  outcome: {
    changed: (name, day) => `Changed by ${name} on ${day}.`,
    calledOff: (name, day) => `Called off by ${name} on ${day}.`,
    takenUp: (name, day) => `Brought back into use by ${name} on ${day}.`,
  },
  end: 'End the role',
  change: 'Change or call off the ending',
  takeUp: 'Bring the role back into use',
  formTitle: (role) => `When does the role “${role}” end?`,
  formLead:
    'Choose the day the role ends, and write why. You will see who is affected before anything happens.',
  day: 'The role ends on',
  dayHint:
    'The first day without the role, as dd-mm-yyyy. Please give the municipalities a few weeks. If you choose today, the role ends at once, usually within a minute.',
  reason: 'Why is it ending, and what takes its place?',
  reasonHint:
    'Everybody who holds the role and their KLIK administrators will read this. Also write what they should do instead.',
  replacedBy: 'Role that takes its place',
  replacedByHint: 'A reference only. Nobody is given the new role automatically.',
  noReplacement: 'None',
  see: 'See what happens',
  cancel: 'Cancel',
  callOffTitle: 'Should the role continue after all?',
  callOffText:
    'You can call it off until the day comes. Everything then continues as before, and those who were told will hear that the role continues.',
  callOff: 'Call off the ending',
  previewTitle: 'See what happens when the role ends',
  previewLead: (day, lastDay) =>
    `The role ends on ${day}. The last day with it is ${lastDay}. Nothing has been saved yet.`,
  previewLeadToday: 'The role ends today, as soon as you confirm. Nothing has been saved yet.',
  again:
    'Something has changed since you saw this. What will happen now is shown below. Nothing has been saved.',
  losing: (count, inside, day) =>
    `${peopleEn(count)} in ${municipalitiesEn(inside)} will lose the role on ${day}.`,
  losingNobody: 'Nobody holds the role, so nobody loses it.',
  losingAccess: (count, inside) =>
    `Going by the roles they hold today, ${peopleEn(count)} in ${municipalitiesEn(inside)} will lose access to something.`,
  losingAll: (count) =>
    count === 1
      ? '1 of them will have no access left on the server, and the account will be closed.'
      : `${count} of them will have no access left on the server, and their accounts will be closed.`,
  losesTitle: 'Who loses access to what',
  noAccess:
    'Nobody loses access to anything. The role gives no access that they do not also have through other roles.',
  alsoTitle: 'What else happens',
  planned: (count, day) => `${peopleEn(count)} who were to begin on ${day} or later will not get the role.`,
  waiting: (count) =>
    `${peopleEn(count)} ${count === 1 ? 'is' : 'are'} waiting to get the role at their first sign-in. Anybody who does not sign in before that day will not get it.`,
  lines: (count, rounds) =>
    `${count === 1 ? '1 line' : `${count} lines`} in ${rounds === 1 ? '1 open confirmation' : `${rounds} open confirmations`} ${count === 1 ? 'has' : 'have'} no answer yet. Lines without an answer lapse when the role ends.`,
  nothingElse: 'Nobody is waiting for the role, and no open confirmation is missing an answer about it.',
  templatesTitle: 'Tasks that ask for the role',
  templatesText:
    'They can no longer be sent out. Open tasks that have not been answered when the role ends will be closed without an answer.',
  openTasks: (count) => (count === 1 ? '1 open task' : `${count} open tasks`),
  saidTitle: 'What they will read',
  afterTitle: 'What happens when',
  after: (day, closes) => [
    'At once: the role can no longer be given to anybody. Everybody who holds it and their KLIK administrators are told in Tværs and by email.',
    `Until ${day}: those who hold the role keep it${closes ? ' and the access' : ''}. They are told again 30, 10 and 3 days before the last day. You can still call it off.`,
    `On ${day}: the role ends for everybody${closes ? ', and the access is closed' : ''}. The role can still be read under “Roles that have ended”.`,
  ],
  afterToday: (closes) => [
    `At once, usually within a minute: the role ends for everybody${closes ? ', and the access is closed' : ''}. It cannot be called off.`,
    'Everybody who held the role and their KLIK administrators are told in Tværs and by email.',
    'The role can still be read under “Roles that have ended”. It can be brought back into use, but nobody gets it back automatically.',
  ],
  confirm: (day) => `End the role on ${day}`,
  confirmToday: 'End the role now',
  amend: 'Change again',
  setTitle: (day) => `The role ends on ${day}`,
  setText: 'Everybody who holds the role and their KLIK administrators are being told now.',
  setTodayTitle: 'The role is ending now',
  setTodayText:
    'It usually happens within a minute. Everybody who held the role and their KLIK administrators are told.',
  calledOffTitle: 'The role continues',
  calledOffText: 'The ending has been called off, and those who had been told are being informed.',
  takenUpTitle: 'The role is in use again',
  takenUpText: 'Municipalities can give it to their users.',
  takeUpTitle: (role) => `Bring the role “${role}” back into use?`,
  takeUpLead: 'The role returns to the role gallery, and municipalities can give it again.',
  takeUpPoints: [
    'Nobody gets the role back automatically. Each municipality has to give it again.',
    'Municipalities where somebody held the role are told that it is vacant.',
    'No task is sent out by itself. Tasks that were closed when the role ended stay closed. You can send the task description out again.',
    'If a municipality gives the role to somebody and it later becomes vacant, the municipality gets the task again as before.',
  ],
  keepRetired: 'Leave the role as it is',
}

export const endingTexts = bilingual({ da, en })

const sentences = {
  missingDay: { da: 'Skriv, hvilken dag rollen ophører.', en: 'Write the day on which the role ends.' },
  missingReason: {
    da: 'Skriv, hvorfor rollen ophører. De, der har den, skal kunne forstå det.',
    en: 'Write why the role ends. Those who hold it must be able to understand it.',
  },
} satisfies Record<string, Sentence>

export const endingSentence = (key: keyof typeof sentences): Sentence => sentences[key]
