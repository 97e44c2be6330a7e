import type { Sentence } from '../../kernel/errors.ts'
import { bilingual } from '../../kernel/language.ts'

const people = (count: number) => (count === 1 ? '1 person' : `${count} personer`)
const municipalities = (count: number) => (count === 1 ? '1 kommune' : `${count} kommuner`)

const da = {
  gallery: 'Rollegalleri',
  write: 'Skriv til rollen',
  writeLead: (role: string) =>
    `Brevet går til dem, der har rollen »${role}«. Før du sender, ser du, hvem der får det i hver kommune.`,
  target: 'Hvem skal have det?',
  holders: 'Alle, der har rollen',
  holdersHint:
    'Har ingen i kommunen rollen, går brevet til KLIK-administratoren og ellers til kommunens funktionspostkasse.',
  primary: 'Én i hver kommune',
  primaryHint:
    'Den primære. Mangler den, går brevet til en anden med rollen, til KLIK-administratoren eller til kommunens funktionspostkasse.',
  audience: 'Hvilke kommuner?',
  all: 'Alle kommuner',
  byRegion: 'Kommunerne i udvalgte regioner',
  byList: 'Udvalgte kommuner',
  regions: 'Regioner',
  list: 'Kommuner',
  showList: 'Vis kommunerne',
  subject: 'Emne',
  body: 'Tekst',
  bodyHint: 'Skriv først, hvad modtageren skal gøre, og hvornår. Du kan bruge Markdown til lister og links.',
  toPreview: 'Se, hvem der får det',
  cancel: 'Fortryd',
  previewTitle: 'Hvem får brevet?',
  gets: (persons: number, count: number) => `${people(persons)} i ${municipalities(count)} får brevet.`,
  unreachedTitle: (count: number) =>
    count === 1 ? 'I 1 kommune læser ingen brevet' : `I ${count} kommuner læser ingen brevet`,
  unreachedText:
    'De har ingen med rollen, ingen KLIK-administrator og ingen funktionspostkasse, som virker. Ring til dem.',
  allReached: 'Alle de valgte kommuner har mindst én modtager.',
  noMailbox: 'Ingen funktionspostkasse',
  withoutMailbox: 'Uden funktionspostkasse',
  theLetter: 'Brevet',
  recipients: 'Modtagere',
  byPath: 'Sådan når det frem',
  municipality: 'Kommune',
  recipient: 'Modtager',
  why: 'Hvorfor',
  mail: 'Mail',
  nobody: 'Ingen',
  path: {
    holders: 'Har rollen',
    primary: 'Er primær i rollen',
    otherHolder: 'Har rollen, men er ikke primær',
    administrator: 'KLIK-administrator',
    mailbox: 'Kommunens funktionspostkasse',
    none: 'Ingen modtager',
  },
  cause: {
    vacant: 'rollen er ubesat',
    noPrimary: 'rollen har ingen primær',
    unreachable:
      'den, der har rollen, kan ikke nås, fordi mails kommer retur, eller fordi personen ikke længere må logge på',
  },
  state: {
    planned: 'Venter på at blive sendt',
    sending: 'Sendes nu',
    sent: 'Sendt',
    failed: 'Fejlede, prøves igen',
    undeliverable: 'Kunne ikke afleveres',
    withdrawn: 'Ikke sendt: læst i Tværs forinden',
    portal: 'I Tværs eller i samlet mail',
  },
  notTold: 'På vej',
  inPortalOnly: 'Kun i Tværs',
  irrevocable: 'Brevet kan ikke kaldes tilbage.',
  send: (count: number) => `Send til ${municipalities(count)}`,
  change: 'Ret',
  sentTitle: 'Brevet er sendt',
  sentText: (persons: number, count: number) =>
    `${people(persons)} i ${municipalities(count)} får det i Tværs og på mail.`,
  letters: 'Breve til rollen',
  lettersLead: 'Det, KOMBIT har skrevet til dem, der har rollen, og hvem det nåede.',
  lettersLeadOwn: 'Det, KOMBIT har skrevet til jer om rollen.',
  noLettersTitle: 'Der er ikke skrevet til rollen endnu',
  noLetters: 'Når KOMBIT skriver til dem, der har rollen, står brevet her.',
  sent: 'Sendt',
  by: 'af',
  reach: 'Nåede',
  reached: (persons: number, count: number) => `${people(persons)} i ${municipalities(count)}`,
  unreached: (count: number) => `${municipalities(count)} uden modtager`,
  letterFrom: 'Brev fra KOMBIT til rollen',
  withYou: 'Det fik de hos jer',
}

export type LetterTexts = typeof da

const enPeople = (count: number) => (count === 1 ? '1 person' : `${count} people`)
const enMunicipalities = (count: number) => (count === 1 ? '1 municipality' : `${count} municipalities`)

const en: LetterTexts = {
  gallery: 'Role gallery',
  write: 'Write to the role',
  writeLead: (role) =>
    `The letter goes to those who hold the role “${role}”. Before you send it, you see who gets it in each municipality.`,
  target: 'Who should get it?',
  holders: 'Everybody who holds the role',
  holdersHint:
    'If nobody in the municipality holds the role, the letter goes to the KLIK administrator, or otherwise to the municipality’s shared mailbox.',
  primary: 'One in each municipality',
  primaryHint:
    'The primary. If there is none, the letter goes to another holder, to the KLIK administrator or to the municipality’s shared mailbox.',
  audience: 'Which municipalities?',
  all: 'All municipalities',
  byRegion: 'The municipalities of selected regions',
  byList: 'Selected municipalities',
  regions: 'Regions',
  list: 'Municipalities',
  showList: 'Show the municipalities',
  subject: 'Subject',
  body: 'Text',
  bodyHint: 'First write what the reader is to do, and by when. You can use Markdown for lists and links.',
  toPreview: 'See who gets it',
  cancel: 'Cancel',
  previewTitle: 'Who gets the letter?',
  gets: (persons, count) => `${enPeople(persons)} in ${enMunicipalities(count)} will get the letter.`,
  unreachedTitle: (count) => `Nobody will read the letter in ${enMunicipalities(count)}`,
  unreachedText:
    'They have nobody in the role, no KLIK administrator and no shared mailbox that works. Call them.',
  allReached: 'Every chosen municipality has at least one recipient.',
  noMailbox: 'No shared mailbox',
  withoutMailbox: 'Without a shared mailbox',
  theLetter: 'The letter',
  recipients: 'Recipients',
  byPath: 'How it gets there',
  municipality: 'Municipality',
  recipient: 'Recipient',
  why: 'Why',
  mail: 'Email',
  nobody: 'Nobody',
  path: {
    holders: 'Holds the role',
    primary: 'Is primary in the role',
    otherHolder: 'Holds the role, but is not primary',
    administrator: 'KLIK administrator',
    mailbox: 'The municipality’s shared mailbox',
    none: 'No recipient',
  },
  cause: {
    vacant: 'the role is vacant',
    noPrimary: 'the role has no primary',
    unreachable: 'the holder cannot be reached: emails are returned, or the person may no longer sign in',
  },
  state: {
    planned: 'Waiting to be sent',
    sending: 'Being sent',
    sent: 'Sent',
    failed: 'Failed, will be tried again',
    undeliverable: 'Could not be delivered',
    withdrawn: 'Not sent: already read in Tværs',
    portal: 'In Tværs or in a digest',
  },
  notTold: 'On its way',
  inPortalOnly: 'Only in Tværs',
  irrevocable: 'The letter cannot be recalled.',
  send: (count) => `Send to ${enMunicipalities(count)}`,
  change: 'Change',
  sentTitle: 'The letter is sent',
  sentText: (persons, count) =>
    `${enPeople(persons)} in ${enMunicipalities(count)} will get it in Tværs and by email.`,
  letters: 'Letters to the role',
  lettersLead: 'What KOMBIT has written to those who hold the role, and whom it reached.',
  lettersLeadOwn: 'What KOMBIT has written to you about the role.',
  noLettersTitle: 'Nobody has written to the role yet',
  noLetters: 'When KOMBIT writes to those who hold the role, the letter appears here.',
  sent: 'Sent',
  by: 'by',
  reach: 'Reached',
  reached: (persons, count) => `${enPeople(persons)} in ${enMunicipalities(count)}`,
  unreached: (count) => `${enMunicipalities(count)} without a recipient`,
  letterFrom: 'Letter from KOMBIT to the role',
  withYou: 'Who got it in your municipality',
}

export const letterTexts = bilingual({ da, en })

const sentences = {
  missingTarget: { da: 'Vælg, hvem der skal have brevet.', en: 'Choose who should get the letter.' },
  missingAudience: { da: 'Vælg, hvilke kommuner det gælder.', en: 'Choose the municipalities.' },
  missingSubject: { da: 'Skriv et emne.', en: 'Write a subject.' },
  missingBody: { da: 'Skriv brevet.', en: 'Write the letter.' },
} satisfies Record<string, Sentence>

export const letterSentence = (key: keyof typeof sentences): Sentence => sentences[key]
