import { bilingual } from '../../kernel/language.ts'

export const accessTexts = bilingual({
  da: {
    title: 'Adgange',
    leadOwn: 'Her er de kolleger, der har en rolle, som åbner en adgang, og hvor langt adgangen er.',
    leadCentral:
      'Her er alle adgange i kommunerne: det, der venter på jer, det, der fejler, og det, der er i orden.',
    standIn: 'Se Test-Mattermost',
    role: 'Rolle',
    formerRole: 'Har ikke længere rollen',
    noEmail: 'Ingen e-mail',
    search: 'Søg kommune eller person',
    searchOwn: 'Søg person',
    state: 'Tilstand',
    all: 'Alle',
    noun: (count: number): string => (count === 1 ? 'adgang' : 'adgange'),
    kinds: {
      held: 'Holdt tilbage',
      failed: 'Fejlet',
      awaitingManual: 'Skal klares manuelt',
      closing: 'Lukkes',
      preparing: 'Klargøres',
      active: 'Aktiv',
      closed: 'Lukket',
    },
    emptyTitle: 'Ingen adgange her',
    emptyOwn: 'Når en kollega får en rolle, der åbner en adgang, står den her.',
    emptyCentral: 'Ingen adgange passer til det, du har valgt.',
    toRoles: 'Se jeres roller',
    person: 'Person',
    access: 'Adgang',
    what: 'Hvad sker der?',
    where: { manual: 'Manuelt' },
    said: {
      preparing: 'Det sker af sig selv og tager få sekunder.',
      closing: 'Adgangen bliver lukket nu.',
      active: 'Alt er kontrolleret.',
      closed: 'Personen har ikke adgang.',
      toOpen: (to: string, email: string | null): string =>
        `Giv adgang til ${to}: ${email ?? 'ingen e-mail'}`,
      toClose: (to: string, email: string | null): string =>
        `Luk adgangen til ${to}: ${email ?? 'ingen e-mail'}`,
      byHand: (name: string, day: string | null, time: string): string =>
        `Gjort manuelt af ${name}${day ? ` ${day}` : ''} kl. ${time}.`,
      heldAt: (team: string, channel: string | null): string =>
        channel ? `Det gælder ${channel} i teamet ${team}.` : `Det gælder teamet ${team}.`,
      heldOwn: 'KOMBIT ser på det. I skal ikke gøre noget.',
      manualOwn: 'KOMBIT åbner adgangen manuelt. I skal ikke gøre noget.',
    },
    action: 'Handling',
    choose: (name: string): string => `Vælg ${name}`,
    tick: 'Markér de valgte som klaret',
    again: 'Prøv igen nu',
    adopt: 'Overtag kontoen, og prøv igen',
    tickedTitle: 'Markeret som klaret',
    ticked: (count: number): string =>
      count === 1 ? 'Én adgang er noteret.' : `${count === 0 ? 'Ingen' : count} adgange er noteret.`,
    changedTitle: 'Noget er ændret imens',
    changed: (count: number): string =>
      count === 1
        ? 'Én er ændret, siden du så siden, og er ikke noteret. Se, hvad der skal gøres nu.'
        : `${count} er ændret, siden du så siden, og er ikke noteret. Se, hvad der skal gøres nu.`,
    againTitle: 'Vi prøver igen',
    againText: 'Se resultatet her om et øjeblik.',
    nobodyTitle: 'Ingen valgt',
    nobody: 'Sæt kryds ved dem, du har klaret, og prøv igen.',
  },
  en: {
    title: 'Access',
    leadOwn: 'These colleagues hold a role that opens an access, and this is how far the access is.',
    leadCentral:
      'All access in the municipalities: what is waiting for you, what is failing and what is in order.',
    standIn: 'See Test-Mattermost',
    role: 'Role',
    formerRole: 'No longer holds the role',
    noEmail: 'No e-mail',
    search: 'Search municipality or person',
    searchOwn: 'Search person',
    state: 'State',
    all: 'All',
    noun: (count: number): string => (count === 1 ? 'access' : 'accesses'),
    kinds: {
      held: 'Held back',
      failed: 'Failed',
      awaitingManual: 'To be done manually',
      closing: 'Being closed',
      preparing: 'Being prepared',
      active: 'Active',
      closed: 'Closed',
    },
    emptyTitle: 'No access here',
    emptyOwn: 'When a colleague is given a role that opens an access, it appears here.',
    emptyCentral: 'No access matches what you chose.',
    toRoles: 'See your roles',
    person: 'Person',
    access: 'Access',
    what: 'What is happening?',
    where: { manual: 'Manual' },
    said: {
      preparing: 'It happens by itself and takes a few seconds.',
      closing: 'The access is being closed now.',
      active: 'Everything is checked.',
      closed: 'The person has no access.',
      toOpen: (to: string, email: string | null): string => `Give access to ${to}: ${email ?? 'no e-mail'}`,
      toClose: (to: string, email: string | null): string =>
        `Close the access to ${to}: ${email ?? 'no e-mail'}`,
      byHand: (name: string, day: string | null, time: string): string =>
        `Done by hand by ${name}${day ? ` on ${day}` : ''} at ${time}.`,
      heldAt: (team: string, channel: string | null): string =>
        channel ? `It is ${channel} in the team ${team}.` : `It is the team ${team}.`,
      heldOwn: 'KOMBIT is looking into it. You need not do anything.',
      manualOwn: 'KOMBIT opens the access manually. You need not do anything.',
    },
    action: 'Action',
    choose: (name: string): string => `Choose ${name}`,
    tick: 'Mark those chosen as done',
    again: 'Try again now',
    adopt: 'Take over the account and try again',
    tickedTitle: 'Marked as done',
    ticked: (count: number): string =>
      count === 1 ? 'One access is noted.' : `${count === 0 ? 'No' : count} accesses are noted.`,
    changedTitle: 'Something changed meanwhile',
    changed: (count: number): string =>
      count === 1
        ? 'One has changed since you saw the page and is not noted. See what is to be done now.'
        : `${count} have changed since you saw the page and are not noted. See what is to be done now.`,
    againTitle: 'We try again',
    againText: 'See the result here in a moment.',
    nobodyTitle: 'Nobody chosen',
    nobody: 'Tick those you have taken care of and try again.',
  },
})

export type AccessTexts = ReturnType<typeof accessTexts>
