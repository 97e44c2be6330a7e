import { bilingual } from '../../kernel/language.ts'
import { type BrakeFate, brakeSentences } from './brake-words.ts'
import { type Closing, closedSentences } from './closed-words.ts'
import type { Reason } from './domain.ts'

// One list in both languages, longer than a file should be: side by side, a missing or differing text is seen at once.

/** The facts of an event as words; what is missing has a word of its own, so that no sentence has a hole. */
export interface Spoken {
  readonly role: string
  readonly person: string
  readonly actor: string
  /** The portal did it of itself, as was decided before: nobody is named for it. */
  readonly isBySystem: boolean
  readonly round: string
  /** The round is about one person alone, who has left or moved; null: about many. */
  readonly about: 'leaver' | 'mover' | null
  /** '6 svar' that are missing: a person with two roles needs two. */
  readonly undecided: string
  /** Of a round that closed: what comes of the lines without an answer, and until when one can still answer. */
  readonly closing: Closing | null
  /** Of a brake that was decided on: how many roles, and what comes of them. */
  readonly brake: BrakeFate
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
  /** How long an open session may live where an access could not be closed: a sentence. */
  readonly session: string
  /** '23 personer' who would lose access at once. */
  readonly removals: string
  /** Why a target is on pause, as its event names it. */
  readonly code: string
  /** '»Titel« (#139534)'. */
  readonly task: string
  /** ' Fristen er 12-03-2027.'; empty without one. */
  readonly due: string
  /** What the access opens, as people call it. */
  readonly place: string
  /** Last day of a role that is about to end: '12-03-2027'. */
  readonly lastDay: string
  /** First day of a deputy. */
  readonly firstDay: string
  /** Whom a deputy acts for. */
  readonly administrator: string
  /** '2 kommuner' in which there was nobody to tell. */
  readonly municipalities: string
  /** The first day without the role. */
  readonly endsOn: string
  /** It ends for everybody: the role itself does. */
  readonly isRolesEnd: boolean
  /** It ended the day it was said. */
  readonly isEndedToday: boolean
  /** An access closes with it. */
  readonly closesAccess: boolean
  /** The role that takes its place, or null. */
  readonly replacedBy: string | null
  /** '5 nyheder' in a digest. */
  readonly news: string
  /** The task's number and title: '#139534 Skift adgangskoder'. */
  readonly remindedTask: string
  /** '3 opgaver' that nobody in a municipality could be reached about. */
  readonly tasks: string
}

/** Rules of a role as they are spoken of to whoever holds it. */
export const spokenRules = ['interval', 'nonResponse', 'access'] as const
export type SpokenRule = (typeof spokenRules)[number]

/** Why a target is on pause, for whoever is to put it right. */
const pausedBecause = {
  da: (code: string): string => {
    if (code === 'tokenDead') return 'Mattermost kender ikke Tværs’ nøgle længere.'
    if (code === 'adminLost') return 'Tværs’ robot er ikke længere administrator.'
    return code === 'unhealthy' ? 'Serveren melder selv om fejl.' : 'Serveren svarer ikke.'
  },
  en: (code: string): string => {
    if (code === 'tokenDead') return 'Mattermost no longer recognises the token from Tværs.'
    if (code === 'adminLost') return 'The Tværs bot is no longer an administrator.'
    return code === 'unhealthy' ? 'The server itself reports faults.' : 'The server does not answer.'
  },
}

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

const endingWords = {
  da: {
    why: (note: string) => `KOMBIT skriver: ${note}`,
    instead: (role: string) => `Rollen »${role}« kommer i stedet.`,
    ended: 'Den udgik for alle i dag.',
    closing: 'De adgange, den gav, bliver lukket.',
    lastDay: (day: string) => `Sidste dag med rollen er ${day}.`,
    closes: 'Derefter lukkes de adgange, den giver.',
    givenNoMore: 'Rollen kan ikke gives til flere.',
  },
  en: {
    why: (note: string) => `KOMBIT writes: ${note}`,
    instead: (role: string) => `The role “${role}” takes its place.`,
    ended: 'It ended for everybody today.',
    closing: 'The access it gave will be closed.',
    lastDay: (day: string) => `The last day with the role is ${day}.`,
    closes: 'After that, the access it gives is closed.',
    givenNoMore: 'The role can no longer be given to anybody.',
  },
}

/** What happens when a role ends, what takes its place, and why; the editor’s own words last. */
function endingText(spoken: Spoken, language: 'da' | 'en'): string {
  const { note, replacedBy, lastDay, isEndedToday, closesAccess } = spoken
  const words = endingWords[language]
  const last = [...(replacedBy ? [words.instead(replacedBy)] : []), words.why(note)]
  const first = isEndedToday
    ? [words.ended, ...(closesAccess ? [words.closing] : [])]
    : [words.lastDay(lastDay), ...(closesAccess ? [words.closes] : []), words.givenNoMore]
  return [...first, ...last].join(' ')
}

type Sentence = (spoken: Spoken) => { title: string; text: string; action: string }

const da: Record<Reason, Sentence> = {
  taskReceived: ({ task, due }) => ({
    title: `Ny opgave: ${task}`,
    text: `KOMBIT har sendt jer en opgave.${due} Vælg, hvem der er ansvarlig, og hvem der udfører den.`,
    action: 'Se opgaven',
  }),
  taskResponsible: ({ task, actor, due }) => ({
    title: `Du er ansvarlig for ${task}`,
    text: `${actor} har gjort dig ansvarlig.${due} Sørg for, at opgaven bliver besvaret.`,
    action: 'Se opgaven',
  }),
  taskPerformer: ({ task, actor, due }) => ({
    title: `Du skal udføre ${task}`,
    text: `${actor} har valgt dig som udfører.${due} Læs, hvad der skal gøres, og svar på opgaven.`,
    action: 'Se opgaven',
  }),
  taskCorrected: ({ task }) => ({
    title: `Rettet: ${task}`,
    text: 'KOMBIT har rettet beskrivelsen af opgaven. Læs den igen, før du går videre.',
    action: 'Læs opgaven',
  }),
  taskLapsed: ({ task, role }) => ({
    title: `Lukket uden svar: ${task}`,
    text: `Opgaven bad om rollen ${role}. Rollen er ophørt, og opgaven lukkede med den. I skal ikke gøre mere, og det tæller ikke som et svar fra jer.`,
    action: 'Se opgaven',
  }),
  messageAnswered: ({ task, actor }) => ({
    title: `Svar fra KOMBIT om ${task}`,
    text: `${actor} har svaret på jeres spørgsmål.`,
    action: 'Læs svaret',
  }),
  messageReceived: ({ task, actor }) => ({
    title: `Ny besked om ${task}`,
    text: `${actor} har skrevet. Se, hvornår I har lovet at svare.`,
    action: 'Læs beskeden',
  }),
  certificationOpened: ({ round, byWords, about, person }) => ({
    title: {
      none: `Bekræft jeres roller${byWords}`,
      mover: `Svar${byWords}: Passer rollerne stadig til ${person}?`,
      leaver: `Svar${byWords}: Hvad skal der ske med de roller, ${person} har?`,
    }[about ?? 'none'],
    text: {
      none: `KOMBIT har sat runden ${round} i gang. Svar for hver person, om det stadig er den rigtige.`,
      mover: `${person} har fået en ny stilling. Svar for hver rolle, om den stadig passer.`,
      leaver: `${person} er ikke længere bruger af Tværs hos jer. Svar for hver rolle, om den skal slutte, eller om en anden skal have den.`,
    }[about ?? 'none'],
    action: about ? 'Tag stilling til rollerne' : 'Bekræft rollerne',
  }),
  certificationReminder: ({ round, undecided, byWords, isOverdue }) => ({
    title: isOverdue
      ? `Fristen er overskredet: ${undecided} mangler`
      : `Giv ${undecided} om jeres roller${byWords}`,
    text: `Det gælder runden ${round}. For dem, I har svaret for, skal I ikke gøre mere.`,
    action: 'Svar nu',
  }),
  certificationLosing: ({ round, closing }) => closedSentences.da(round, closing),
  certificationClosed: ({ round, closing }) => closedSentences.da(round, closing),
  brakeApproved: brakeSentences.da.approved,
  brakeRejected: brakeSentences.da.rejected,
  certificationConsequence: ({ role, person, policy }) => ({
    title: {
      keep: `${person} beholdt rollen ${role} uden svar`,
      suspend: `Rollen ${role} er sat på pause for ${person}`,
      remove: `${person} har mistet rollen ${role}`,
    }[policy],
    text: {
      keep: 'Ingen svarede på bekræftelsen inden fristen, og så fortsætter rollen. Er det ikke rigtigt, så afslut den.',
      suspend: 'Ingen svarede på bekræftelsen inden fristen. Rollen gælder igen, når I svarer.',
      remove:
        'Ingen svarede på bekræftelsen inden fristen. Fulgte der adgang med, bliver den lukket. I kan give rollen igen.',
    }[policy],
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
        'Jeres KLIK-administrator svarede ikke på bekræftelsen inden fristen. Fulgte der adgang med, bliver den lukket. Er det en fejl, så sig det til KLIK-administratoren.',
    }[policy],
    action: 'Se dine roller',
  }),
  roundHeld: ({ round }) => ({
    title: `Runden ${round} er holdt tilbage`,
    text: 'Så mange personer uden svar ville miste en rolle på én gang, at I skal tage stilling først.',
    action: 'Tag stilling',
  }),
  roleGiven: ({ role, actor, isBySystem }) => ({
    title: `Du har fået rollen ${role}`,
    text: `${isBySystem ? 'Den gælder fra nu.' : `${actor} har givet dig den.`} Læs, hvad den går ud på, og hvad du skal gøre først.`,
    action: 'Se dine roller',
  }),
  roleEnded: ({ role, isRolesEnd, note }) => ({
    title: `Du har ikke længere rollen ${role}`,
    text: isRolesEnd
      ? `Rollen er udgået for alle. Fulgte der adgang med, bliver den lukket. KOMBIT skriver: ${note}`
      : 'Fulgte der adgang med, bliver den lukket. Er det en fejl, så sig det til jeres KLIK-administrator.',
    action: 'Se dine roller',
  }),
  roleEndingSoon: ({ role, person, lastDay, endsOn, isRolesEnd }) => ({
    title: isRolesEnd ? `Rollen ${role} ophører den ${endsOn}` : `Rollen ${role} slutter ${lastDay}`,
    text: isRolesEnd
      ? `Rollen ophører for alle, og ${person} har sidste dag i den ${lastDay}. Følger der adgang med, lukkes den derefter. Hvad der kommer i stedet, står ved rollen.`
      : `${person} har sidste dag i rollen ${lastDay}. Følger der adgang med, lukkes den derefter. Skal rollen fortsætte, skal KLIK-administratoren give den en ny slutdato.`,
    action: 'Se rollen',
  }),
  ownRoleEndingSoon: ({ role, lastDay, endsOn, isRolesEnd }) => ({
    title: isRolesEnd ? `Din rolle ${role} ophører den ${endsOn}` : `Din rolle ${role} slutter ${lastDay}`,
    text: isRolesEnd
      ? `Rollen ophører for alle, og du har sidste dag i den ${lastDay}. Følger der adgang med, lukkes den derefter. Hvad der kommer i stedet, står ved rollen.`
      : `Du har sidste dag i rollen ${lastDay}. Følger der adgang med, lukkes den derefter. Skal du fortsætte i rollen, så bed jeres KLIK-administrator give den en ny slutdato.`,
    action: 'Se dine roller',
  }),
  roleResumed: ({ role }) => ({
    title: `Rollen ${role} gælder igen`,
    text: 'Pausen er slut, og de adgange, der følger med, åbner.',
    action: 'Se dine roller',
  }),
  roleResigned: ({ role, person, successor }) => ({
    title: `${person} har ikke længere rollen ${role}`,
    text: successor
      ? `${person} foreslår, at ${successor} får den. Du bestemmer, hvem der får rollen.`
      : `${person} har selv sagt fra og har ikke foreslået en efterfølger.`,
    action: 'Vælg, hvem der får rollen',
  }),
  deputyAppointed: ({ administrator, firstDay, lastDay }) => ({
    title: `Du er udpeget som stedfortræder for ${administrator}`,
    text: `Det gælder fra ${firstDay} til og med ${lastDay}. I den periode kan du fordele opgaver og roller som KLIK-administrator, og du får de samme beskeder.`,
    action: 'Se, hvem du er stedfortræder for',
  }),
  deputyEnded: ({ administrator }) => ({
    title: `Du er ikke længere stedfortræder for ${administrator}`,
    text: 'Du kan ikke længere fordele opgaver og roller som KLIK-administrator. Du skal ikke gøre noget.',
    action: 'Se stedfortrædere',
  }),
  pendingTookEffect: ({ role, person }) => ({
    title: `${person} har logget på og har nu rollen ${role}`,
    text: 'Rollen ventede på det første login. I skal ikke gøre mere.',
    action: 'Se rollen',
  }),
  pendingExpired: ({ role, person }) => ({
    title: `${person} nåede ikke at logge på`,
    text: `Rollen ${role} ventede i 30 dage og er bortfaldet. Giv den igen, eller vælg en anden.`,
    action: 'Vælg, hvem der får rollen',
  }),
  pendingRefused: ({ role, person, isRolesEnd }) => ({
    title: `${person} fik ikke rollen ${role}`,
    text: isRolesEnd
      ? 'Rollen er udgået og kan ikke gives. Fortæl det til personen. I skal ikke gøre mere.'
      : 'Rollen skulle begynde ved første login, men reglerne for den tillader det ikke nu. Årsagen står ved rollen. Når den er rettet, kan KLIK-administratoren give rollen igen. Rollen kan også gives til en anden.',
    action: 'Se hvorfor',
  }),
  ownPendingRefused: ({ role, isRolesEnd }) => ({
    title: `Du fik ikke rollen ${role}`,
    text: isRolesEnd
      ? 'Rollen er udgået og kan ikke gives. Du skal ikke gøre noget.'
      : 'Du skulle have fået den, da du loggede på første gang, men rollens regler tillader det ikke nu. Jeres KLIK-administrator har også fået besked og kan give dig den, når årsagen er rettet. Du skal ikke gøre noget.',
    action: 'Se, hvem jeres KLIK-administrator er',
  }),
  roleVacated: ({ role }) => ({
    title: `Rollen ${role} er ubesat`,
    text: 'Ingen hos jer har rollen nu. Beskeder til den går imens til dig.',
    action: 'Vælg, hvem der får rollen',
  }),
  roleEnding: (spoken) => ({
    title: spoken.isEndedToday
      ? `Rollen ${spoken.role} er udgået`
      : `Rollen ${spoken.role} ophører den ${spoken.endsOn}`,
    text: endingText(spoken, 'da'),
    action: 'Se rollen',
  }),
  roleContinues: ({ role, closesAccess }) => ({
    title: `Rollen ${role} fortsætter`,
    text: `KOMBIT har aflyst, at den skulle ophøre. Alle, der har rollen, beholder den${closesAccess ? ' og adgangen' : ''}.`,
    action: 'Se rollen',
  }),
  roleChanged: ({ role, note, rules }) => ({
    title: `Rollen ${role} er ændret`,
    text: changeText(note, rules, 'da'),
    action: 'Læs ændringen',
  }),
  letter: ({ role, subject }) => ({
    title: subject,
    text: `KOMBIT har skrevet om rollen ${role}.`,
    action: 'Læs brevet',
  }),
  accessActive: ({ place }) => ({
    title: `Du har adgang til ${place}`,
    text: 'Adgangen virker nu. Log på med det samme login som i Tværs.',
    action: 'Se dine roller og adgange',
  }),
  accessFailed: ({ place }) => ({
    title: `Din adgang til ${place} er ikke åbnet endnu`,
    text: 'Noget gik galt, da vi åbnede den. Vi prøver igen af os selv, og du får besked, når den virker.',
    action: 'Se dine roller og adgange',
  }),
  accessClosed: ({ place }) => ({
    title: `Din adgang til ${place} er lukket`,
    text: 'Den hørte til en rolle, du ikke længere har, eller som er på pause. Er det en fejl, så sig det til jeres KLIK-administrator.',
    action: 'Se dine roller og adgange',
  }),
  certificateExpiring: ({ holder, ending }) => ({
    title: holder ? `Et certifikat hos ${holder} ${ending}` : `Et af vores certifikater ${ending}`,
    text: 'Når det er udløbet, kan folk ikke logge på. På siden står, hvad der skal gøres, og hvem der kan gøre det.',
    action: 'Se certifikaterne',
  }),
  targetPaused: ({ code }) => ({
    title: 'Mattermost er på pause',
    text: `${pausedBecause.da(code)} Ingen adgange bliver åbnet eller lukket imens. Tværs spørger igen af sig selv.`,
    action: 'Se adgangene',
  }),
  closingDelayed: ({ person, session }) => ({
    title: `${person} er ikke ude af Mattermost endnu`,
    text: `Login er allerede lukket. ${session} Vi bliver ved med at prøve.`,
    action: 'Se adgangen',
  }),
  accessReactivated: ({ person }) => ({
    title: `${person} var inde i Mattermost uden en rolle`,
    text: 'Kontoen var åbnet igen, eller personen var tilbage et sted, hvor rollen er slut. Vi lukker igen, medmindre bremsen er trukket.',
    action: 'Se afstemningen',
  }),
  accessUnlinked: ({ person }) => ({
    title: `Kontoen for ${person} var ikke koblet til Tværs’ login`,
    text: 'Det sker, når nogen nulstiller adgangskoden i Mattermost. Tværs kobler kontoen til igen, medmindre bremsen er trukket.',
    action: 'Se afstemningen',
  }),
  removalsHeld: ({ removals }) => ({
    title: `${removals} ville miste adgang til Mattermost på én gang`,
    text: 'Bremsen er trukket: Ingen bliver fjernet, før I har taget stilling.',
    action: 'Se listen, og tag stilling',
  }),
  reconciliationAborted: () => ({
    title: 'Afstemningen med Mattermost stoppede',
    text: 'Tværs kunne ikke stole på det, Mattermost viste, og ændrede ingenting. Årsagen står på siden.',
    action: 'Se hvorfor',
  }),
  digest: ({ news }) => ({
    title: `Samlet besked: ${news} i Tværs`,
    text: 'Her er det, der er sket siden sidst, og som du ikke har læst. Du bestemmer selv under Notifikationer, hvad du vil have samlet.',
    action: 'Se dine notifikationer',
  }),
  taskReminder: ({ remindedTask: task, by }) => ({
    title: `Husk ${task}: fristen er ${by ?? 'snart'}`,
    text: `Opgaven er ikke besvaret. Svar${by ? ` senest ${by}` : ''}, enten at den er fuldført, eller at I ikke deltager.`,
    action: 'Se opgaven, og svar',
  }),
  taskOverdue: ({ remindedTask: task, by }) => ({
    title: `Fristen for ${task} er overskredet`,
    text: `${by ? `Fristen var ${by}. ` : ''}Opgaven er ikke besvaret. Svar nu, eller skriv en besked til KOMBIT om, hvornår I kan.`,
    action: 'Se opgaven, og svar',
  }),
  remindersReachedCentral: ({ tasks }) => ({
    title: `${tasks} venter stadig på svar`,
    text: 'Påmindelserne til kommunen er sendt uden svar, eller ingen i kommunen kan nås. Nu er det jer, der skal følge op.',
    action: 'Se listen',
  }),
  nobodyReached: ({ municipalities }) => ({
    title: `Ingen at give besked til i ${municipalities}`,
    text: 'Der er hverken en KLIK-administrator eller en funktionspostkasse, som mails når frem til. Ring i stedet. Listen viser, hvilke kommuner det er, og hvad der ikke er nået frem.',
    action: 'Se listen',
  }),
}

const en: Record<Reason, Sentence> = {
  taskReceived: ({ task, due }) => ({
    title: `New task: ${task}`,
    text: `KOMBIT has sent you a task.${due} Choose who is responsible and who performs it.`,
    action: 'See the task',
  }),
  taskResponsible: ({ task, actor, due }) => ({
    title: `You are responsible for ${task}`,
    text: `${actor} has made you responsible.${due} Make sure that the task is answered.`,
    action: 'See the task',
  }),
  taskPerformer: ({ task, actor, due }) => ({
    title: `You are the performer of ${task}`,
    text: `${actor} has chosen you as performer.${due} Read what must be done and answer the task.`,
    action: 'See the task',
  }),
  taskCorrected: ({ task }) => ({
    title: `Corrected: ${task}`,
    text: 'KOMBIT has corrected the description of the task. Read it again before you go on.',
    action: 'Read the task',
  }),
  taskLapsed: ({ task, role }) => ({
    title: `Closed without an answer: ${task}`,
    text: `The task asked for the role ${role}. The role has ended, and the task closed with it. You do not need to do anything more, and it does not count as an answer from you.`,
    action: 'See the task',
  }),
  messageAnswered: ({ task, actor }) => ({
    title: `Answer from KOMBIT about ${task}`,
    text: `${actor} has answered your question.`,
    action: 'Read the answer',
  }),
  messageReceived: ({ task, actor }) => ({
    title: `New message about ${task}`,
    text: `${actor} has written. See by when you promised to answer.`,
    action: 'Read the message',
  }),
  certificationOpened: ({ round, byWords, about, person }) => ({
    title: {
      none: `Confirm your roles${byWords}`,
      mover: `Answer${byWords}: are the roles still right for ${person}?`,
      leaver: `Answer${byWords}: what should happen to the roles ${person} holds?`,
    }[about ?? 'none'],
    text: {
      none: `KOMBIT has started the round ${round}. Answer for each person whether they are still the right person.`,
      mover: `${person} has a new position. Say for each role whether it is still right.`,
      leaver: `${person} is no longer a user of Tværs in your municipality. Say for each role whether it should end or go to somebody else.`,
    }[about ?? 'none'],
    action: about ? 'Decide about the roles' : 'Confirm the roles',
  }),
  certificationReminder: ({ round, undecided, byWords, isOverdue }) => ({
    title: isOverdue
      ? `The deadline has passed: ${undecided} missing`
      : `Give ${undecided} about your roles${byWords}`,
    text: `This is about the round ${round}. Those you have answered for need nothing more.`,
    action: 'Answer now',
  }),
  certificationLosing: ({ round, closing }) => closedSentences.en(round, closing),
  certificationClosed: ({ round, closing }) => closedSentences.en(round, closing),
  brakeApproved: brakeSentences.en.approved,
  brakeRejected: brakeSentences.en.rejected,
  certificationConsequence: ({ role, person, policy }) => ({
    title: {
      keep: `${person} kept the role ${role} without an answer`,
      suspend: `The role ${role} is paused for ${person}`,
      remove: `${person} has lost the role ${role}`,
    }[policy],
    text: {
      keep: 'Nobody answered the confirmation by the deadline, so the role continues. If that is wrong, end it.',
      suspend: 'Nobody answered the confirmation by the deadline. The role applies again when you answer.',
      remove:
        'Nobody answered the confirmation by the deadline. Any access that came with it will be closed. You can give the role again.',
    }[policy],
    action: 'See the role',
  }),
  ownCertificationConsequence: ({ role, policy }) => ({
    title: {
      keep: `You still hold the role ${role}`,
      suspend: `Your access through the role ${role} is paused`,
      remove: `You no longer hold the role ${role}`,
    }[policy],
    text: {
      keep: 'Your KLIK administrator did not answer the confirmation by the deadline. If that is a mistake, tell the KLIK administrator.',
      suspend:
        'Your KLIK administrator did not answer the confirmation by the deadline. You still hold the role, and the access opens again once the KLIK administrator has confirmed it.',
      remove:
        'Your KLIK administrator did not answer the confirmation by the deadline. Any access that came with it will be closed. If that is a mistake, tell the KLIK administrator.',
    }[policy],
    action: 'See your roles',
  }),
  roundHeld: ({ round }) => ({
    title: `The round ${round} is held back`,
    text: 'So many people without an answer would lose a role at once that you have to decide first.',
    action: 'Decide',
  }),
  roleGiven: ({ role, actor, isBySystem }) => ({
    title: `You have been given the role ${role}`,
    text: `${isBySystem ? 'It applies from now on.' : `${actor} has given it to you.`} Read what it is about and what to do first.`,
    action: 'See your roles',
  }),
  roleEnded: ({ role, isRolesEnd, note }) => ({
    title: `You no longer hold the role ${role}`,
    text: isRolesEnd
      ? `The role has ended for everybody. Any access that came with it will be closed. KOMBIT writes: ${note}`
      : 'Any access that came with it will be closed. If that is a mistake, tell your KLIK administrator.',
    action: 'See your roles',
  }),
  roleEndingSoon: ({ role, person, lastDay, endsOn, isRolesEnd }) => ({
    title: isRolesEnd ? `The role ${role} ends on ${endsOn}` : `The role ${role} ends ${lastDay}`,
    text: isRolesEnd
      ? `The role is ending for everybody, and ${person}’s last day in it is ${lastDay}. After that, any access that comes with it is closed. The role’s page says what takes its place.`
      : `${person}’s last day in the role is ${lastDay}. Then any access that comes with it is closed. If the role is to continue, the KLIK administrator must give it a new end date.`,
    action: 'See the role',
  }),
  ownRoleEndingSoon: ({ role, lastDay, endsOn, isRolesEnd }) => ({
    title: isRolesEnd ? `Your role ${role} ends on ${endsOn}` : `Your role ${role} ends ${lastDay}`,
    text: isRolesEnd
      ? `The role is ending for everybody, and your last day in it is ${lastDay}. After that, any access that comes with it is closed. The role’s page says what takes its place.`
      : `Your last day in the role is ${lastDay}. Then any access that comes with it is closed. If you are to keep the role, ask your KLIK administrator to give it a new end date.`,
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
      ? `${person} proposes ${successor} as successor. You decide who gets the role.`
      : `${person} has given it up and has not proposed a successor.`,
    action: 'Choose who gets the role',
  }),
  deputyAppointed: ({ administrator, firstDay, lastDay }) => ({
    title: `You have been made deputy for ${administrator}`,
    text: `This applies from ${firstDay} to ${lastDay} inclusive. During that time you can assign tasks and roles as a KLIK administrator, and you get the same notifications.`,
    action: 'See who you are deputy for',
  }),
  deputyEnded: ({ administrator }) => ({
    title: `You are no longer the deputy for ${administrator}`,
    text: 'You can no longer assign tasks and roles as a KLIK administrator. You do not need to do anything.',
    action: 'See deputies',
  }),
  pendingTookEffect: ({ role, person }) => ({
    title: `${person} has signed in and now holds the role ${role}`,
    text: 'The role waited for the first sign-in. You do not need to do anything more.',
    action: 'See the role',
  }),
  pendingExpired: ({ role, person }) => ({
    title: `${person} did not sign in within 30 days`,
    text: `The role ${role} waited that long and has lapsed. Give it again, or choose somebody else.`,
    action: 'Choose who gets the role',
  }),
  pendingRefused: ({ role, person, isRolesEnd }) => ({
    title: `${person} did not get the role ${role}`,
    text: isRolesEnd
      ? 'The role has ended and cannot be given. Tell the person. There is nothing more to do.'
      : 'The role was to begin at the first sign-in, but its rules do not allow it now. The cause appears at the role. The KLIK administrator can correct it and give the role again, or give it to somebody else.',
    action: 'See why',
  }),
  ownPendingRefused: ({ role, isRolesEnd }) => ({
    title: `You did not get the role ${role}`,
    text: isRolesEnd
      ? 'The role has ended and cannot be given. You do not need to do anything.'
      : 'You were to get it when you first signed in, but the rules of the role do not allow it now. Your KLIK administrator has also been told, and can give it to you once the cause has been put right. You do not need to do anything.',
    action: 'See who your KLIK administrator is',
  }),
  roleVacated: ({ role }) => ({
    title: `The role ${role} is vacant`,
    text: 'Nobody in your municipality holds the role now. Messages to it go to you meanwhile.',
    action: 'Choose who gets the role',
  }),
  roleEnding: (spoken) => ({
    title: spoken.isEndedToday
      ? `The role ${spoken.role} has ended`
      : `The role ${spoken.role} ends on ${spoken.endsOn}`,
    text: endingText(spoken, 'en'),
    action: 'See the role',
  }),
  roleContinues: ({ role, closesAccess }) => ({
    title: `The role ${role} continues`,
    text: `KOMBIT has decided that it will not end after all. Everybody who holds the role keeps it${closesAccess ? ' and the access' : ''}.`,
    action: 'See the role',
  }),
  roleChanged: ({ role, note, rules }) => ({
    title: `The role ${role} has changed`,
    text: changeText(note, rules, 'en'),
    action: 'Read the change',
  }),
  letter: ({ role, subject }) => ({
    title: subject,
    text: `KOMBIT has written about the role ${role}.`,
    action: 'Read the letter',
  }),
  accessActive: ({ place }) => ({
    title: `You have access to ${place}`,
    text: 'The access works now. Sign in the same way as to Tværs.',
    action: 'See your roles and access',
  }),
  accessFailed: ({ place }) => ({
    title: `Your access to ${place} is not open yet`,
    text: 'Something went wrong while we opened it. We will try again automatically and tell you when it works.',
    action: 'See your roles and access',
  }),
  accessClosed: ({ place }) => ({
    title: `Your access to ${place} is closed`,
    text: 'It belonged to a role you no longer hold, or one that is on pause. If that is a mistake, tell your KLIK administrator.',
    action: 'See your roles and access',
  }),
  certificateExpiring: ({ holder, ending }) => ({
    title: holder ? `A certificate of ${holder} ${ending}` : `One of our certificates ${ending}`,
    text: 'Once it has expired people cannot sign in. The page says what must be done, and who can do it.',
    action: 'See the certificates',
  }),
  targetPaused: ({ code }) => ({
    title: 'Mattermost is on pause',
    text: `${pausedBecause.en(code)} No access is opened or closed meanwhile. Tværs will ask again automatically.`,
    action: 'See the access',
  }),
  closingDelayed: ({ person, session }) => ({
    title: `${person} is not out of Mattermost yet`,
    text: `They can no longer sign in. ${session} We will keep trying.`,
    action: 'See the access',
  }),
  accessReactivated: ({ person }) => ({
    title: `${person} was inside Mattermost without a role`,
    text: 'The account had been reactivated, or the person was back in a place where their role has ended. We are closing it again unless the brake is on.',
    action: 'See the reconciliation',
  }),
  accessUnlinked: ({ person }) => ({
    title: `The account of ${person} was not linked to the Tværs sign-in`,
    text: 'That happens when somebody resets the password in Mattermost. Tværs will link the account again unless the brake is on.',
    action: 'See the reconciliation',
  }),
  removalsHeld: ({ removals }) => ({
    title: `${removals} would lose access to Mattermost at once`,
    text: 'The brake is on: nobody will be removed until you have decided.',
    action: 'See the list and decide',
  }),
  reconciliationAborted: () => ({
    title: 'The reconciliation with Mattermost stopped',
    text: 'Tværs could not trust what Mattermost showed and changed nothing. The page says why.',
    action: 'See why',
  }),
  digest: ({ news }) => ({
    title: `Digest: ${news} in Tværs`,
    text: 'This is what has happened since the last digest and that you have not read. You choose under Notifications what comes in a digest.',
    action: 'See your notifications',
  }),
  taskReminder: ({ remindedTask: task, by }) => ({
    title: `Remember ${task}: the deadline is ${by ?? 'soon'}`,
    text: `The task has not been answered. Answer${by ? ` by ${by}` : ''}: either that it is completed, or that you are not taking part.`,
    action: 'See the task and answer',
  }),
  taskOverdue: ({ remindedTask: task, by }) => ({
    title: `The deadline for ${task} has passed`,
    text: `${by ? `The deadline was ${by}. ` : ''}The task has not been answered. Answer now, or write to KOMBIT to say when you can.`,
    action: 'See the task and answer',
  }),
  remindersReachedCentral: ({ tasks }) => ({
    title: `${tasks} still without an answer`,
    text: 'The reminders to the municipality got no answer, or nobody there can be reached. It is now up to you to follow up.',
    action: 'See the list',
  }),
  nobodyReached: ({ municipalities }) => ({
    title: `Nobody to tell in ${municipalities}`,
    text: 'There is neither a KLIK administrator nor a shared mailbox that emails reach. Call instead. The list shows which municipalities, and what did not get through.',
    action: 'See the list',
  }),
}

/** What each reason says, made of the facts as words. */
export const sentences = bilingual<Record<Reason, Sentence>>({ da, en })
