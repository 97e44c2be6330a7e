import { bilingual } from '../../kernel/language.ts'

const da = {
  title: 'Funktionspostkasse',
  lead: 'En fælles mailadresse hos jer, som flere læser. KOMBIT skriver dertil, når ingen med rollen og ingen KLIK-administrator kan nås.',
  administrators: 'Jeres KLIK-administrator',
  address: 'Mailadresse',
  hint: 'Ikke én persons egen. Lad feltet stå tomt, hvis I ikke har en fælles postkasse.',
  save: 'Gem postkassen',
  keep: 'Lad det være',
  savedTitle: 'Funktionspostkassen er gemt',
  savedText: (address: string): string => `Breve, der ikke kan nå andre hos jer, går nu til ${address}.`,
  removedTitle: 'I har ikke længere en funktionspostkasse',
  removedText: 'Breve, der ikke kan nå andre hos jer, når ikke frem.',
  sameTitle: 'Intet er ændret',
  sameText: 'Postkassen var den samme i forvejen.',
  bouncedTitle: 'Mail til postkassen kommer retur',
  bounced: 'Adressen blev afvist den',
  bouncedNext:
    'Vi sender ikke flere mails til den. Kan ingen andre hos jer nås, kommer I på KOMBITs liste over kommuner, der ikke er nået. Ret adressen, eller få postkassen oprettet igen.',
  meanwhile: (address: string | null): string =>
    address ? `Nu står der ${address}.` : 'Nu står der ingen adresse.',
  history: 'Historik',
  changed: (by: string, from: string | null, to: string | null): string => {
    if (from === null) return `${by} tilføjede ${to}`
    return to === null ? `${by} fjernede ${from}` : `${by} rettede ${from} til ${to}`
  },
  onBehalfOf: (name: string, administrator: string): string => `${name} på vegne af ${administrator}`,
}

export type MailboxTexts = typeof da

const en: MailboxTexts = {
  title: 'Shared mailbox',
  lead: 'An email address in your municipality that several people read. KOMBIT writes there when nobody in the role and no KLIK administrator can be reached.',
  administrators: 'Your KLIK administrator',
  address: 'Email address',
  hint: 'Not one person’s own. Leave the field empty if you have no shared mailbox.',
  save: 'Save the mailbox',
  keep: 'Leave as it is',
  savedTitle: 'The shared mailbox is saved',
  savedText: (address) => `Letters that cannot reach anybody else in your municipality now go to ${address}.`,
  removedTitle: 'You no longer have a shared mailbox',
  removedText: 'Letters that cannot reach anybody else in your municipality will not arrive.',
  sameTitle: 'Nothing was changed',
  sameText: 'The mailbox was the same already.',
  bouncedTitle: 'Email to the mailbox is returned',
  bounced: 'The address was refused on',
  bouncedNext:
    'No more emails will be sent to it. If nobody else in your municipality can be reached, you are put on KOMBIT’s list of municipalities not reached. Correct the address, or have the mailbox set up again.',
  meanwhile: (address) => (address ? `It now says ${address}.` : 'There is no address now.'),
  history: 'History',
  changed: (by, from, to) => {
    if (from === null) return `${by} added ${to}`
    return to === null ? `${by} removed ${from}` : `${by} changed ${from} to ${to}`
  },
  onBehalfOf: (name, administrator) => `${name} on behalf of ${administrator}`,
}

export const mailboxTexts = bilingual({ da, en })
