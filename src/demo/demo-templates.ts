import type { Priority } from '../features/templates/index.ts'

/**
 * Task descriptions of the demo. The first has the facts, sections and structure of task #139534 in words of our own;
 * the others are invented.
 */
export interface DemoTemplate {
  readonly key: string
  readonly title: string
  readonly numberPrefix: string | null
  readonly goal: string
  readonly description: string
  readonly assignment: string
  readonly method: string
  readonly outcome: string
  readonly qualityCriteria: string
  readonly recommendedResponsibleRole: string | null
  readonly recommendedPerformerRole: string | null
  readonly priority: Priority
  readonly project: string
  readonly phase: string
  readonly theme: string
  /** Name of the role the task asks to be filled, if it does. */
  readonly boundRole: string | null
  readonly prerequisites: readonly string[]
  readonly related: readonly string[]
  readonly appendices: readonly { readonly title: string; readonly href: string | null }[]
  /** Days from the day of filling; the first template has the real task's dates instead. */
  readonly rolledOut: number
  readonly due: number
}

export const mattermostRole = 'Deltager i cybersamarbejdsplatform (Mattermost)'

/** Dates of the real task: rolled out in the summer of 2025, due on 25-08-2025. */
export const mattermostDates = { rolledOutOn: '2025-07-01', dueOn: '2025-08-25' } as const

const mattermostTask: DemoTemplate = {
  key: 'mattermost',
  title: `(Rolle 3) Tildel medarbejder til den nye tværgående rolle "${mattermostRole}"`,
  numberPrefix: 'Rolle 3',
  goal: 'Kommunen har besluttet, om den vil være med i samarbejdet om cybersikkerhed. De rette personer har fået rollen og dermed adgang til Mattermost.',
  description: `Rollegalleriet har fået en ny tværgående rolle: "**${mattermostRole}**"

Rollen giver plads i det fælles forum om cybersikkerhed. Her kommer varsler om sårbarheder og oplysninger om trusler, som rammer flere kommuner, og her kan I spørge kolleger i andre kommuner og KommuneCERT til råds om teknik.

*Den, der får rollen, bør have samme tekniske indsigt som en netværks- eller systemadministrator.*

**Læg mærke til**, at rollen er den eneste vej ind i Mattermost, og at I hvert år får en opgave, hvor I bekræfter, at rollen sidder hos de rette.

Når rollen er givet, åbner adgangen af sig selv, og personerne kan være med i samtalerne.`,
  assignment: `I skal give rollen "${mattermostRole}" til den eller de medarbejdere, der passer til beskrivelsen.

Efter KOMBITs vurdering skal personen have både den viden og de adgange, der skal til for at løse tekniske sikkerhedsopgaver.

Kommunernes it- og digitaliseringschefer har været med til at drøfte, hvordan KOMBIT og kommunerne arbejder sammen om KommuneCERT og Mattermost.`,
  method: `Vi foreslår, at I gør sådan:

1. Læs om rollen "${mattermostRole}" i rollegalleriet.
2. Find ud af, hvem der skal have den. Tal fx med jeres it- og digitaliseringschef eller sikkerhedsafdelingen.
3. Giv rollen, når I har valgt.
   1. Har personen været logget på Tværs, vælger du bare navnet.
   2. Ellers skriver du navn og arbejdsmail. Personen skal være oprettet i Fælleskommunal Adgangsstyring og får rollen ved sit første login på Tværs, senest efter 30 dage.
4. Så er I færdige. Opgaven fuldføres automatisk, når den første persons adgang er åben.

Vil I ikke have nogen i rollen og dermed heller ikke adgang til Mattermost, så sig det her på opgaven. Det tæller som et svar.`,
  outcome: `I har besluttet, om I vil være med. Er svaret ja, har mindst én person rollen "${mattermostRole}".`,
  qualityCriteria: '',
  recommendedResponsibleRole: null,
  recommendedPerformerRole: 'KLIK-administrator',
  priority: 'voluntary',
  project: 'KLIK',
  phase: 'Udrulning',
  theme: 'It-sikkerhed og aftaler',
  boundRole: mattermostRole,
  prerequisites: [],
  related: [],
  appendices: [],
  rolledOut: 0,
  due: 0,
}

const steps = (...lines: string[]): string => lines.map((line, index) => `${index + 1}. ${line}`).join('\n')

const plain = {
  description: '',
  qualityCriteria: '',
  recommendedResponsibleRole: null,
  recommendedPerformerRole: 'KLIK-administrator',
  boundRole: null,
  prerequisites: [],
  related: [],
  appendices: [],
} as const

export const demoTemplates: readonly DemoTemplate[] = [
  mattermostTask,
  {
    ...plain,
    key: 'coordinator',
    title: '(Rolle 1) Udpeg en koordinator for informationssikkerhed',
    numberPrefix: 'Rolle 1',
    goal: 'KOMBIT ved, hvem der samler trådene om informationssikkerhed hos jer.',
    description: 'Koordinatoren er den, KOMBIT ringer til, når en sag går på tværs af flere løsninger.',
    assignment: 'Udpeg en person, og aftal, hvem der træder til i ferier.',
    method: steps(
      'Tal med ledelsen om, hvem der har tiden og overblikket.',
      'Skriv koordinatoren som ansvarlig her på opgaven.',
      'Markér opgaven som fuldført.',
    ),
    outcome: 'Koordinatoren er udpeget og står som ansvarlig på opgaven.',
    qualityCriteria: 'Koordinatoren har sagt ja og kender sin stedfortræder.',
    recommendedResponsibleRole: 'Infrastrukturejer',
    priority: 'mandatory',
    project: 'Cybersamarbejde',
    phase: 'Udrulning',
    theme: 'It-sikkerhed og aftaler',
    related: [mattermostTask.title],
    rolledOut: -40,
    due: 2,
  },
  {
    ...plain,
    key: 'duty-phone',
    title: '(Rolle 4) Oplys vagttelefon ved driftsforstyrrelser',
    numberPrefix: 'Rolle 4',
    goal: 'KOMBIT kan nå jer, når noget går galt uden for åbningstid.',
    assignment: 'Skriv, hvem KOMBIT ringer til, når der er driftsforstyrrelser om aftenen og i weekenden.',
    method: steps(
      'Find nummeret på jeres vagt.',
      'Skriv det som besked til KOMBIT her på opgaven.',
      'Markér opgaven som fuldført.',
    ),
    outcome: 'KOMBIT har et nummer, hvor nogen tager telefonen.',
    priority: 'recommended',
    project: 'Cybersamarbejde',
    phase: 'Drift',
    theme: 'Beredskab',
    related: ['(Rolle 1) Udpeg en koordinator for informationssikkerhed'],
    rolledOut: -12,
    due: 27,
  },
  {
    ...plain,
    key: 'data-agreement',
    title: '(Aftale 2) Ret kontaktpersoner for databehandleraftaler',
    numberPrefix: 'Aftale 2',
    goal: 'Hver databehandleraftale har en kontaktperson, der stadig er ansat.',
    description:
      'KOMBIT sender ændringer i aftalerne til kontaktpersonen. Er personen stoppet, når ændringen ikke frem.',
    assignment: 'Gå listen igennem, og ret de navne, der ikke passer.',
    method: steps(
      'Åbn listen under eksterne bilag.',
      'Sammenlign med jeres egne aftaler.',
      'Skriv rettelserne som besked, eller markér opgaven som fuldført, hvis alt passer.',
    ),
    outcome: 'Listen over kontaktpersoner passer.',
    priority: 'recommended',
    project: 'Cybersamarbejde',
    phase: 'Forberedelse',
    theme: 'It-sikkerhed og aftaler',
    appendices: [{ title: 'Digitaliseringskataloget', href: 'https://digitaliseringskataloget.dk/' }],
    rolledOut: -25,
    due: 9,
  },
  {
    ...plain,
    key: 'certificates',
    title: '(Opsætning 1) Forny systemcertifikater før jul',
    numberPrefix: 'Opsætning 1',
    goal: 'Ingen forbindelse falder ud, fordi et certifikat er udløbet.',
    description: 'Et certifikat gælder i tre år. **Fornyelsen skal bestilles i god tid.**',
    assignment: 'Find de certifikater, der udløber inden 1. februar, og bestil nye.',
    method: steps(
      'Træk listen over jeres certifikater.',
      'Bestil nye til dem, der udløber.',
      'Skift dem i testmiljøet først.',
      'Markér opgaven som fuldført.',
    ),
    outcome: 'Alle certifikater gælder mindst tre måneder frem.',
    qualityCriteria: 'Det nye certifikat er prøvet i testmiljøet.',
    recommendedPerformerRole: 'Infrastrukturansvarlig',
    priority: 'mandatory',
    project: 'Fælleskommunal infrastruktur',
    phase: 'Drift',
    theme: 'Certifikater',
    appendices: [
      {
        title: 'Tilslutningsguide for brugervendte systemer',
        href: 'https://digitaliseringskataloget.dk/tilslutningsguide-brugervendt-system',
      },
    ],
    rolledOut: -60,
    due: -6,
  },
  {
    ...plain,
    key: 'test-sign-in',
    title: '(Test 1) Prøv login i testmiljøet',
    numberPrefix: 'Test 1',
    goal: 'I ved, at jeres brugere kan logge på, før det gælder.',
    assignment: 'Log på testmiljøet med en bruger, der har den nye rettighed.',
    method: steps(
      'Giv en testbruger rettigheden i Fælleskommunal Adgangsstyring.',
      'Log på.',
      'Skriv til KOMBIT, hvis noget driller.',
    ),
    outcome: 'Mindst én bruger er logget på.',
    recommendedPerformerRole: 'Infrastrukturansvarlig',
    priority: 'recommended',
    project: 'Fælleskommunal infrastruktur',
    phase: 'Test',
    theme: 'Adgangsstyring',
    prerequisites: ['(Opsætning 1) Forny systemcertifikater før jul'],
    rolledOut: -5,
    due: 44,
  },
  {
    ...plain,
    key: 'dubu-superusers',
    title: '(DUBU) Ajourfør superbrugere i rollegalleriet',
    numberPrefix: 'DUBU',
    goal: 'Driftsinformation om DUBU når frem til dem, der skal bruge den.',
    description:
      'Mails om drift, møder og webinarer går kun til dem, der står i rollegalleriet. Er en af dem stoppet, kommer mailen retur.',
    assignment: 'Se, hvem der har rollerne i DUBU, og ret listen.',
    method: steps(
      'Åbn rollerne for DUBU.',
      'Afslut roller for dem, der er stoppet.',
      'Giv rollerne til de nye.',
      'Vælg en primær systemansvarlig.',
    ),
    outcome: 'Rollerne i DUBU svarer til virkeligheden.',
    priority: 'recommended',
    project: 'DUBU',
    phase: 'Drift',
    theme: 'Roller',
    rolledOut: -90,
    due: -30,
  },
  {
    ...plain,
    key: 'emergency-plan',
    title: 'Læs det fælles beredskab igennem',
    numberPrefix: null,
    goal: 'I kender jeres del af det fælles beredskab.',
    assignment: 'Læs planen, og skriv til KOMBIT, hvis noget ikke passer hos jer.',
    method: '',
    outcome: 'I har læst planen og sagt til, hvis noget mangler.',
    priority: 'voluntary',
    project: 'Cybersamarbejde',
    phase: 'Forberedelse',
    theme: 'Beredskab',
    rolledOut: -120,
    due: -75,
  },
]

/** A description that is written but not sent yet, so that the editor has something to roll out. */
export const draftTemplate: DemoTemplate = {
  ...plain,
  key: 'trial-warning',
  title: '(Test 2) Svar på et prøvevarsel',
  numberPrefix: 'Test 2',
  goal: 'Et varsel når frem og bliver læst i hver kommune.',
  assignment: 'KommuneCERT sender et prøvevarsel. Svar på det inden for én arbejdsdag.',
  method: steps(
    'Vent på prøvevarslet.',
    'Skriv her på opgaven, hvornår I så det.',
    'Markér opgaven som fuldført.',
  ),
  outcome: 'I har set prøvevarslet og skrevet hvornår.',
  priority: 'voluntary',
  project: 'Cybersamarbejde',
  phase: 'Test',
  theme: 'Beredskab',
  prerequisites: [mattermostTask.title],
  rolledOut: 0,
  due: 30,
}
