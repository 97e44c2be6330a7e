import { bilingual } from '../../kernel/language.ts'

const da = {
  notBegun: 'Ikke begyndt',
  willBePrimary: 'Bliver primær',
  until: 'Bortfalder',
  next: 'Oprettes i Fælleskommunal Adgangsstyring og logger på. Så sker resten.',
  instruction: 'Vejledning',
  withdraw: 'Fortryd',
  expired: 'Bortfaldet',
  expiredNote: 'Personen loggede ikke på inden 30 dage. Giv rollen igen, hvis den stadig skal bruges.',
  refused: 'Fik ikke rollen',
  refusals: {
    'maximum-holders': 'Der var ikke plads, da personen loggede på. Afslut rollen for en anden først.',
    'role-retired': 'Rollen er udgået.',
    'period-over': 'Den sidste dag med rollen var gået, da personen loggede på.',
  } as Record<string, string>,
  otherRefusal: 'Reglerne for rollen tillod det ikke, da personen loggede på.',
  madeTitle: (name: string) => `${name} får rollen ved første login`,
  madeText: (day: string) =>
    `Indtil da giver rollen ingenting. Send vejledningen: personen skal logge på senest ${day}.`,
  madeAgainText: (day: string) => `Rollen ventede allerede på personen. Fristen er nu ${day}.`,
  withdrawTitle: (name: string) => `Fortryd rollen til ${name}?`,
  withdrawText: (name: string) => `${name} får ikke rollen ved første login. Du kan give den igen.`,
  withdrawIt: 'Fortryd rollen',
  keep: 'Lad den vente',
  withdrawnTitle: (name: string) => `${name} får ikke rollen`,
  withdrawnText: 'Rollen venter ikke længere på et login.',
  instructionTitle: 'Sådan får du din rolle',
  to: (name: string) => `Til ${name}`,
  instructionLead: (role: string, organisation: string) =>
    `${organisation} har givet dig rollen »${role}«. Den begynder, første gang du logger på Tværs.`,
  steps: {
    created: {
      title: 'Du bliver oprettet',
      text: 'Bed jeres brugeradministrator oprette dig i Fælleskommunal Adgangsstyring med adgang til Tværs. Er du allerede oprettet, så spring det over.',
      when: 'Hvis det ikke er sket',
    },
    signIn: {
      title: 'Du logger på',
      text: (address: string) => `Gå til ${address}, og log på med dit arbejdslogin.`,
      when: (day: string) => `Senest ${day}`,
    },
    rest: {
      title: 'Så sker resten',
      text: 'Rollen begynder af sig selv, og de adgange, den giver, åbner.',
      when: 'Få sekunder efter',
    },
  },
  facts: {
    role: 'Rolle',
    gives: 'Giver adgang',
    email: 'Arbejdsmail',
    emailNote: 'Dit arbejdslogin skal have denne mailadresse.',
    emailNoteUuid: 'Rollen er givet til dit UUID i Fælleskommunal Adgangsstyring.',
    givenBy: 'Givet af',
    givenOn: 'Givet',
    expires: 'Log på senest',
  },
  printHint: 'Siden kan printes, som den er.',
  sendMail: 'Skriv en mail til personen',
  back: 'Tilbage til rollen',
  mailSubject: (role: string) => `Din rolle på Tværs: ${role}`,
  settled: 'Personen venter ikke længere på rollen, så vejledningen gælder ikke mere.',
}

export type PendingTexts = typeof da

const en: PendingTexts = {
  notBegun: 'Not begun',
  willBePrimary: 'Will be primary',
  until: 'Lapses',
  next: 'Must be set up in Fælleskommunal Adgangsstyring and sign in. The rest follows.',
  instruction: 'Instructions',
  withdraw: 'Withdraw',
  expired: 'Lapsed',
  expiredNote: 'The person did not sign in within 30 days. Give the role again if it is still needed.',
  refused: 'Did not get the role',
  refusals: {
    'maximum-holders': 'There was no room when the person signed in. End the role for somebody else first.',
    'role-retired': 'The role has ended.',
    'period-over': 'The last day with the role had passed when the person signed in.',
  },
  otherRefusal: 'The rules of the role did not allow it when the person signed in.',
  madeTitle: (name) => `${name} gets the role at their first sign-in`,
  madeText: (day) =>
    `Until then the role gives nothing. Send the instructions: the person has to sign in by ${day}.`,
  madeAgainText: (day) => `The role was waiting for the person already. The deadline is now ${day}.`,
  withdrawTitle: (name) => `Withdraw the role for ${name}?`,
  withdrawText: (name) => `${name} will not get the role at their first sign-in. You can give it again.`,
  withdrawIt: 'Withdraw the role',
  keep: 'Leave it waiting',
  withdrawnTitle: (name) => `${name} will not get the role`,
  withdrawnText: 'The role is no longer waiting for a sign-in.',
  instructionTitle: 'How to get your role',
  to: (name) => `To ${name}`,
  instructionLead: (role, organisation) =>
    `${organisation} has given you the role “${role}”. It begins the first time you sign in to Tværs.`,
  steps: {
    created: {
      title: 'You are set up',
      text: 'Ask your user administrator to set you up in Fælleskommunal Adgangsstyring with access to Tværs. If that is done, skip this.',
      when: 'If that has not been done',
    },
    signIn: {
      title: 'You sign in',
      text: (address) => `Go to ${address} and sign in with your work account.`,
      when: (day) => `By ${day}`,
    },
    rest: {
      title: 'The rest follows',
      text: 'The role begins automatically, and the access it gives opens.',
      when: 'Seconds later',
    },
  },
  facts: {
    role: 'Role',
    gives: 'Gives access',
    email: 'Work email',
    emailNote: 'Your work account must have this address.',
    emailNoteUuid: 'The role is given to your UUID in Fælleskommunal Adgangsstyring.',
    givenBy: 'Given by',
    givenOn: 'Given',
    expires: 'Sign in by',
  },
  printHint: 'The page can be printed as it is.',
  sendMail: 'Write an email to the person',
  back: 'Back to the role',
  mailSubject: (role) => `Your role in Tværs: ${role}`,
  settled: 'The person is no longer waiting for the role, so these instructions no longer apply.',
}

export const pendingTexts = bilingual({ da, en })
