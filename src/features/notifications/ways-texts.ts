import { bilingual } from '../../kernel/language.ts'
import type { Firmness, Way, WaySubject } from './domain-ways.ts'

const da = {
  title: 'Sådan får du besked',
  lead: 'Du behøver ikke vælge noget: Tværs er sat op, så intet vigtigt bliver overset. Alt står også under Notifikationer, medmindre du slår det fra.',
  reason: 'Besked om',
  way: 'Sådan får du den',
  subjects: {
    tasks: 'Opgaver og beskeder',
    confirmations: 'Bekræftelser',
    roles: 'Roller',
    access: 'Adgange',
    operations: 'Drift',
  } satisfies Record<WaySubject, string> as Record<WaySubject, string>,
  whyFirm: 'Bemærk',
  wayOf: (reason: string) => `Sådan får du besked om: ${reason}`,
  ways: {
    atOnce: 'Mail med det samme',
    daily: 'Daglig samlet mail',
    weekly: 'Ugentlig samlet mail',
    portal: 'Kun i Tværs',
    off: 'Slået fra',
  } satisfies Record<Way, string> as Record<Way, string>,
  alwaysAtOnce: 'Altid mail med det samme',
  firm: {
    red: 'Det haster, så den kommer altid med det samme, også i de stille timer.',
    mayLoseAccess: 'Kan ikke slås fra: du eller en kollega kan miste en rolle eller en adgang.',
    duty: 'Kan ikke slås fra: nogen hos jer skal gøre noget, ofte inden en frist.',
    letter: 'Kan ikke slås fra: sådan skriver KOMBIT til dem, der har en rolle.',
  } satisfies Record<Firmness, string> as Record<Firmness, string>,
  overdue:
    'Er fristen for en opgave eller en bekræftelse overskredet, kommer alle beskeder om den med det samme.',
  digests:
    'Samlede mails kommer kl. 8 på arbejdsdage. Den ugentlige kommer den første arbejdsdag i ugen, normalt mandag. Det, du har læst, eller som er ordnet, er ikke med.',
  hours: 'Hvornår du får mails',
  hoursText: 'Mails, der ikke haster, venter, til de stille timer er slut.',
  quietFrom: 'Stille fra kl.',
  quietUntil: 'Stille til kl.',
  noQuiet: 'Ingen stille timer',
  workingDaysOnly: 'Kun mails på arbejdsdage (ikke lørdag, søndag og helligdage)',
  save: 'Gem',
  saved: 'Dine valg er gemt',
  savedText: 'De gælder for det, der sker fra nu af.',
  bothHours: 'Vælg både fra og til, eller lad begge være tomme.',
  sameHours: 'De stille timer skal slutte på et andet klokkeslæt, end de begynder.',
  notOffered: 'Vælg en af mulighederne.',
  nothing: 'Der er ikke beskeder, du kan vælge imellem.',
  toChoices: 'Vælg, hvordan du får besked',
  unsubscribe: {
    title: 'Stop mails om dette',
    lead: (reason: string) => `Vil du ikke længere have mails om »${reason}«?`,
    text: 'Du kan stadig læse om det i Tværs, og du kan altid slå mails til igen.',
    stop: 'Stop mails',
    stopped: 'Du får ikke flere mails om dette',
    stoppedText: (reason: string) => `»${reason}« står fremover kun i Tværs.`,
    red: (reason: string) =>
      `Mails om »${reason}« kan ikke stoppes. De kommer kun, når noget haster, og nogen skal handle.`,
    toInbox: 'Gå til dine notifikationer',
  },
}

export type WaysTexts = typeof da

const en: WaysTexts = {
  title: 'How you are told',
  lead: 'You do not need to choose anything: Tværs is set up so that nothing important is missed. Everything also appears under Notifications, unless you turn it off.',
  reason: 'About',
  way: 'How you are told',
  subjects: {
    tasks: 'Tasks and messages',
    confirmations: 'Confirmations',
    roles: 'Roles',
    access: 'Access',
    operations: 'Operations',
  },
  whyFirm: 'Note',
  wayOf: (reason) => `How you are told about: ${reason}`,
  ways: {
    atOnce: 'Email at once',
    daily: 'Daily digest by email',
    weekly: 'Weekly digest by email',
    portal: 'Only in Tværs',
    off: 'Off',
  },
  alwaysAtOnce: 'Always an email at once',
  firm: {
    red: 'It is urgent, so it always comes at once, even in quiet hours.',
    mayLoseAccess: 'Cannot be turned off: you or a colleague may lose a role or access.',
    duty: 'Cannot be turned off: somebody in your organisation must act, often by a deadline.',
    letter: 'Cannot be turned off: it is how KOMBIT writes to those who hold a role.',
  },
  overdue: 'Once the deadline of a task or a confirmation has passed, all about it comes at once.',
  digests:
    'Digests come at 8am on working days. The weekly one comes on Monday, or on the first working day of the week. What you have read, or what has been settled, is not in them.',
  hours: 'When you get emails',
  hoursText: 'Emails that are not urgent wait until the quiet hours are over.',
  quietFrom: 'Quiet from',
  quietUntil: 'Quiet until',
  noQuiet: 'No quiet hours',
  workingDaysOnly: 'Emails on working days only (not on Saturdays, Sundays or public holidays)',
  save: 'Save',
  saved: 'Your choices are saved',
  savedText: 'They apply to what happens from now on.',
  bothHours: 'Choose both from and until, or leave both empty.',
  sameHours: 'Quiet hours must end at a different time from when they begin.',
  notOffered: 'Choose one of the options.',
  nothing: 'There is nothing for you to choose between.',
  toChoices: 'Choose how you are told',
  unsubscribe: {
    title: 'Stop emails about this',
    lead: (reason) => `Do you no longer want emails about “${reason}”?`,
    text: 'You can still read about it in Tværs, and you can always turn emails on again.',
    stop: 'Stop emails',
    stopped: 'You will get no more emails about this',
    stoppedText: (reason) => `“${reason}” only appears in Tværs from now on.`,
    red: (reason) =>
      `Emails about “${reason}” cannot be stopped. They come only when something is urgent and somebody must act.`,
    toInbox: 'Go to your notifications',
  },
}

export const waysTexts = bilingual({ da, en })
