import { bilingual } from '../../kernel/language.ts'
import type { FeedKind } from './domain.ts'

const da = {
  titles: {
    person: 'Dine frister i din kalender',
    municipality: 'Kommunens frister i en kalender',
  } satisfies Record<FeedKind, string>,
  leads: {
    person:
      'Abonnér på dine frister i Outlook, Google Kalender eller Apple Kalender. Kalenderen opdaterer sig selv.',
    municipality:
      'Abonnér på alle jeres frister i Outlook, Google Kalender eller Apple Kalender. Kalenderen opdaterer sig selv.',
  },
  crumbs: { person: 'Din kalender', municipality: 'Kommunens kalender' },
  contents: 'Det står i kalenderen',
  content: {
    person: [
      'Frister på opgaver, hvor du er ansvarlig eller udfører.',
      'Sidste dag for bekræftelser, du skal svare på.',
      'Sidste dag i dine roller, når de har en slutdato.',
    ],
    municipality: [
      'Frister på alle jeres åbne opgaver.',
      'Sidste dag for bekræftelser, I skal svare på.',
      'Ingen navne på personer.',
    ],
  },
  leaves: 'Det, der er besvaret eller slut, forsvinder fra kalenderen af sig selv.',
  make: 'Lav en kalenderadresse',
  makeNew: 'Lav en ny adresse',
  makeAgain: 'Lav adressen igen',
  none: 'Du har ingen kalenderadresse endnu.',
  noneMunicipal: 'I har ingen kalenderadresse endnu.',
  address: 'Adressen',
  made: 'Lavet',
  madeBy: (name: string): string => `af ${name}`,
  fetched: 'Sidst hentet',
  neverFetched: 'Ikke endnu',
  readers: 'Hentet fra',
  readerCount: (count: number): string =>
    count === 1 ? '1 sted de seneste 30 dage' : `${count} steder de seneste 30 dage`,
  readersHint:
    'Er det flere, end du regner med, så lav en ny adresse. Google og Outlook på nettet kan tælle for flere.',
  renewHint: {
    person: 'Den gamle adresse holder op med at virke med det samme. Sæt den nye ind i din kalender.',
    municipality:
      'Den gamle adresse holder op med at virke med det samme. Alle, der abonnerer, skal have den nye.',
  },
  revoke: 'Fjern adressen',
  revokeHint: {
    person: 'Kalenderen stopper med det samme.',
    municipality: 'Kalenderen stopper med det samme hos alle, der abonnerer.',
  },
  revokedTitle: 'Adressen er fjernet',
  revokedText: 'Kalenderen er stoppet. Fjern abonnementet i kalenderprogrammet.',
  resting: 'Kalenderen er stoppet',
  restingText: {
    person: 'Adressen virker ikke længere, fordi din adgang til Tværs er ændret. Lav en ny.',
    municipality:
      'Den, der lavede adressen, er ikke længere KLIK-administrator hos jer. Lav en ny adresse, og giv den til dem, der abonnerer.',
  },
  madeTitle: 'Adressen er lavet',
  madeText: 'Kopiér den nu. Den vises kun denne ene gang.',
  secret: {
    person: 'Del ikke adressen. Alle, der har den, kan se dine frister uden at logge på.',
    municipality:
      'Del kun adressen med kolleger. Alle, der har den, kan se jeres frister uden at logge på. Lav en ny, når en, der har den, stopper.',
  },
  open: 'Åbn i kalenderprogrammet',
  ways: 'Sådan abonnerer du',
  programs: [
    {
      name: 'Outlook',
      steps: [
        'Åbn kalenderen, og vælg »Tilføj kalender«.',
        'Vælg »Abonner fra internettet«.',
        'Sæt adressen ind, og giv kalenderen et navn.',
      ],
    },
    {
      name: 'Google Kalender',
      steps: [
        'Åbn Google Kalender på en computer.',
        'Vælg plustegnet ved »Andre kalendere« og så »Fra webadresse«.',
        'Sæt adressen ind. Google henter den et par gange i døgnet.',
      ],
    },
    {
      name: 'Apple Kalender',
      steps: [
        'Vælg »Arkiv« og »Nyt kalenderabonnement«.',
        'Sæt adressen ind. Eller vælg »Åbn i kalenderprogrammet«, når adressen bliver vist.',
      ],
    },
  ],
  toMunicipal: 'Kommunens kalender',
  toMunicipalText: 'Du kan også lave en kalender med alle kommunens frister.',
  toPersonal: 'Din egen kalender',
  done: 'Jeg har kopieret adressen',
  alreadyMade: {
    title: 'Adressen er allerede lavet',
    text: 'Den kan ikke vises igen. Lav en ny, hvis du ikke fik den kopieret.',
  },
}

export type CalendarTexts = typeof da

const en: CalendarTexts = {
  titles: {
    person: 'Your deadlines in your calendar',
    municipality: 'The municipality’s deadlines in a calendar',
  },
  leads: {
    person:
      'Subscribe to your deadlines in Outlook, Google Calendar or Apple Calendar. The calendar keeps itself up to date.',
    municipality:
      'Subscribe to all your deadlines in Outlook, Google Calendar or Apple Calendar. The calendar keeps itself up to date.',
  },
  crumbs: { person: 'Your calendar', municipality: 'The municipality’s calendar' },
  contents: 'What the calendar shows',
  content: {
    person: [
      'Deadlines of tasks that you are responsible for or perform.',
      'The last day of confirmations you are to answer.',
      'The last day in your roles, when they have an end date.',
    ],
    municipality: [
      'Deadlines of all your open tasks.',
      'The last day of confirmations you are to answer.',
      'No names of people.',
    ],
  },
  leaves: 'What has been answered or has ended disappears from the calendar automatically.',
  make: 'Make a calendar address',
  makeNew: 'Make a new address',
  makeAgain: 'Make the address again',
  none: 'You have no calendar address yet.',
  noneMunicipal: 'You have no calendar address yet.',
  address: 'The address',
  made: 'Made',
  madeBy: (name) => `by ${name}`,
  fetched: 'Last fetched',
  neverFetched: 'Not yet',
  readers: 'Fetched from',
  readerCount: (count) =>
    count === 1 ? '1 place in the last 30 days' : `${count} places in the last 30 days`,
  readersHint:
    'If that is more than you expect, make a new address. Google and Outlook on the web can count as several.',
  renewHint: {
    person: 'The old address stops working at once. Paste the new one into your calendar.',
    municipality: 'The old address stops working at once. Everybody who subscribes needs the new one.',
  },
  revoke: 'Remove the address',
  revokeHint: {
    person: 'The calendar stops at once.',
    municipality: 'The calendar stops at once for everybody who subscribes.',
  },
  revokedTitle: 'The address is removed',
  revokedText: 'The calendar has stopped. Remove the subscription in the calendar program.',
  resting: 'The calendar has stopped',
  restingText: {
    person: 'The address no longer works because your access to Tværs has changed. Make a new one.',
    municipality:
      'Whoever made the address is no longer a KLIK administrator in your municipality. Make a new address and give it to those who subscribe.',
  },
  madeTitle: 'The address is made',
  madeText: 'Copy it now. It is shown this one time only.',
  secret: {
    person: 'Do not share the address. Whoever has it can see your deadlines without signing in.',
    municipality:
      'Share the address with colleagues only. Whoever has it can see your deadlines without signing in. Make a new one when somebody who has it leaves.',
  },
  open: 'Open in the calendar program',
  ways: 'How to subscribe',
  programs: [
    {
      name: 'Outlook',
      steps: [
        'Open the calendar and choose "Add calendar".',
        'Choose "Subscribe from web".',
        'Paste the address and give the calendar a name.',
      ],
    },
    {
      name: 'Google Calendar',
      steps: [
        'Open Google Calendar on a computer.',
        'Choose the plus sign next to "Other calendars" and then "From URL".',
        'Paste the address. Google fetches it a few times a day.',
      ],
    },
    {
      name: 'Apple Calendar',
      steps: [
        'Choose "File" and "New Calendar Subscription".',
        'Paste the address. Or choose "Open in the calendar program" when the address is shown.',
      ],
    },
  ],
  toMunicipal: 'The municipality’s calendar',
  toMunicipalText: 'You can also make a calendar with all deadlines of the municipality.',
  toPersonal: 'Your own calendar',
  done: 'I have copied the address',
  alreadyMade: {
    title: 'The address is made already',
    text: 'It cannot be shown again. Make a new one if you did not copy it.',
  },
}

export const calendarTexts = bilingual({ da, en })
