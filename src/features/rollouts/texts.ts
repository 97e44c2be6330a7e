import { bilingual } from '../../kernel/language.ts'

const municipalitiesDa = (count: number): string => `${count} ${count === 1 ? 'kommune' : 'kommuner'}`
const municipalitiesEn = (count: number): string =>
  `${count} ${count === 1 ? 'municipality' : 'municipalities'}`

/** The list, the form, the preview and the sending. */
const da = {
  rollouts: 'Udrulninger',
  rollout: 'Udrulning',
  lead: 'Her ser du, hvor langt kommunerne er med hver opgave.',
  leadSupplier: 'Her ser du, hvor langt kommunerne er med opgaverne i jeres projekter.',
  newRollout: 'Ny udrulning',
  reminders: 'Regler for påmindelser, og hvad der bliver sendt',
  search: 'Søg opgave eller projekt',
  noun: (count: number): string => (count === 1 ? 'udrulning' : 'udrulninger'),
  emptyTitle: 'Ingen udrulninger endnu',
  empty: 'Når en opgavebeskrivelse er sendt til kommunerne, kan du følge den her.',
  nothingFound: 'Ingen udrulninger passer til søgningen. Prøv med færre ord.',
  columns: { task: 'Opgave', sent: 'Sendt', due: 'Frist', answered: 'Har svaret', overdue: 'Over fristen' },
  noDue: 'Ingen frist',
  ownDue: 'Hver sin frist',
  countOf: (count: number, total: number): string => `${count} af ${total}`,
  municipalities: municipalitiesDa,
  newLead: 'Hver kommune får sin egen opgave. Før den bliver sendt, ser du, hvem der får den.',
  template: 'Opgavebeskrivelse',
  chooseTemplate: 'Vælg en opgavebeskrivelse',
  audience: 'Hvem skal have opgaven?',
  all: 'Alle kommuner',
  byRegion: 'Kommunerne i udvalgte regioner',
  byList: 'Udvalgte kommuner',
  byRole: 'Kommuner, hvor ingen har en bestemt rolle',
  regions: 'Regioner',
  list: 'Kommuner',
  showList: 'Vælg kommuner',
  role: 'Rolle',
  chooseRole: 'Vælg en rolle',
  alsoThoseWhoHave: 'Send også til kommuner, der har opgaven i forvejen',
  priority: 'Prioritet',
  mandatory: 'Obligatorisk',
  recommended: 'Anbefalet',
  voluntary: 'Frivillig',
  priorityHint: 'En obligatorisk opgave kan kommunerne ikke sige nej til.',
  startsOn: 'Startdato',
  dueOn: 'Frist',
  toPreview: 'Se, hvem der får opgaven',
  cancel: 'Fortryd',
  previewTitle: 'Før du sender opgaven',
  getsTask: (count: number): string => `${municipalitiesDa(count)} får opgaven`,
  lackAdministrator: (count: number): string =>
    count === 1
      ? 'I 1 af dem er der ingen KLIK-administrator'
      : `I ${count} af dem er der ingen KLIK-administrator`,
  lackAdministratorText:
    'Opgaven ligger klar hos kommunen, til nogen logger på som KLIK-administrator. Rettigheden følger med login og gives i kommunens egen brugerstyring.',
  mailboxTold: 'Her går mailen om opgaven til kommunens funktionspostkasse:',
  nobodyTold: (count: number): string =>
    count === 1
      ? 'Ingen får besked, for kommunen har heller ingen funktionspostkasse. Den kommer på KOMBITs liste over kommuner, der ikke er nået. Ring eller skriv til den:'
      : 'Ingen får besked, for kommunerne har heller ingen funktionspostkasse. De kommer på KOMBITs liste over kommuner, der ikke er nået. Ring eller skriv til dem:',
  allHaveAdministrator: 'I alle kommunerne er der nogen, der kan logge på som KLIK-administrator.',
  sentOn: (day: string): string => `sendt ${day}`,
  notSent: 'ikke sendt',
  duePassed: (day: string): string =>
    `Beskrivelsens slutdato ${day} er passeret. Skriv en ny frist som dd-mm-åååå.`,
  roleNotAskedFor: (roles: string): string => `Teksten nævner rollen ${roles}, men beder ikke om den`,
  roleNotAskedForText: 'Så fører opgaven ikke til rollen, og kommunen kan ikke vælge en person på den.',
  chooseTemplateRole: 'Vælg rollen',
  alreadyHave: (count: number): string =>
    count === 1 ? '1 kommune har opgaven i forvejen' : `${count} kommuner har opgaven i forvejen`,
  alreadyLeftOut: 'Opgaven bliver ikke sendt dertil igen.',
  alreadyIncluded: 'Opgaven bliver sendt dertil én gang til.',
  whichGet: 'Se kommunerne',
  send: (count: number): string => `Send opgaven til ${municipalitiesDa(count)}`,
  change: 'Ret udrulningen',
  irrevocable: 'Når opgaven er sendt, kan den ikke kaldes tilbage.',
  sentTitle: (count: number): string => `Opgaven er sendt til ${municipalitiesDa(count)}`,
  sentText: 'Her på siden kan du følge svarene.',
  missingTemplate: 'Vælg en opgavebeskrivelse.',
  missingAudience: 'Vælg, hvem der skal have opgaven.',
}

export type RolloutTexts = typeof da

const en: RolloutTexts = {
  rollouts: 'Roll-outs',
  rollout: 'Roll-out',
  lead: 'See how far the municipalities have got with each task.',
  leadSupplier: 'See how far the municipalities have got with the tasks in your projects.',
  newRollout: 'New roll-out',
  reminders: 'Reminder rules, and what will be sent',
  search: 'Search task or project',
  noun: (count) => (count === 1 ? 'roll-out' : 'roll-outs'),
  emptyTitle: 'No roll-outs yet',
  empty: 'When a task description has been sent to the municipalities, you can follow it here.',
  nothingFound: 'No roll-outs match the search. Try fewer words.',
  columns: { task: 'Task', sent: 'Sent', due: 'Due', answered: 'Answered', overdue: 'Overdue' },
  noDue: 'No deadline',
  ownDue: 'Each its own',
  countOf: (count, total) => `${count} of ${total}`,
  municipalities: municipalitiesEn,
  newLead: 'Each municipality gets its own task. Before it is sent you see who gets it.',
  template: 'Task description',
  chooseTemplate: 'Choose a task description',
  audience: 'Who gets the task?',
  all: 'All municipalities',
  byRegion: 'The municipalities of selected regions',
  byList: 'Selected municipalities',
  byRole: 'Municipalities where nobody has a certain role',
  regions: 'Regions',
  list: 'Municipalities',
  showList: 'Choose municipalities',
  role: 'Role',
  chooseRole: 'Choose a role',
  alsoThoseWhoHave: 'Also send to municipalities that have the task already',
  priority: 'Priority',
  mandatory: 'Mandatory',
  recommended: 'Recommended',
  voluntary: 'Voluntary',
  priorityHint: 'Municipalities cannot opt out of a mandatory task.',
  startsOn: 'Start date',
  dueOn: 'Deadline',
  toPreview: 'See who gets the task',
  cancel: 'Cancel',
  previewTitle: 'Before you send the task',
  getsTask: (count) => `${municipalitiesEn(count)} ${count === 1 ? 'gets' : 'get'} the task`,
  lackAdministrator: (count) => `In ${count} of them there is no KLIK administrator`,
  lackAdministratorText:
    'The task is ready at the municipality until somebody signs in as KLIK administrator. The right comes with the sign-in and is given in the municipality’s own user administration.',
  mailboxTold: 'Here the email about the task goes to the municipality’s shared mailbox:',
  nobodyTold: (count) =>
    count === 1
      ? 'Nobody is told, as the municipality has no shared mailbox either. It goes on KOMBIT’s list of municipalities not reached. Call or write to it:'
      : 'Nobody is told, as the municipalities have no shared mailbox either. They go on KOMBIT’s list of municipalities not reached. Call or write to them:',
  allHaveAdministrator: 'In all the municipalities somebody can sign in as KLIK administrator.',
  sentOn: (day) => `sent ${day}`,
  notSent: 'not sent',
  duePassed: (day) => `The description’s due date ${day} has passed. Write a new deadline as dd-mm-yyyy.`,
  roleNotAskedFor: (roles) => `The text names the role ${roles} but does not ask for it`,
  roleNotAskedForText:
    'So the task does not lead to the role, and the municipality cannot choose a person on it.',
  chooseTemplateRole: 'Choose the role',
  alreadyHave: (count) => `${municipalitiesEn(count)} already ${count === 1 ? 'has' : 'have'} the task`,
  alreadyLeftOut: 'The task will not be sent there again.',
  alreadyIncluded: 'The task will be sent there once more.',
  whichGet: 'See the municipalities',
  send: (count) => `Send the task to ${municipalitiesEn(count)}`,
  change: 'Change the roll-out',
  irrevocable: 'Once sent, the task cannot be recalled.',
  sentTitle: (count) => `The task has been sent to ${municipalitiesEn(count)}`,
  sentText: 'Follow the answers on this page.',
  missingTemplate: 'Choose a task description.',
  missingAudience: 'Choose who gets the task.',
}

export const rolloutTexts = bilingual({ da, en })

/** A sentence of these texts in both languages, for faults of fields. */
export const rolloutSentence = (key: 'missingTemplate' | 'missingAudience') => ({
  da: da[key],
  en: en[key],
})
