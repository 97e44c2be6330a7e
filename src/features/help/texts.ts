import { bilingual } from '../../kernel/language.ts'

export const helpTexts = bilingual({
  da: {
    title: 'Hjælp og kontakt',
    lead: 'Tværs er portalen, hvor KOMBIT sender opgaver ud til alle kommuner, og hvor hver kommune svarer på sin egen.',
    stepsTitle: 'Fra opgave til adgang',
    steps: [
      {
        title: 'Opgaven kommer',
        text: 'KOMBIT sender opgaven til alle kommuner på samme tid. I får jeres egen kopi med jeres eget nummer og jeres egen frist.',
      },
      {
        title: 'I svarer',
        text: 'I vælger en ansvarlig, løser opgaven og markerer den som fuldført. Vil I ikke deltage, siger I det med en begrundelse. Det tæller som et svar.',
      },
      {
        title: 'I giver rollen',
        text: 'Nogle opgaver beder om en person i en rolle. Kun jeres KLIK-administrator giver og afslutter roller.',
      },
      {
        title: 'Adgangen åbner',
        text: 'Åbner rollen en adgang, fx til Mattermost, sker det af sig selv på få sekunder. Siden viser, hvor langt det er.',
      },
      {
        title: 'Adgangen lukker',
        text: 'Når rollen bliver afsluttet, lukker adgangen med det samme. Ingen beholder en adgang, fordi nogen glemte at bede om at få den fjernet.',
      },
    ],
    newTitle: 'Er en kollega ny på Tværs?',
    newText:
      'Jeres brugeradministrator opretter kollegaen i Fælleskommunal Adgangsstyring. Når kollegaen har logget på Tværs én gang, kan I vælge kollegaen på opgaver og i roller.',
    whoTitle: 'Hvem kan hjælpe?',
    who: [
      'Spørgsmål til en opgave: skriv til KOMBIT nederst på opgaven. Svaret kommer samme sted.',
      'Spørgsmål om jeres egne roller og personer: spørg jeres KLIK-administrator.',
      'Driller adgangen: se siden Adgange. Der står, hvad der mangler, og hvornår der bliver prøvet igen.',
    ],
    administratorLink: 'Hvem er vores KLIK-administrator?',
    seesTitle: 'Hvem kan se hvad?',
    sees: [
      'Beskeder på en opgave kan læses af jer og KOMBIT.',
      'Interne noter og tilføjede filer kan kun læses i jeres egen kommune.',
      'Andre kommuner kan ikke se jeres opgaver.',
      'Alt, hvad der bliver ændret, står i historikken med navn og tid.',
    ],
    accessibilityTitle: 'Tilgængelighed',
    accessibilityLead:
      'Alle skal kunne bruge Tværs, også med tastatur, skærmlæser, stor skrift eller uden JavaScript.',
    goalTitle: 'Vores mål',
    goalText: 'Siderne følger WCAG 2.2 på niveau AA. Hver tilstand vises med både form, ord og farve.',
    testedTitle: 'Sådan bliver det prøvet',
    tested: [
      'Alle sider bliver gennemgået automatisk med axe i to bredder og på to sprog, hver gang koden ændres.',
      'De vigtigste forløb bliver gennemført kun med tastatur og uden JavaScript.',
      'Kontraster er beregnet for alle farver, der bærer tekst eller betydning.',
    ],
    knownTitle: 'Det mangler endnu',
    known: 'Tværs er endnu ikke prøvet af folk, der bruger skærmlæser til daglig.',
    reportTitle: 'Fandt du noget, der ikke virker?',
    report:
      'Skriv til jeres KLIK-administrator eller som besked til KOMBIT på en opgave. Fortæl, hvilken side det er, og hvad du prøvede.',
  },
  en: {
    title: 'Help and contact',
    lead: 'Tværs is the portal where KOMBIT sends tasks to all municipalities, and where each municipality answers its own.',
    stepsTitle: 'From task to access',
    steps: [
      {
        title: 'The task arrives',
        text: 'KOMBIT sends the task to all municipalities at the same time. You get your own copy with your own number and your own deadline.',
      },
      {
        title: 'You answer',
        text: 'You choose who is responsible, do the task and mark it as completed. If you do not want to take part, you say so with a reason. That counts as an answer.',
      },
      {
        title: 'You give the role',
        text: 'Some tasks ask for a person in a role. Only your KLIK administrator gives and ends roles.',
      },
      {
        title: 'The access opens',
        text: 'If the role opens access, for example to Mattermost, this happens automatically within seconds. The page shows how far it has got.',
      },
      {
        title: 'The access closes',
        text: 'When the role ends, the access closes at once. Nobody keeps access because somebody forgot to ask for its removal.',
      },
    ],
    newTitle: 'Is a colleague new to Tværs?',
    newText:
      'Your user administrator sets the colleague up in Fælleskommunal Adgangsstyring. Once the colleague has signed in to Tværs, you can choose them on tasks and in roles.',
    whoTitle: 'Who can help?',
    who: [
      'Questions about a task: write to KOMBIT at the bottom of the task. The answer comes in the same place.',
      'Questions about your own roles and people: ask your KLIK administrator.',
      'Trouble with access: see the page Access. It says what is missing and when we will try again.',
    ],
    administratorLink: 'Who is our KLIK administrator?',
    seesTitle: 'Who sees what?',
    sees: [
      'Messages on a task can be read by you and KOMBIT.',
      'Internal notes and added files can be read in your own municipality only.',
      'Other municipalities cannot see your tasks.',
      'Every change is in the history with name and time.',
    ],
    accessibilityTitle: 'Accessibility',
    accessibilityLead:
      'Everybody must be able to use Tværs, including by keyboard, with a screen reader, with large text or without JavaScript.',
    goalTitle: 'Our goal',
    goalText: 'The pages follow WCAG 2.2 at level AA. Each state is shown by shape, word and colour.',
    testedTitle: 'How it is tested',
    tested: [
      'All pages are checked automatically with axe at two widths and in two languages whenever the code changes.',
      'The main journeys are carried out by keyboard alone and without JavaScript.',
      'Contrast is computed for every colour that carries text or meaning.',
    ],
    knownTitle: 'What is still missing',
    known: 'Tværs has not yet been tried by people who use a screen reader every day.',
    reportTitle: 'Did you find something that does not work?',
    report:
      'Write to your KLIK administrator, or send a message to KOMBIT on a task. Say which page it is and what you tried to do.',
  },
})

export type HelpTexts = ReturnType<typeof helpTexts>
