import { bilingual } from '../../kernel/language.ts'

export const accessTexts = bilingual({
  da: {
    title: 'Adgange',
    leadOwn: 'Her er de kolleger, der har en rolle, som åbner en adgang, og hvor langt adgangen er.',
    leadCentral:
      'Her er alle adgange i kommunerne: det, der venter på jer, det, der fejler, og det, der er i orden.',
    standIn: 'Se Test-Mattermost',
    server: 'Se, hvordan Mattermost-serveren er sat op',
    posts: 'Se opslag i Mattermost',
    role: 'Rolle',
    formerRole: 'Har ikke længere rollen',
    noEmail: 'Ingen mailadresse',
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
        `Giv adgang til ${to}: ${email ?? 'ingen mailadresse'}`,
      toClose: (to: string, email: string | null): string =>
        `Luk adgangen til ${to}: ${email ?? 'ingen mailadresse'}`,
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
    startOver: 'Lav en ny konto',
    take: 'Jeg tager sagen',
    takenBy: (name: string): string => `${name} har haft sagen siden`,
    takenTitle: 'Du har taget sagen',
    takenText: 'Dine kolleger kan se det her.',
    facts: {
      account: (username: string): string => `Kontoen hedder ${username}`,
      deactivated: 'og er deaktiveret',
      users: (active: number, most: number): string => `${active} af ${most} brugere`,
      reason: {
        bot: 'Den tilhører en robot',
        remote: 'Den styres fra en anden server',
        systemAdmin: 'Den er administrator',
        otherSignIn: 'Den bruger et andet login end Tværs',
        boundToAnother: 'Den er koblet til en anden person',
      } as Record<string, string>,
      errorId: (id: string): string => `Fejl: ${id}`,
    },
    tickedTitle: 'Markeret som klaret',
    ticked: (count: number): string =>
      count === 1 ? 'Én adgang er noteret.' : `${count === 0 ? 'Ingen' : count} adgange er noteret.`,
    changedTitle: 'Noget er ændret imens',
    changed: (count: number): string =>
      count === 1
        ? 'Én adgang er ændret, efter at du åbnede siden, og er ikke noteret. Se, hvad der skal gøres nu.'
        : `${count} adgange er ændret, efter at du åbnede siden, og er ikke noteret. Se, hvad der skal gøres nu.`,
    againTitle: 'Vi prøver igen',
    againText: 'Se resultatet her om et øjeblik.',
    nobodyTitle: 'Ingen valgt',
    nobody: 'Sæt kryds ved dem, du har klaret, og prøv igen.',
  },
  en: {
    title: 'Access',
    leadOwn: 'These are the colleagues with a role that opens access, and how far the access has got.',
    leadCentral:
      'All access in the municipalities: what is waiting for you, what is failing and what is in order.',
    standIn: 'See Test-Mattermost',
    server: 'See how the Mattermost server is set up',
    posts: 'See posts in Mattermost',
    role: 'Role',
    formerRole: 'No longer holds the role',
    noEmail: 'No email address',
    search: 'Search municipality or person',
    searchOwn: 'Search person',
    state: 'State',
    all: 'All',
    noun: (count: number): string => (count === 1 ? 'access grant' : 'access grants'),
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
    emptyOwn: 'When a colleague is given a role that opens access, it appears here.',
    emptyCentral: 'No access matches what you chose.',
    toRoles: 'See your roles',
    person: 'Person',
    access: 'Access',
    what: 'What is happening?',
    where: { manual: 'Manual' },
    said: {
      preparing: 'This happens automatically and takes a few seconds.',
      closing: 'The access is being closed now.',
      active: 'Everything has been checked.',
      closed: 'The person has no access.',
      toOpen: (to: string, email: string | null): string =>
        `Give access to ${to}: ${email ?? 'no email address'}`,
      toClose: (to: string, email: string | null): string =>
        `Close the access to ${to}: ${email ?? 'no email address'}`,
      byHand: (name: string, day: string | null, time: string): string =>
        `Done manually by ${name}${day ? ` on ${day}` : ''} at ${time}.`,
      heldAt: (team: string, channel: string | null): string =>
        channel ? `It concerns ${channel} in the team ${team}.` : `It concerns the team ${team}.`,
      heldOwn: 'KOMBIT is looking into it. You do not need to do anything.',
      manualOwn: 'KOMBIT will open the access manually. You do not need to do anything.',
    },
    action: 'Action',
    choose: (name: string): string => `Choose ${name}`,
    tick: 'Mark the chosen ones as done',
    again: 'Try again now',
    adopt: 'Take over the account and try again',
    startOver: 'Create a new account',
    take: 'Take this case',
    takenBy: (name: string): string => `${name} has had the case since`,
    takenTitle: 'You have taken the case',
    takenText: 'Your colleagues can see it here.',
    facts: {
      account: (username: string): string => `The account is ${username}`,
      deactivated: 'and is deactivated',
      users: (active: number, most: number): string => `${active} of ${most} users`,
      reason: {
        bot: 'It belongs to a bot',
        remote: 'It is managed from another server',
        systemAdmin: 'It is an administrator',
        otherSignIn: 'It does not sign in through Tværs',
        boundToAnother: 'It is linked to another person',
      },
      errorId: (id: string): string => `Error: ${id}`,
    },
    tickedTitle: 'Marked as done',
    ticked: (count: number): string =>
      count === 1
        ? 'One access grant has been noted.'
        : `${count === 0 ? 'No' : count} access grants have been noted.`,
    changedTitle: 'Something changed meanwhile',
    changed: (count: number): string =>
      count === 1
        ? 'One access grant has changed since you opened the page and was not noted. See what to do now.'
        : `${count} access grants have changed since you opened the page and were not noted. See what to do now.`,
    againTitle: 'We are trying again',
    againText: 'See the result here in a moment.',
    nobodyTitle: 'Nobody chosen',
    nobody: 'Tick those you have taken care of and try again.',
  },
})

export type AccessTexts = ReturnType<typeof accessTexts>
