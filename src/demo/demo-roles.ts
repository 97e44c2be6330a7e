import type { RoleDraft } from '../features/roles/index.ts'

/** Rules most roles share; a role says only how it differs. */
const usual = {
  kind: 'crossCutting',
  solution: null,
  minimumHolders: 1,
  maximumHolders: null,
  hasPrimary: false,
  certificationMonths: 12,
  nonResponse: 'keep',
  graceDays: 14,
  accessNote: '',
  takeOver: '',
  handOver: '',
  access: [],
  isDemoText: true,
} as const satisfies Partial<RoleDraft>

const dubu = { ...usual, kind: 'solutionSpecific', solution: 'DUBU' } as const

/** Name of the role that opens Mattermost. */
export const mattermostRoleName = 'Deltager i cybersamarbejdsplatform (Mattermost)'

const mattermostParticipant: RoleDraft = {
  ...usual,
  name: mattermostRoleName,
  hasPrimary: true,
  nonResponse: 'remove',
  accessNote:
    'Den, der har rollen, får adgang til det fælles forum om cybersikkerhed og modtager varsler fra KommuneCERT.',
  purpose:
    'Kommunen hører i tide om sårbarheder og trusler og kan få teknisk sparring hos andre kommuner og hos KommuneCERT.',
  tasks: [
    '- Følge varsler om sårbarheder og vurdere, om de rammer kommunen',
    '- Læse adviseringer om trusler, der går på tværs af kommunerne, og sørge for, at de rette hos jer reagerer',
    '- Spørge og svare i den tekniske sparring med andre kommuner og KommuneCERT',
  ].join('\n'),
  responsibility: [
    'Rollen er den eneste vej til adgang til platformen, så kommunen sørger for, at det er de rette personer, der har den. Flere kan have rollen.',
    '',
    'Hvert år bekræfter kommunen, at det stadig er de rette.',
  ].join('\n'),
  competences:
    'Teknisk forståelse som netværks- eller systemadministrator og adgang til at løse tekniske sikkerhedsopgaver i kommunen.',
  takeOver: [
    'Log på Tværs og læs rollebeskrivelsen',
    'Åbn Mattermost første gang fra Tværs, så kanalerne er på plads',
    'Læs de seneste varsler, og aftal med din leder, hvem der reagerer på dem uden for arbejdstid',
  ].join('\n'),
  handOver: [
    'Fortæl afløseren, hvilke varsler kommunen arbejder med lige nu',
    'Skriv i kanalerne, hvem der overtager',
    'Giv afløseren de aftaler, I har om vagt og ferie',
    'Sørg for, at den primære er den rigtige bagefter',
  ].join('\n'),
  access: [
    { connector: 'mattermost', team: 'kommuner', channels: ['varsler', 'advisering', 'teknisk-sparring'] },
  ],
}

const programme: RoleDraft[] = [
  {
    ...usual,
    name: 'KOMBIT-programleder',
    maximumHolders: 1,
    purpose: 'Kommunen har én, der samler trådene i arbejdet med de fælles løsninger.',
    tasks: [
      '- Holde overblik over de projekter, kommunen er med i',
      '- Sørge for, at opgaverne bliver løst, uden nødvendigvis at løse dem selv',
      '- Støtte de lokale projektledere, også med opgaver om den fælles infrastruktur',
    ].join('\n'),
    responsibility: 'At arbejdet bliver drevet frem på tværs af kommunens fagområder.',
    competences: 'Programledelse, kendskab til kommunens organisation og til de fælles løsninger.',
  },
  {
    ...usual,
    name: 'Projektejer',
    purpose: 'Et projekt har en ejer med mandat til at prioritere.',
    tasks: '- Godkende mål og ressourcer\n- Træffe beslutninger, som projektlederen ikke kan træffe alene',
    responsibility: 'At projektet giver kommunen det udbytte, der var meningen med det.',
    competences: 'Ledelsesansvar på det område, hvor løsningen bruges.',
  },
  {
    ...usual,
    name: 'Projektleder',
    purpose: 'Løsningen bliver taget i brug i kommunen til tiden.',
    tasks:
      '- Planlægge det lokale arbejde\n- Følge op på opgaver og frister\n- Holde kontakten til KOMBIT om projektet',
    responsibility: 'At planen holder, og at projektejeren ved besked, når den ikke gør.',
    competences: 'Projektledelse og kendskab til de arbejdsgange, løsningen ændrer.',
  },
]

const infrastructure: RoleDraft[] = [
  {
    ...usual,
    name: 'Infrastrukturejer',
    maximumHolders: 1,
    purpose: 'Én i ledelsen ejer kommunens brug af den fælles infrastruktur.',
    tasks:
      '- Beslutte, hvordan kommunen bruger den fælles infrastruktur\n- Sikre tid og penge til drift og forvaltning',
    responsibility: 'At kommunen lever op til de vilkår, den har tilsluttet sig.',
    competences: 'Ledelsesansvar for digitalisering eller it.',
  },
  {
    ...usual,
    name: 'Infrastrukturansvarlig',
    hasPrimary: true,
    purpose: 'Den daglige forvaltning af den fælles infrastruktur har et fast sted i kommunen.',
    tasks: [
      '- Holde tilslutninger, certifikater og aftaler ved lige',
      '- Modtage driftsinformation og give den videre',
      '- Overlevere med tjekliste, når rollen skifter hænder',
    ].join('\n'),
    responsibility: 'At ændringer i infrastrukturen når dem i kommunen, der skal handle på dem.',
    competences: 'Kendskab til kommunens it-arkitektur og til brugerstyring.',
    takeOver: [
      'Få en gennemgang af tilslutninger, certifikater og deres udløbsdatoer',
      'Se, hvilke aftaler kommunen har om den fælles infrastruktur',
      'Find ud af, hvem hos jer der skal have driftsinformation videre',
    ].join('\n'),
    handOver: [
      'Gennemgå certifikater og hvornår de udløber',
      'Overdrag adgang til de systemer, hvor tilslutninger styres',
      'Giv afløseren listen over dem, der skal have driftsinformation videre',
    ].join('\n'),
  },
]

/** Name of the role that keeps tasks and roles in hand: no right comes with it. */
export const coordinatorRoleName = 'Tovholder for opgaver og roller'

const administration: RoleDraft[] = [
  {
    ...usual,
    name: coordinatorRoleName,
    accessNote:
      'Rollen giver ingen rettigheder i Tværs. At fordele opgaver og give roller kræver rettigheden KLIK-administrator, som følger med login.',
    hasPrimary: true,
    nonResponse: 'keep',
    purpose: 'Kommunen har én, som holder overblik over opgaver og roller.',
    tasks: [
      '- Sørge for, at hver opgave får en ansvarlig og en udfører',
      '- Sørge for, at roller bliver givet og afsluttet, når folk kommer til eller stopper',
      '- Bekræfte hvert år, at rollerne sidder hos de rette',
    ].join('\n'),
    responsibility: 'At rollerne altid passer, så beskeder når frem og ingen beholder en adgang for længe.',
    competences: 'Kendskab til, hvem der gør hvad i kommunen.',
    takeOver: [
      'Se, hvilke roller der er ubesatte hos jer',
      'Læs de opgaver, der venter på svar',
      'Aftal, hvem der er din stedfortræder',
    ].join('\n'),
    handOver: [
      'Gennemgå de opgaver, der ikke er besvaret',
      'Fortæl, hvem i kommunen du plejer at spørge',
      'Sig det til din stedfortræder',
    ].join('\n'),
  },
  {
    ...usual,
    name: 'Afløser for tovholderen',
    minimumHolders: 0,
    purpose: 'Opgaver og roller bliver passet, når tovholderen er væk.',
    tasks: '- Overtage tovholderens opgaver ved ferie og sygdom\n- Bekræfte tovholderens egne roller',
    responsibility: 'At intet går i stå, fordi én person er væk.',
    competences: 'Det samme overblik som tovholderen.',
  },
]

const solutionRoles: RoleDraft[] = [
  {
    ...dubu,
    name: 'DUBU-superbruger',
    accessNote:
      'Den, der har rollen, inviteres til netværket for superbrugere og kan få support hos leverandøren.',
    purpose: 'Kolleger, der bruger DUBU, har en at spørge.',
    tasks: '- Hjælpe kolleger i hverdagen\n- Melde fejl og ønsker videre\n- Følge med i, hvad der er nyt',
    responsibility: 'At viden om DUBU når ud til dem, der bruger løsningen.',
    competences: 'Fagligt kendskab til området og øvelse i DUBU.',
  },
  {
    ...dubu,
    name: 'DUBU-systemansvarlig',
    hasPrimary: true,
    accessNote: 'Den primære får de henvendelser, der kun går til én i hver kommune.',
    purpose: 'Kommunen har et fast sted for drift, opsætning og prioritering af ændringer i DUBU.',
    tasks: [
      '- Modtage driftsinformation og invitationer',
      '- Stå for opsætning og brugere',
      '- Svare for kommunen, når ændringsønsker prioriteres',
    ].join('\n'),
    responsibility: 'At DUBU passer til kommunens arbejdsgange, og at kommunen svarer, når den spørges.',
    competences: 'Systemforvaltning og kendskab til det faglige område.',
    takeOver: ['Få vist opsætningen og brugerne i DUBU', 'Se de ændringsønsker, kommunen har sendt ind'].join(
      '\n',
    ),
    handOver: [
      'Gennemgå opsætning og brugere med afløseren',
      'Fortæl om de ændringsønsker, der er undervejs',
      'Sørg for, at en anden står som primær, før du stopper',
    ].join('\n'),
  },
  {
    ...dubu,
    name: 'DUBU-faglig leder',
    purpose: 'Ledelsen på området tager stilling til, hvordan DUBU bruges.',
    tasks: '- Beslutte arbejdsgange\n- Følge op på, at DUBU bruges, som det er aftalt',
    responsibility: 'At den faglige praksis og løsningen følges ad.',
    competences: 'Ledelse på børne- og ungeområdet.',
  },
]

/** Name of the role whose access operations open by hand (A3). */
export const mailboxRoleName = 'Vagt ved sikkerhedspostkassen'

const mailboxWatch: RoleDraft = {
  ...usual,
  name: mailboxRoleName,
  minimumHolders: 0,
  accessNote: 'Den, der har rollen, får adgang til den fælles postkasse for henvendelser om sikkerhed.',
  purpose: 'Henvendelser om sikkerhed bliver læst, også når den sædvanlige kontaktperson er væk.',
  tasks: '- Læse postkassen hver dag\n- Sende henvendelser videre til dem, der skal handle på dem',
  responsibility: 'At ingen henvendelse ligger ulæst til dagen efter.',
  competences: 'Kendskab til, hvem der gør hvad i kommunen.',
  access: [{ connector: 'manual', team: 'Postkassen', channels: [] }],
}

/** The roles of the demo's gallery. Most names are as in the real gallery; every description is ours. */
export const demoRoles: RoleDraft[] = [
  mattermostParticipant,
  ...administration,
  ...programme,
  ...infrastructure,
  ...solutionRoles,
  mailboxWatch,
]
