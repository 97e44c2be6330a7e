import { bilingual } from '../../kernel/language.ts'

const da = {
  title: 'Dokumentation',
  leadOwn: 'Én fil med det, I har læst, besluttet, tildelt og bekræftet. Den kan vises til en revisor.',
  leadCentral: 'Én fil for hver kommune med det, den har læst, besluttet, tildelt og bekræftet.',
  fetchTitle: 'Hent filen',
  confirmations: 'Bekræftelser',
  download: 'Hent dokumentationen',
  choose: 'Vælg kommune',
  municipality: 'Kommune',
  unknown: 'Vælg en kommune på listen.',
  holdsTitle: 'Det står i filen',
  holds: [
    ['Teksterne', 'Hver opgavebeskrivelse, som den så ud, da kommunen svarede.'],
    [
      'Beslutningerne',
      'Deltager, deltager ikke eller lukket uden svar, med begrundelse, hvem og hvornår. Også dem, der er taget tilbage.',
    ],
    [
      'Rollerne',
      'Hvem der har haft hvilken rolle, fra hvornår til hvornår, og hvem der gav den. Også roller, der ventede på et første login.',
    ],
    ['Stedfortrædere', 'Hvem der handlede på vegne af hvem.'],
    [
      'Adgangene',
      'Hvert skridt, da en adgang blev åbnet eller lukket, og hvornår vi så efter i systemet og fandt det i orden.',
    ],
    [
      'Bekræftelserne',
      'Hver runde, hvert svar, også de rettede, og hvad der skete med dem, ingen svarede for.',
    ],
    ['Beviset', 'De hændelser, det hele bygger på, med vejen til de underskrevne segl i revisionssporet.'],
  ] as readonly (readonly [string, string])[],
  leftOutTitle: 'Det står ikke i filen',
  leftOut:
    'Interne noter, lokale opgaver, beskeder, filers indhold, mailadresser, hvorfor en rolle sluttede, og alt om andre kommuner.',
  checkTitle: 'Sådan kontrolleres den',
  check:
    'Filen er underskrevet. Ændres et eneste tegn, passer underskriften ikke. En revisor kan kontrollere den uden Tværs og uden login. Det kræver kun Node 20 eller nyere.',
  program: 'Hent programmet',
  digest: 'Læs det, før du kører det. Dets SHA-256 er:',
  keys: 'Hent portalens offentlige nøgler',
  keepKeys: 'Gem dem med datoen. Nøgler, du hentede, før filen blev lavet, beviser mest.',
  run: 'Læg alle tre filer i samme mappe, og kør:',
  fileName: 'dokumentation.json',
  verdict: 'Svaret er »Whole«, når filen er, som den blev underskrevet, og ellers »Altered« med grunden.',
  roundTitle: 'En hel runde',
  round:
    'Hver bekræftelsesrunde har sin egen underskrevne fil med alle dens kommuner. Du henter den på rundens side.',
  toRounds: 'Gå til bekræftelserne',
  whoTitle: 'Hvem kan hente den',
  who: 'Kommunens KLIK-administrator og KOMBITs redaktører og revisor.',
}

const en: typeof da = {
  title: 'Evidence',
  leadOwn:
    'One file with what you have read, decided, assigned and confirmed. It can be shown to an auditor.',
  leadCentral: 'One file for each municipality with what it has read, decided, assigned and confirmed.',
  fetchTitle: 'Download the file',
  confirmations: 'Confirmations',
  download: 'Download the evidence',
  choose: 'Choose a municipality',
  municipality: 'Municipality',
  unknown: 'Choose a municipality from the list.',
  holdsTitle: 'What the file holds',
  holds: [
    ['The texts', 'Each task description as it stood when the municipality answered.'],
    [
      'The decisions',
      'Taking part, not taking part or closed without an answer, with the reason, who and when. Also those withdrawn.',
    ],
    [
      'The roles',
      'Who has held which role, from when to when, and who gave it. Also roles that waited for a first sign-in.',
    ],
    ['Deputies', 'Who acted on behalf of whom.'],
    [
      'The access',
      'Each step when access was opened or closed, and when we checked the system and found it in order.',
    ],
    [
      'The confirmations',
      'Each round, each answer, corrected ones too, and what happened to those nobody answered for.',
    ],
    ['The proof', 'The events it all rests on, with the way to the signed seals of the audit trail.'],
  ],
  leftOutTitle: 'What it does not hold',
  leftOut:
    'Internal notes, local tasks, messages, contents of files, e-mail addresses, why a role ended, and anything about other municipalities.',
  checkTitle: 'How it is checked',
  check:
    'The file is signed. Change a single character, and the signature no longer matches. An auditor can check it without Tværs and without a sign-in. It only takes Node 20 or newer.',
  program: 'Download the program',
  digest: 'Read it before you run it. Its SHA-256 is:',
  keys: 'Download the portal’s public keys',
  keepKeys: 'Keep them with the date. Keys you downloaded before the file was made prove most.',
  run: 'Put all three files in one folder and run:',
  fileName: 'evidence.json',
  verdict: 'It answers “Whole” when the file is as it was signed, and otherwise “Altered” with the reason.',
  roundTitle: 'A whole round',
  round:
    'Each round of confirmation has its own signed file with all its municipalities. Download it from the round’s page.',
  toRounds: 'Go to the confirmations',
  whoTitle: 'Who can download it',
  who: 'The municipality’s KLIK administrator, and KOMBIT’s editors and auditor.',
}

export const evidenceTexts = bilingual({ da, en })
