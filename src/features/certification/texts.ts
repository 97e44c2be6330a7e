import { bilingual } from '../../kernel/language.ts'

/*
 * One list in both languages, longer than a file should be: side by side, a missing or differing text is seen at once.
 */

const countDa = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('da-DK')} ${count === 1 ? one : many}`
const countEn = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
const kommuner = (count: number): string => countDa(count, 'kommune', 'kommuner')
const personer = (count: number): string => countDa(count, 'person', 'personer')
const municipalities = (count: number): string => countEn(count, 'municipality', 'municipalities')
const people = (count: number): string => countEn(count, 'person', 'people')

/** What the central body reads about rounds of confirmation. */
const da = {
  title: 'Bekræftelser',
  lead: 'Her spørger I kommunerne, om det stadig er de rigtige personer, der har rollerne.',
  start: 'Start en runde',
  open: 'Åbne runder',
  earlier: 'Tidligere runder',
  emptyTitle: 'Der er ingen runder endnu',
  empty: 'Start en runde, eller slå planen til for en rolle. Så starter runden af sig selv på dagen.',
  noOpen: 'Ingen runder er åbne lige nu.',
  round: 'Runde',
  closes: 'Lukker',
  closed: 'Lukket',
  progress: 'Har svaret',
  state: 'Tilstand',
  answered: (done: number, total: number): string =>
    `${done.toLocaleString('da-DK')} af ${countDa(total, 'linje', 'linjer')}`,
  started: (day: string): string => `startet ${day}`,
  statuses: { open: 'Åben', closed: 'Lukket, følger op', settled: 'Afsluttet' },
  kinds: {
    regular: 'Runde',
    rerun: 'Ny runde for dem uden svar',
    leaver: 'Runde for en, der er stoppet',
    mover: 'Runde for en, der har fået ny stilling',
  },
  heldShort: (count: number): string =>
    count === 1 ? '1 rolle venter på godkendelse' : `${count} roller venter på godkendelse`,

  planTitle: 'Planen',
  planLead: 'Er planen slået til for en rolle, starter runden af sig selv på dagen.',
  role: 'Rolle',
  interval: 'Hvor tit',
  months: (count: number): string =>
    count === 12 ? 'Hvert år' : count === 1 ? 'Hver måned' : `Hver ${count}. måned`,
  last: 'Sidst for alle',
  next: 'Næste',
  never: 'Aldrig',
  planOff: 'Slået fra',
  nextOn: 'Næste runde',
  switchOn: 'Slå til',
  switchOff: 'Slå fra',
  planAction: 'Handling',
  planSavedTitle: 'Planen er gemt',
  planOnText: (role: string, day: string): string => `Runden for ${role} starter ${day}.`,
  planOffText: (role: string): string => `Der starter ikke længere en runde for ${role} af sig selv.`,

  newTitle: 'Start en runde',
  newLead: 'Fem felter. Før noget bliver sendt, ser I, hvad det kommer til at betyde.',
  name: 'Navn',
  nameHint: 'Det står øverst hos kommunerne.',
  standardName: (year: string): string => `Årlig bekræftelse ${year}`,
  roles: 'Roller',
  audience: 'Kommuner',
  all: 'Alle kommuner',
  byRegion: 'Kommunerne i udvalgte regioner',
  byList: 'Udvalgte kommuner',
  regions: 'Regioner',
  list: 'Kommuner',
  showList: 'Vis kommunerne',
  closesOn: 'Lukker',
  closesHint: 'Den sidste dag, kommunerne kan svare. dd-mm-åååå.',
  nonResponse: 'Hvis ingen svarer',
  nonResponses: {
    asRole: 'Det, rollen selv siger',
    keep: 'Rollen fortsætter',
    suspend: 'Rollen sættes på pause, og adgangen lukkes, indtil der er svaret',
    remove: 'Rollen afsluttes, og adgangen lukkes',
  },
  /** Of a role that opens no access. */
  withoutAccess: {
    keep: 'Rollen fortsætter',
    suspend: 'Rollen sættes på pause, indtil der er svaret',
    remove: 'Rollen afsluttes',
  },
  graceDays: 'Dage, fra runden lukker, til rollen afsluttes',
  graceHint: 'Tomt felt: det, rollen selv siger.',
  toPreview: 'Se, hvad det betyder',
  cancel: 'Fortryd',

  previewTitle: 'Sådan bliver runden',
  /** C3: '98 kommuner, X personer mister adgangen den D, hvis ingen svarer'. */
  previewLead: (asked: number, count: number): string =>
    `${kommuner(asked)} bliver spurgt om ${personer(count)}.`,
  loss: (where: number, count: number, day: string): string =>
    `${personer(count)} i ${kommuner(where)} mister rollen eller adgangen den ${day}, hvis ingen svarer.`,
  noLoss: 'Ingen mister noget, heller ikke hvis ingen svarer.',
  lines: 'Personer',
  consequence: 'Uden svar',
  keeps: 'Rollen fortsætter',
  pauses: (day: string): string => `Sættes på pause ${day}`,
  removes: (day: string): string => `Afsluttes ${day}`,
  closesAccess: 'Adgangen lukkes.',
  brakeNote:
    'Står mere end 10 % af dem, der har en rolle, eller mere end 20 af dem, til at miste den på én gang uden svar, bliver de holdt tilbage, til driften har taget stilling.',
  lackHolders: (count: number): string => `${kommuner(count)} har ingen i rollerne og får ingen opgave`,
  askedAlready: (count: number): string =>
    `${kommuner(count)} får ingen opgave: Alle med rollerne dér er allerede med i en åben runde, er ved at miste rollen efter en lukket runde eller er ved at blive erstattet.`,
  alreadyAsked: (count: number): string =>
    `${personer(count)} har roller, der allerede er med i en åben runde, som de er ved at miste efter en lukket runde, eller som en anden er ved at få. De roller spørger vi ikke om igen.`,
  planMoves: (role: string, day: string): string =>
    `Næste planlagte bekræftelse af ${role} flyttes til ${day}.`,
  planStays: (role: string, asked: number, holders: number): string =>
    `Planen for ${role} ændres ikke: Runden spørger kun om ${asked} af de ${personer(holders)}, der har rollen.`,
  lackAdministrator: (count: number): string =>
    `${kommuner(count)} har ingen KLIK-administrator, så ingen kan svare`,
  allHaveAdministrator: 'Alle, der bliver spurgt, har en KLIK-administrator.',
  send: (count: number): string => `Start runden hos ${kommuner(count)}`,
  change: 'Ret',
  irrevocable:
    'Runden spørger om dem, der har rollerne, når I starter den. Opgaverne kan ikke trækkes tilbage, men runden kan lukkes før tid.',
  startedTitle: 'Runden er startet',
  startedText: (asked: number): string => `${kommuner(asked)} har fået en opgave.`,

  meta: (day: string, by: string): string => `startet ${day} af ${by}`,
  leadOpen: (day: string): string => `Kommunerne kan svare og rette til og med ${day}.`,
  leadClosed: (closed: string): string => `${closed}. Svar, der blev givet, kan ikke rettes mere.`,
  closedBy: (closed: string, name: string): string =>
    `${closed}. ${name} lukkede runden. Svar, der blev givet, kan ikke rettes mere.`,
  ofLines: (total: number): string => `af ${countDa(total, 'linje', 'linjer')}`,
  linesAnswered: (percent: number): string => `har fået svar (${percent} %)`,
  ofMunicipalities: (total: number): string => `af ${kommuner(total)}`,
  municipalitiesDone: 'har svaret for alle',
  withoutAnswer: 'linjer uden svar',
  selfCount: 'svar om sig selv',
  summary: (done: number, total: number): string => `${done} af ${kommuner(total)} har svaret for alle.`,
  bar: {
    completed: 'Fuldført',
    lapsed: 'Lukket uden svar',
    inProgress: 'I gang',
    notStarted: 'Ikke påbegyndt',
    overdueInProgress: 'Over fristen, i gang',
    overdue: 'Over fristen',
  },
  municipalities: 'Kommunerne',
  mapNote: 'En brik er en kommune med mindst én i rollerne. Vælg en brik for at se linjerne.',
  outcomes: 'Rolle for rolle',
  keep: 'Stadig rigtig',
  withdraw: 'Skal ikke længere',
  replace: 'Erstattet',
  none: 'Uden svar',
  came: 'Hvad der skete',
  cameKept: (count: number): string => `${count} fortsætter uden svar`,
  cameSuspended: (count: number): string => `${count} på pause`,
  cameGrace: (count: number, day: string): string => `${count} afsluttes ${day}`,
  cameHeld: (count: number): string => `${count} holdt tilbage`,
  cameRemoving: (count: number): string => `${count} fjernes`,
  cameRemoved: (count: number): string => `${count} fjernet`,
  cameElsewhere: (count: number): string => `${count} afsluttet uden om runden`,
  cameReturned: (count: number): string => `${count} er tilbage og beholder rollen`,
  cameAskedAgain: (count: number): string => `${count} spurgt igen i en ny runde`,
  cameLate: (count: number): string => `${count} svar efter lukning`,
  onAnswer: 'Følger svarene',
  awaits: (count: number): string => `Venter på ${count} svar`,
  ifNobody: (words: string): string => `Uden svar: ${words}`,
  heldTitle: (role: string): string => `${role}: holdt tilbage`,
  heldText: (count: number, holders: number, words: string): string =>
    `${count} af ${personer(holders)} med rollen har ikke fået svar. ${words}, når driften godkender det.`,
  heldLeavers: (count: number, holders: number): string =>
    `${count} af ${personer(holders)} med rollen er stoppet på samme tid, uden at kommunerne har svaret. Se efter, om det kan være en fejl. Det, I vælger, gælder alle ${count}.`,
  heldWords: {
    keep: 'Rollen fortsætter',
    suspend: 'Rollen sættes på pause for dem',
    remove: 'Rollen afsluttes for dem',
  },
  approve: (count: number): string => `Godkend, at ${personer(count)} mister rollen`,
  reject: 'Lad alle beholde rollen',
  onlyOperations: 'Driften hos KOMBIT tager stilling til det.',
  approvedTitle: 'Godkendt',
  approvedText: (count: number, day: string | null): string =>
    day
      ? `${personer(count)} mister rollen ${day}, hvis ingen svarer inden. Kommunerne har fået besked.`
      : `Rollen er sat på pause for ${personer(count)}, til der er svaret. Kommunerne har fået besked.`,
  rejectedTitle: 'Alle beholder rollen',
  rejectedText: (count: number): string =>
    `${personer(count)} beholder rollen, selv om ingen har svaret. Kommunerne har fået besked.`,
  decided: (name: string, isApproved: boolean): string =>
    isApproved ? `${name} godkendte, at de mister rollen.` : `${name} lod alle beholde rollen.`,
  selfTitle: 'Svar om sig selv',
  selfText:
    'Svar om kommunens eneste KLIK-administrator, givet af personen selv eller af en stedfortræder på personens vegne.',
  showSelf: (count: number): string => `Vis ${count} svar`,
  laggards: 'Kommuner, der mangler svar',
  laggardsSettled: 'Kommuner, der ikke svarede for alle',
  noLaggards: 'Ingen kommuner mangler at svare.',
  municipality: 'Kommune',
  administrator: 'KLIK-administrator',
  noAdministrator: 'Ingen KLIK-administrator',
  missing: 'Mangler',
  missingOf: (count: number, total: number): string => `${count} af ${total}`,
  task: 'Opgave',
  close: 'Luk runden nu',
  closeWhy: (day: string): string => `Runden lukker af sig selv efter ${day}.`,
  closeTitle: (name: string): string => `Luk »${name}« nu?`,
  closeText: (undecided: number): string =>
    undecided === 0
      ? 'Ingen linjer mangler svar. Svarene kan ikke rettes bagefter.'
      : `${countDa(undecided, 'linje', 'linjer')} har ikke fået svar. Svarene kan ikke rettes bagefter, og for dem uden svar sker dette:`,
  closeRole: (role: string, count: number, words: string): string => `${role}: ${personer(count)}. ${words}`,
  closePauses: 'Rollen sættes på pause med det samme, til der er svaret.',
  closeRemoves: (day: string): string => `Rollen afsluttes ${day}, hvis ingen svarer inden.`,
  closeHeld: (count: number, holders: number, words: string): string =>
    `Det er ${count} af ${personer(holders)} med rollen. Derfor bliver de holdt tilbage, til driften har taget stilling. Hvis den godkender det: ${words}.`,
  keepOpen: 'Lad runden være åben',
  closedTitle: 'Runden er lukket',
  closedText:
    'Kommunerne har fået besked. For dem uden svar sker det, der står ved rollen, nu eller på den dag, der er sat.',
  closedBefore: 'Runden var allerede lukket.',
  rerun: 'Spørg igen om dem uden svar',
  rerunTitle: 'Spørg igen om dem uden svar',
  rerunLead: (count: number): string =>
    `${countDa(count, 'linje', 'linjer')} uden svar. De kommuner, de hører til, får en ny opgave. De andre mærker ikke noget. Står nogen til at miste en rolle efter den første runde, gælder den nye rundes dag i stedet.`,
  rerunNobody:
    'Der er ingen at spørge om igen. Alle uden svar er allerede med i en anden runde eller har ikke længere rollen.',
  rerunSend: (day: string): string => `Start den nye runde, der lukker ${day}`,
  evidenceNote: 'Runden er afsluttet. Der sker ikke mere.',
  partTitle: (municipality: string): string => municipality,
  partLead: (answered: number, total: number): string =>
    `${answered} af ${countDa(total, 'linje', 'linjer')} har fået svar.`,
  person: 'Person',
  answer: 'Svar',
  by: 'Svaret af',
}

export type RoundTexts = typeof da

const en: RoundTexts = {
  title: 'Confirmations',
  lead: 'Here you ask the municipalities whether the right people still hold the roles.',
  start: 'Start a round',
  open: 'Open rounds',
  earlier: 'Earlier rounds',
  emptyTitle: 'There are no rounds yet',
  empty: 'Start a round, or switch on the plan for a role. The round then starts automatically on the day.',
  noOpen: 'No rounds are open right now.',
  round: 'Round',
  closes: 'Closes',
  closed: 'Closed',
  progress: 'Answered',
  state: 'State',
  answered: (done, total) => `${done.toLocaleString('en-GB')} of ${countEn(total, 'line', 'lines')}`,
  started: (day) => `started ${day}`,
  statuses: { open: 'Open', closed: 'Closed, following up', settled: 'Finished' },
  kinds: {
    regular: 'Round',
    rerun: 'New round for those without an answer',
    leaver: 'Round for somebody who left',
    mover: 'Round for somebody with a new position',
  },
  heldShort: (count) =>
    count === 1 ? '1 role is waiting for approval' : `${count} roles are waiting for approval`,
  planTitle: 'The plan',
  planLead: 'If the plan is on for a role, the round starts automatically on the day.',
  role: 'Role',
  interval: 'How often',
  months: (count) => (count === 12 ? 'Every year' : count === 1 ? 'Every month' : `Every ${count} months`),
  last: 'Last for all',
  next: 'Next',
  never: 'Never',
  planOff: 'Off',
  nextOn: 'Next round',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  planAction: 'Action',
  planSavedTitle: 'The plan is saved',
  planOnText: (role, day) => `The round for ${role} starts on ${day}.`,
  planOffText: (role) => `A round for ${role} no longer starts automatically.`,
  newTitle: 'Start a round',
  newLead: 'Five fields. Before anything is sent, you see what it will mean.',
  name: 'Name',
  nameHint: 'The municipalities see it at the top.',
  standardName: (year) => `Yearly confirmation ${year}`,
  roles: 'Roles',
  audience: 'Municipalities',
  all: 'All municipalities',
  byRegion: 'The municipalities of selected regions',
  byList: 'Selected municipalities',
  regions: 'Regions',
  list: 'Municipalities',
  showList: 'Show the municipalities',
  closesOn: 'Closes',
  closesHint: 'Last day to answer, dd-mm-yyyy',
  nonResponse: 'If nobody answers',
  nonResponses: {
    asRole: 'What the role itself says',
    keep: 'The role continues',
    suspend: 'The role is paused and the access closed until there is an answer',
    remove: 'The role ends and the access is closed',
  },
  withoutAccess: {
    keep: 'The role continues',
    suspend: 'The role is paused until there is an answer',
    remove: 'The role ends',
  },
  graceDays: 'Days from when the round closes until the role ends',
  graceHint: 'Empty: what the role itself says.',
  toPreview: 'See what it means',
  cancel: 'Cancel',
  previewTitle: 'What the round will be',
  previewLead: (asked, count) => `${municipalities(asked)} will be asked about ${people(count)}.`,
  loss: (where, count, day) =>
    `${people(count)} in ${municipalities(where)} will lose the role or the access on ${day} if nobody answers.`,
  noLoss: 'Nobody loses anything, even if nobody answers.',
  lines: 'People',
  consequence: 'Without an answer',
  keeps: 'The role continues',
  pauses: (day) => `Paused ${day}`,
  removes: (day) => `Ends ${day}`,
  closesAccess: 'The access is closed.',
  brakeNote:
    'If more than 10% of those with a role, or more than 20 of them, would lose it at once because nobody answered, they are held back until operations have decided.',
  lackHolders: (count) =>
    `${municipalities(count)} ${count === 1 ? 'has' : 'have'} nobody in the roles and will get no task`,
  askedAlready: (count) =>
    `${municipalities(count)} will get no task: everybody with the roles there is already in an open round, about to lose the role after a closed one, or being replaced.`,
  alreadyAsked: (count) =>
    `${people(count)} ${count === 1 ? 'has' : 'have'} roles that are already in an open round, that they are about to lose after a closed one, or that are going to somebody else. Those roles are left out.`,
  planMoves: (role, day) => `The next planned confirmation of ${role} moves to ${day}.`,
  planStays: (role, asked, holders) =>
    `The plan for ${role} does not change: the round asks about ${asked} of the ${people(holders)} with the role.`,
  lackAdministrator: (count) =>
    `${municipalities(count)} ${count === 1 ? 'has' : 'have'} no KLIK administrator, so nobody can answer`,
  allHaveAdministrator: 'Every municipality that is asked has a KLIK administrator.',
  send: (count) => `Start the round in ${municipalities(count)}`,
  change: 'Change',
  irrevocable:
    'The round asks about those who hold the roles when you start it. The tasks cannot be recalled, but the round can be closed early.',
  startedTitle: 'The round has started',
  startedText: (asked) => `${municipalities(asked)} ${asked === 1 ? 'has' : 'have'} received a task.`,
  meta: (day, by) => `started ${day} by ${by}`,
  leadOpen: (day) => `The municipalities can answer and correct up to and including ${day}.`,
  leadClosed: (closed) => `${closed}. Answers given can no longer be corrected.`,
  closedBy: (closed, name) =>
    `${closed}. ${name} closed the round. Answers given can no longer be corrected.`,
  ofLines: (total) => `of ${countEn(total, 'line', 'lines')}`,
  linesAnswered: (percent) => `have an answer (${percent}%)`,
  ofMunicipalities: (total) => `of ${municipalities(total)}`,
  municipalitiesDone: 'have answered for everybody',
  withoutAnswer: 'lines without an answer',
  selfCount: 'answers about themselves',
  summary: (done, total) => `${done} of ${municipalities(total)} have answered for everybody.`,
  bar: {
    completed: 'Completed',
    lapsed: 'Closed without an answer',
    inProgress: 'In progress',
    notStarted: 'Not started',
    overdueInProgress: 'Overdue, in progress',
    overdue: 'Overdue',
  },
  municipalities: 'The municipalities',
  mapNote: 'A tile is a municipality with at least one person in the roles. Choose a tile to see the lines.',
  outcomes: 'Role by role',
  keep: 'Still right',
  withdraw: 'Not any more',
  replace: 'Replaced',
  none: 'No answer',
  came: 'What happened',
  cameKept: (count) => `${count} continuing without an answer`,
  cameSuspended: (count) => `${count} paused`,
  cameGrace: (count, day) => `${count} ending on ${day}`,
  cameHeld: (count) => `${count} held back`,
  cameRemoving: (count) => `${count} being removed`,
  cameRemoved: (count) => `${count} removed`,
  cameElsewhere: (count) => `${count} ended outside the round`,
  cameReturned: (count) => `${count} back, keep the role`,
  cameAskedAgain: (count) => `${count} asked again in a new round`,
  cameLate: (count) => `${count} answered after closing`,
  onAnswer: 'Follows the answers',
  awaits: (count) => (count === 1 ? 'Waiting for 1 answer' : `Waiting for ${count} answers`),
  ifNobody: (words) => `Without an answer: ${words}`,
  heldTitle: (role) => `${role}: held back`,
  heldText: (count, holders, words) =>
    `${count} of ${people(holders)} with the role have no answer. ${words} once operations approve it.`,
  heldLeavers: (count, holders) =>
    `${count} of ${people(holders)} with the role have left at the same time, and the municipalities have not answered. Check whether it may be a mistake. What you choose is for all ${count}.`,
  heldWords: {
    keep: 'The role continues',
    suspend: 'The role is paused for them',
    remove: 'The role ends for them',
  },
  approve: (count) => `Approve: ${people(count)} will lose the role`,
  reject: 'Let everybody keep the role',
  onlyOperations: 'Operations at KOMBIT decide.',
  approvedTitle: 'Approved',
  approvedText: (count, day) =>
    day
      ? `${people(count)} will lose the role on ${day} if nobody answers before then. The municipalities have been told.`
      : `The role is paused for ${people(count)} until there is an answer. The municipalities have been told.`,
  rejectedTitle: 'Everybody keeps the role',
  rejectedText: (count) =>
    `${people(count)} will keep the role even though nobody has answered. The municipalities have been told.`,
  decided: (name, isApproved) =>
    isApproved ? `${name} approved that they lose the role.` : `${name} let everybody keep the role.`,
  selfTitle: 'Answers about themselves',
  selfText:
    'Answers about a municipality’s only KLIK administrator, given by themselves or by a deputy on their behalf.',
  showSelf: (count) => (count === 1 ? 'Show 1 answer' : `Show ${count} answers`),
  laggards: 'Municipalities with answers missing',
  laggardsSettled: 'Municipalities that did not answer for everybody',
  noLaggards: 'No municipality has yet to answer.',
  municipality: 'Municipality',
  administrator: 'KLIK administrator',
  noAdministrator: 'No KLIK administrator',
  missing: 'Missing',
  missingOf: (count, total) => `${count} of ${total}`,
  task: 'Task',
  close: 'Close the round now',
  closeWhy: (day) => `The round closes automatically after ${day}.`,
  closeTitle: (name) => `Close “${name}” now?`,
  closeText: (undecided) =>
    undecided === 0
      ? 'No lines are missing an answer. The answers cannot be corrected afterwards.'
      : `${countEn(undecided, 'line has', 'lines have')} no answer. The answers cannot be corrected afterwards, and this is what happens to those without one:`,
  closeRole: (role, count, words) => `${role}: ${people(count)}. ${words}`,
  closePauses: 'The role is paused at once until there is an answer.',
  closeRemoves: (day) => `The role ends on ${day} if nobody answers before then.`,
  closeHeld: (count, holders, words) =>
    `That is ${count} of ${people(holders)} with the role. So they are held back until operations have decided. If they approve: ${words}.`,
  keepOpen: 'Leave the round open',
  closedTitle: 'The round is closed',
  closedText:
    'The municipalities have been told. For those without an answer, what the role says happens now or on the day set.',
  closedBefore: 'The round was closed already.',
  rerun: 'Ask again about those without an answer',
  rerunTitle: 'Ask again about those without an answer',
  rerunLead: (count) =>
    `${countEn(count, 'line', 'lines')} without an answer. The municipalities they belong to get a new task. The others notice nothing. For anybody about to lose a role after the first round, the new round’s day applies instead.`,
  rerunNobody:
    'There is nobody to ask about again. Everybody without an answer is already in another round or no longer holds the role.',
  rerunSend: (day) => `Start the new round, closing ${day}`,
  evidenceNote: 'The round is finished. Nothing more will happen.',
  partTitle: (municipality) => municipality,
  partLead: (answered, total) => `${answered} of ${countEn(total, 'line', 'lines')} have an answer.`,
  person: 'Person',
  answer: 'Answer',
  by: 'Answered by',
}

export const roundTexts = bilingual({ da, en })
