import { bilingual } from '../../kernel/language.ts'
import type { StateKind } from './domain-states.ts'

/** What a held case is about, where the connectors have no word for it. */
const ownCodesDa: Record<string, string> = {
  emailMissing: 'Personen har ingen e-mail i Tværs. Den kommer fra kommunen, næste gang personen logger på.',
}
const ownCodesEn: Record<string, string> = {
  emailMissing:
    'The person has no e-mail in Tværs. It comes from the municipality the next time they sign in.',
}

const groupsDa: Record<StateKind, string> = {
  held: 'Holdt tilbage',
  failed: 'Fejl, prøves igen',
  awaitingManual: 'Afventer klargøring',
  closing: 'Lukkes nu',
  preparing: 'Klargøres nu',
  active: 'Aktive',
  closed: 'Lukkede',
}

const groupsEn: Record<StateKind, string> = {
  held: 'Held back',
  failed: 'Failed, will be tried again',
  awaitingManual: 'Awaiting preparation',
  closing: 'Being closed',
  preparing: 'Being prepared',
  active: 'Active',
  closed: 'Closed',
}

const factsDa: Record<string, string> = {
  accountId: 'Kontoens id',
  username: 'Brugernavn',
  isDeactivated: 'Deaktiveret',
  reason: 'Årsag',
  team: 'Team',
  channel: 'Kanal',
  status: 'Svar fra serveren',
  errorId: 'Fejlkode',
  requestId: 'Forespørgsel',
  remaining: 'Mangler',
}

const factsEn: Record<string, string> = {
  accountId: 'Id of the account',
  username: 'User name',
  isDeactivated: 'Deactivated',
  reason: 'Reason',
  team: 'Team',
  channel: 'Channel',
  status: 'Answer of the server',
  errorId: 'Error code',
  requestId: 'Request',
  remaining: 'Missing',
}

const many = (count: number): string => count.toLocaleString('da-DK')

export const pageTexts = bilingual({
  da: {
    title: 'Adgange',
    leadOwn: 'Adgangen følger rollen. Den åbner, når I giver rollen, og lukker, når I afslutter den.',
    leadAll: 'Adgangen følger rollerne i kommunerne. Her ses det, der kræver et menneske, først.',
    connected: 'Mattermost er forbundet. Adgange åbnes og lukkes af sig selv.',
    notConnected:
      'Der er ingen forbindelse til Mattermost. Adgange gives og lukkes i hånden og markeres som gjort her.',
    standIn: 'Se Test-Mattermost',
    groups: groupsDa,
    ownCodes: ownCodesDa,
    facts: factsDa,
    person: 'Person',
    municipality: 'Kommune',
    target: 'Adgang til',
    targets: { mattermost: 'Mattermost', manual: 'Gives i hånden' },
    state: 'Status',
    action: 'Handling',
    allStates: 'Alle',
    allMunicipalities: 'Alle kommuner',
    count: (count: number) => (count === 1 ? 'adgang' : 'adgange'),
    emptyTitle: 'Ingen adgange her',
    emptyOwn: 'Ingen hos jer har en rolle, som giver adgang. Giv rollen til den, der skal have den.',
    emptyAll: 'Ingen adgange passer til det, du har valgt.',
    toRoles: 'Se jeres roller',
    next: 'Næste trin',
    open: 'Skal åbnes',
    close: 'Skal lukkes',
    choose: (name: string) => `Vælg ${name}`,
    chosen: 'Vælg',
    tick: 'Markér som gjort',
    tickChosen: 'Markér næste trin for de valgte',
    tickAll: 'Markér alle trin for de valgte',
    noneChosen: 'Vælg mindst én person.',
    unreadable: 'Listen er ændret. Se den igen.',
    tickedTitle: 'Noteret som gjort',
    tickedText: (count: number) =>
      count === 1 ? 'Én person er ført videre.' : `${many(count)} personer er ført videre.`,
    retry: 'Prøv igen nu',
    retriedTitle: 'Vi prøver igen nu',
    retriedText: 'Det tager et øjeblik. Siden følger med.',
    adopt: 'Overtag kontoen',
    adoptText:
      'Kontoen og alt, hvad der er skrevet fra den, bliver personens. Overtag den kun, når personen har sagt, at det er vedkommendes egen.',
    adoptedTitle: 'Kontoen overtages',
    adoptedText: 'Vi binder den til personens login og åbner adgangen.',
    tries: (count: number) => `${count}. forsøg`,
    byItself: 'Vi prøver igen af os selv.',
    gateClosed: 'Login er lukket. Mattermost har endnu ikke taget imod resten.',
    escalated: 'Har varet mere end et kvarter. Sessioner kan leve i Mattermost, til den svarer.',
    heldOwn: 'I skal ikke gøre noget. KOMBIT skriver, hvis de mangler noget fra jer.',
    awaitingOwn: 'KOMBIT giver adgangen i hånden. I skal ikke gøre noget.',
    story: 'Se forløbet',
    storyOf: (name: string) => `Se forløbet for ${name}`,
    storyTitle: (name: string) => `Adgang for ${name}`,
    notBegun: 'Går i gang nu',
    given: (name: string) => `Rollen givet af ${name}`,
    ended: (name: string) => `Rollen afsluttet af ${name}`,
    endedItself: 'Rollen ophørt',
    tickedBy: (name: string) => `Gjort i hånden af ${name}`,
    inAll: (seconds: number) => (seconds === 1 ? 'Ét sekund i alt' : `${seconds} sekunder i alt`),
    places: 'Steder',
    account: 'Brugernavn',
    role: 'Rolle',
    settledActive: 'Adgangen er åben.',
    settledClosed: 'Adgangen er lukket.',
  },
  en: {
    title: 'Access',
    leadOwn: 'Access follows the role. It opens when you give the role and closes when you end it.',
    leadAll: 'Access follows the roles in the municipalities. What needs a human comes first.',
    connected: 'Mattermost is connected. Access opens and closes by itself.',
    notConnected:
      'There is no connection to Mattermost. Access is given and closed by hand and ticked off here.',
    standIn: 'See Test-Mattermost',
    groups: groupsEn,
    ownCodes: ownCodesEn,
    facts: factsEn,
    person: 'Person',
    municipality: 'Municipality',
    target: 'Access to',
    targets: { mattermost: 'Mattermost', manual: 'Given by hand' },
    state: 'State',
    action: 'Action',
    allStates: 'All',
    allMunicipalities: 'All municipalities',
    count: (count: number): string => (count === 1 ? 'access' : 'accesses'),
    emptyTitle: 'No access here',
    emptyOwn: 'Nobody of yours holds a role that gives access. Give the role to whoever is to have it.',
    emptyAll: 'No access matches what you have chosen.',
    toRoles: 'See your roles',
    next: 'Next step',
    open: 'To be opened',
    close: 'To be closed',
    choose: (name: string) => `Choose ${name}`,
    chosen: 'Choose',
    tick: 'Mark as done',
    tickChosen: 'Mark the next step of the chosen',
    tickAll: 'Mark all steps of the chosen',
    noneChosen: 'Choose at least one person.',
    unreadable: 'The list has changed. Look at it again.',
    tickedTitle: 'Noted as done',
    tickedText: (count: number) =>
      count === 1 ? 'One person has moved on.' : `${many(count)} people have moved on.`,
    retry: 'Try again now',
    retriedTitle: 'We are trying again now',
    retriedText: 'It takes a moment. The page follows.',
    adopt: 'Take the account over',
    adoptText:
      'The account and everything written from it become the person’s. Take it over only when the person has said that it is their own.',
    adoptedTitle: 'The account is being taken over',
    adoptedText: 'We bind it to the sign-in of the person and open the access.',
    tries: (count: number) => `Attempt ${count}`,
    byItself: 'We will try again by ourselves.',
    gateClosed: 'Sign-in is closed. Mattermost has not taken the rest yet.',
    escalated:
      'Has lasted more than a quarter of an hour. Sessions may live on in Mattermost until it answers.',
    heldOwn: 'You need do nothing. KOMBIT will write if they need something from you.',
    awaitingOwn: 'KOMBIT gives the access by hand. You need do nothing.',
    story: 'See how it went',
    storyOf: (name: string) => `See how it went for ${name}`,
    storyTitle: (name: string) => `Access of ${name}`,
    notBegun: 'Begins now',
    given: (name: string) => `Role given by ${name}`,
    ended: (name: string) => `Role ended by ${name}`,
    endedItself: 'Role ended',
    tickedBy: (name: string) => `Done by hand by ${name}`,
    inAll: (seconds: number) => (seconds === 1 ? 'One second in all' : `${seconds} seconds in all`),
    places: 'Places',
    account: 'User name',
    role: 'Role',
    settledActive: 'The access is open.',
    settledClosed: 'The access is closed.',
  },
})

export type PageTexts = ReturnType<typeof pageTexts>

/** A sentence of ours in both languages, for faults in forms. */
export const pageSentence = (key: 'noneChosen' | 'unreadable') => ({
  da: pageTexts('da')[key],
  en: pageTexts('en')[key],
})
