import { bilingual } from '../../kernel/language.ts'
import type { Reason } from './domain.ts'

/** The facts of an event as words; what is missing has a word of its own, so that no sentence has a hole. */
export interface Spoken {
  readonly role: string
  readonly person: string
  readonly actor: string
  readonly round: string
  readonly undecided: string
  readonly by: string | null
  readonly byWords: string
  readonly note: string
  /** What the holder of a role that was changed feels of its rules. */
  readonly rules: readonly SpokenRule[]
  readonly subject: string
  readonly successor: string | null
  readonly isOverdue: boolean
  readonly policy: 'keep' | 'suspend' | 'remove'
  /** Whose certificate it is; null: our own. */
  readonly holder: string | null
  /** 'udløber 12-03-2027 (om 14 dage)', or that it has. */
  readonly ending: string
}

/** Rules of a role as they are spoken of to whoever holds it. */
export const spokenRules = ['interval', 'nonResponse', 'access'] as const
export type SpokenRule = (typeof spokenRules)[number]

const changeWords = {
  da: {
    locale: 'da-DK',
    read: 'Læs den nye beskrivelse, og se, hvad der er anderledes.',
    rules: (names: string) => `Reglerne er ændret: ${names}.`,
    interval: 'hvor tit rollen skal bekræftes',
    nonResponse: 'hvad der sker, hvis ingen svarer',
    access: 'hvad rollen giver adgang til',
  },
  en: {
    locale: 'en-GB',
    read: 'Read the new description and see what is different.',
    rules: (names: string) => `The rules have changed: ${names}.`,
    interval: 'how often the role is confirmed',
    nonResponse: 'what happens if nobody answers',
    access: 'what the role gives access to',
  },
}

/** What changed in a role: the editor's own sentence, and the rules whoever holds it feels. */
function changeText(note: string, rules: readonly SpokenRule[], language: 'da' | 'en'): string {
  const words = changeWords[language]
  const names = rules.map((rule) => words[rule])
  const told = names.length > 0 ? words.rules(new Intl.ListFormat(words.locale).format(names)) : ''
  return [note, told].filter(Boolean).join(' ') || words.read
}

type Sentence = (spoken: Spoken) => { title: string; text: string; action: string }

const da: Record<Reason, Sentence> = {
  certificationOpened: ({ round, byWords }) => ({
    title: `Bekræft jeres roller${byWords}`,
    text: `KOMBIT har sat runden ${round} i gang. Svar for hver person, om det stadig er den rette.`,
    action: 'Bekræft rollerne',
  }),
  certificationReminder: ({ round, undecided, byWords, isOverdue }) => ({
    title: isOverdue
      ? `${undecided} mangler svar, og fristen er passeret`
      : `${undecided} mangler svar${byWords}`,
    text: `Det gælder runden ${round}. Det, I har svaret på, skal I ikke gøre mere ved.`,
    action: 'Svar nu',
  }),
  certificationClosed: ({ round }) => ({
    title: `Runden ${round} er lukket`,
    text: 'Se, hvad der skete med hver rolle hos jer, også dem uden svar.',
    action: 'Se resultatet',
  }),
  certificationConsequence: ({ role, person, policy }) => ({
    title: {
      keep: `${person} beholdt rollen ${role} uden svar`,
      suspend: `${person}s adgang er sat på pause`,
      remove: `${person} har mistet rollen ${role}`,
    }[policy],
    text: 'Ingen svarede på bekræftelsen inden fristen, så reglen for rollen trådte i kraft. I kan give rollen igen.',
    action: 'Se rollen',
  }),
  ownCertificationConsequence: ({ role, policy }) => ({
    title: {
      keep: `Du har stadig rollen ${role}`,
      suspend: `Din adgang gennem rollen ${role} er sat på pause`,
      remove: `Du har ikke længere rollen ${role}`,
    }[policy],
    text: {
      keep: 'Jeres KLIK-administrator svarede ikke på bekræftelsen inden fristen. Er det en fejl, så sig det til KLIK-administratoren.',
      suspend:
        'Jeres KLIK-administrator svarede ikke på bekræftelsen inden fristen. Du har stadig rollen, og adgangen åbner igen, når KLIK-administratoren har bekræftet den.',
      remove:
        'Jeres KLIK-administrator svarede ikke på bekræftelsen inden fristen. De adgange, der fulgte med, bliver lukket. Er det en fejl, så sig det til KLIK-administratoren.',
    }[policy],
    action: 'Se dine roller',
  }),
  roundHeld: ({ round }) => ({
    title: `Runden ${round} er holdt tilbage`,
    text: 'For mange ville miste adgangen på én gang uden svar. Intet sker, før I har godkendt det.',
    action: 'Tag stilling',
  }),
  roleGiven: ({ role, actor }) => ({
    title: `Du har fået rollen ${role}`,
    text: `${actor} har givet dig den. Læs, hvad den går ud på, og hvad du skal gøre først.`,
    action: 'Se dine roller',
  }),
  roleEnded: ({ role }) => ({
    title: `Du har ikke længere rollen ${role}`,
    text: 'De adgange, der fulgte med, bliver lukket. Er det en fejl, så sig det til jeres KLIK-administrator.',
    action: 'Se dine roller',
  }),
  roleResumed: ({ role }) => ({
    title: `Rollen ${role} gælder igen`,
    text: 'Pausen er slut, og de adgange, der følger med, åbnes.',
    action: 'Se dine roller',
  }),
  roleResigned: ({ role, person, successor }) => ({
    title: `${person} har ikke længere rollen ${role}`,
    text: successor
      ? `${person} foreslår, at ${successor} får den. Du bestemmer, hvem der får rollen.`
      : `${person} har selv meldt fra og har ikke foreslået en afløser.`,
    action: 'Vælg, hvem der får rollen',
  }),
  pendingTookEffect: ({ role, person }) => ({
    title: `${person} har logget på og har nu rollen ${role}`,
    text: 'Rollen ventede på det første login. I skal ikke gøre mere.',
    action: 'Se rollen',
  }),
  pendingExpired: ({ role, person }) => ({
    title: `${person} nåede ikke at logge på`,
    text: `Rollen ${role} ventede i 30 dage og er faldet væk. Giv den igen, eller vælg en anden.`,
    action: 'Vælg, hvem der får rollen',
  }),
  roleVacated: ({ role }) => ({
    title: `Rollen ${role} er ubesat`,
    text: 'Ingen hos jer har rollen nu. Beskeder til den går imens til dig.',
    action: 'Vælg, hvem der får rollen',
  }),
  roleChanged: ({ role, note, rules }) => ({
    title: `Rollen ${role} er ændret`,
    text: changeText(note, rules, 'da'),
    action: 'Læs ændringen',
  }),
  letter: ({ role, subject }) => ({
    title: subject,
    text: `Brev fra KOMBIT til dem, der har rollen ${role}, eller til dem, der læser det for dem.`,
    action: 'Læs brevet',
  }),
  certificateExpiring: ({ holder, ending }) => ({
    title: holder ? `Et certifikat hos ${holder} ${ending}` : `Et af vores certifikater ${ending}`,
    text: 'Når det er udløbet, kan folk ikke logge på. Siden siger, hvad der skal gøres, og hvem der kan gøre det.',
    action: 'Se certifikaterne',
  }),
}

const en: Record<Reason, Sentence> = {
  certificationOpened: ({ round, byWords }) => ({
    title: `Confirm your roles${byWords}`,
    text: `KOMBIT has started the round ${round}. Answer for each person whether they are still the right one.`,
    action: 'Confirm the roles',
  }),
  certificationReminder: ({ round, undecided, byWords, isOverdue }) => ({
    title: isOverdue
      ? `${undecided} lack an answer, and the deadline has passed`
      : `${undecided} lack an answer${byWords}`,
    text: `This is about the round ${round}. What you have answered needs nothing more.`,
    action: 'Answer now',
  }),
  certificationClosed: ({ round }) => ({
    title: `The round ${round} is closed`,
    text: 'See what became of each role in your municipality, also of those without an answer.',
    action: 'See the result',
  }),
  certificationConsequence: ({ role, person, policy }) => ({
    title: {
      keep: `${person} kept the role ${role} without an answer`,
      suspend: `The access of ${person} is paused`,
      remove: `${person} has lost the role ${role}`,
    }[policy],
    text: 'Nobody answered the confirmation by the deadline, so the rule of the role came into force. You can give the role again.',
    action: 'See the role',
  }),
  ownCertificationConsequence: ({ role, policy }) => ({
    title: {
      keep: `You still hold the role ${role}`,
      suspend: `Your access by the role ${role} is paused`,
      remove: `You no longer hold the role ${role}`,
    }[policy],
    text: {
      keep: 'Your KLIK administrator did not answer the confirmation by the deadline. If that is a mistake, tell the KLIK administrator.',
      suspend:
        'Your KLIK administrator did not answer the confirmation by the deadline. You still hold the role, and the access opens again once the KLIK administrator has confirmed it.',
      remove:
        'Your KLIK administrator did not answer the confirmation by the deadline. The accesses that came with it are being closed. If that is a mistake, tell the KLIK administrator.',
    }[policy],
    action: 'See your roles',
  }),
  roundHeld: ({ round }) => ({
    title: `The round ${round} is held back`,
    text: 'Too many would lose access at once without an answer. Nothing happens until you have approved it.',
    action: 'Decide',
  }),
  roleGiven: ({ role, actor }) => ({
    title: `You have been given the role ${role}`,
    text: `${actor} has given it to you. Read what it is about and what to do first.`,
    action: 'See your roles',
  }),
  roleEnded: ({ role }) => ({
    title: `You no longer hold the role ${role}`,
    text: 'The access that came with it will be closed. If that is a mistake, tell your KLIK administrator.',
    action: 'See your roles',
  }),
  roleResumed: ({ role }) => ({
    title: `The role ${role} is in force again`,
    text: 'The pause is over, and the access that comes with it will be opened.',
    action: 'See your roles',
  }),
  roleResigned: ({ role, person, successor }) => ({
    title: `${person} no longer holds the role ${role}`,
    text: successor
      ? `${person} proposes that ${successor} be given it. You decide who gets the role.`
      : `${person} has given it up and proposed nobody.`,
    action: 'Choose who gets the role',
  }),
  pendingTookEffect: ({ role, person }) => ({
    title: `${person} has signed in and now holds the role ${role}`,
    text: 'The role waited for the first sign-in. You need do nothing more.',
    action: 'See the role',
  }),
  pendingExpired: ({ role, person }) => ({
    title: `${person} did not sign in in time`,
    text: `The role ${role} waited for 30 days and has lapsed. Give it again, or choose somebody else.`,
    action: 'Choose who gets the role',
  }),
  roleVacated: ({ role }) => ({
    title: `The role ${role} is vacant`,
    text: 'Nobody in your municipality holds the role now. Messages to it go to you meanwhile.',
    action: 'Choose who gets the role',
  }),
  roleChanged: ({ role, note, rules }) => ({
    title: `The role ${role} has changed`,
    text: changeText(note, rules, 'en'),
    action: 'Read the change',
  }),
  letter: ({ role, subject }) => ({
    title: subject,
    text: `A letter from KOMBIT to those who hold the role ${role}, or to those who read it for them.`,
    action: 'Read the letter',
  }),
  certificateExpiring: ({ holder, ending }) => ({
    title: holder ? `A certificate of ${holder} ${ending}` : `One of our certificates ${ending}`,
    text: 'Once it has expired people cannot sign in. The page says what must be done, and who can do it.',
    action: 'See the certificates',
  }),
}

/** What each reason says, made of the facts as words. */
export const sentences = bilingual<Record<Reason, Sentence>>({ da, en })
